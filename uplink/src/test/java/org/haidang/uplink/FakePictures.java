package org.haidang.uplink;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.haidang.uplink.site.LastPictures;
import org.haidang.uplink.wire.Still;

/** A picture of now of every camera, whose frame is a JPEG's and whose inside is nothing. */
final class FakePictures implements LastPictures {
    final List<String> made = new CopyOnWriteArrayList<>();
    final List<String> stopped = new CopyOnWriteArrayList<>();
    final Map<String, Integer> bytes = new ConcurrentHashMap<>();

    /** Pictures are ready only once it is open. */
    volatile CountDownLatch decoder = new CountDownLatch(0);

    static ByteString jpeg(int bytes, int width, int height) {
        ByteBuffer all = ByteBuffer.allocate(bytes);
        // A comment, the frame's header, a scan without content.
        all.putShort((short) 0xFFD8)
                .putShort((short) 0xFFFE)
                .putShort((short) 4)
                .putShort((short) 0);
        all.putShort((short) 0xFFC0).putShort((short) 11).put((byte) 8);
        all.putShort((short) height).putShort((short) width).put(new byte[4]);
        all.putShort((short) 0xFFDA).putShort((short) 2);
        all.position(bytes - 2).putShort((short) 0xFFD9);
        return ByteString.copyFrom(all.flip());
    }

    @Override
    public long takenUs(String cameraId) {
        return FakeSite.nowUs();
    }

    @Override
    public Optional<Still> make(String cameraId) throws IOException {
        made.add(cameraId);
        try {
            decoder.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return Optional.of(
                Still.newBuilder()
                        .setCameraId(cameraId)
                        .setTakenUs(FakeSite.nowUs())
                        .setJpeg(jpeg(bytes.getOrDefault(cameraId, 12_000), 320, 180))
                        .build());
    }

    @Override
    public void stopped(String cameraId) {
        stopped.add(cameraId);
    }
}
