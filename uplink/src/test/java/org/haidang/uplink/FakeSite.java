package org.haidang.uplink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.ReaderKind;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamLimits;
import org.haidang.media.stream.StreamReader;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.haidang.uplink.site.Grants;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Place;

/** A site with real hubs that a test fills. */
final class FakeSite implements Grants {
    /** A baseline SPS and PPS of 320 x 240. */
    static final VideoFormat VIDEO =
            new VideoFormat(
                    Codec.H264,
                    List.of(
                            HexFormat.of().parseHex("6742c00dd90507ec04400000030040000007a3c50a92"),
                            HexFormat.of().parseHex("68ce3c80")),
                    320,
                    240,
                    "avc1.42c00d",
                    0);

    static final int TICKS = 3_600;

    private final Map<String, Stream> streams = new ConcurrentHashMap<>();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Integer> attentions = new ConcurrentHashMap<>();
    private final List<String> watched = new ArrayList<>();
    final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
    final List<String> overreaches = new CopyOnWriteArrayList<>();
    volatile String state = "live";

    /** Whoever turns all of its cameras. */
    volatile Holder holder = Holder.getDefaultInstance();

    /** Adds a camera whose pictures the test makes. */
    Stream camera(String id) {
        Stream stream = new Stream(id, StreamLimits.DEFAULT, System::nanoTime);
        stream.onState(new SourceState.Live(nowUs()));
        stream.onTracks(List.of(new Track(1, VIDEO, 90_000)));
        streams.put(id, stream);
        return stream;
    }

    /** Pictures at 25 per second, the first of each ten a key picture; returns their bytes. */
    List<byte[]> pictures(String id, int count, int bytes) {
        Stream stream = Objects.requireNonNull(streams.get(id));
        List<byte[]> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long n = sent.merge(id, 1L, Long::sum) - 1;
            byte[] data = new byte[bytes];
            boolean key = n % 10 == 0;
            ByteBuffer.wrap(data).putInt(bytes - 4).put((byte) (key ? 0x65 : 0x41)).putLong(n);
            stream.onAccessUnit(
                    new AccessUnit(1, n * TICKS, n * TICKS, nowUs(), key, false, false, data));
            made.add(data);
        }
        stream.onBatchEnd();
        return made;
    }

    /** Leaves out so many numbers, as a stream that has run for longer. */
    void skip(String id, long pictures) {
        sent.merge(id, pictures, Long::sum);
    }

    /** How closely a camera is looked at, as the link said last; -1 when it said nothing. */
    int attention(String id) {
        return attentions.getOrDefault(id, -1);
    }

    synchronized List<String> watched() {
        return List.copyOf(watched);
    }

    @Override
    public Catalogue catalogue() {
        Catalogue.Builder all = Catalogue.newBuilder().setWhole(true);
        all.addPlaces(Place.newBuilder().setId("p1").setName("Khu cách ly Thử"));
        streams.keySet().stream()
                .filter(id -> !id.endsWith("/sub"))
                .sorted()
                .forEach(id ->
                        all.addCameras(
                                Camera.newBuilder()
                                        .setId(id)
                                        .setPlaceId("p1")
                                        .setName(id)
                                        .setLiveWithheld(!live(id))
                                        .setSettings(FakeConfiguring.TWO_WEEKS)
                                        .setConfigureGranted(true)));
        return all.build();
    }

    @Override
    public List<CameraState> states() {
        return streams.keySet().stream().sorted().map(this::state).toList();
    }

    private CameraState state(String id) {
        CameraState.Builder now = CameraState.newBuilder().setCameraId(id).setKind(state);
        Holder who = holder;
        return (who.getName().isEmpty() ? now : now.setHolder(who)).build();
    }

    @Override
    public synchronized Watch watch(String cameraId, String name) throws RefusedException {
        Stream stream = streams.get(name.equals("sub") ? sub(cameraId) : cameraId);
        if (stream == null) {
            throw new RefusedException("no_such_camera");
        }
        if (!live(cameraId)) {
            overreached(cameraId, "live");
            throw new RefusedException("not_granted");
        }
        watched.add(name.equals("sub") ? sub(cameraId) : cameraId);
        StreamReader reader = stream.open(ReaderKind.LIVE);
        return new Watch() {
            @Override
            public Stream stream() {
                return stream;
            }

            @Override
            public StreamReader reader() {
                return reader;
            }

            @Override
            public void attention(int attention) {
                attentions.put(cameraId, attention);
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    @Override
    public boolean hasSub(String cameraId) {
        return streams.containsKey(sub(cameraId));
    }

    /** The name of a camera's sub stream among the streams; {@link #camera} makes it, too. */
    static String sub(String cameraId) {
        return cameraId + "/sub";
    }

    @Override
    public boolean live(String cameraId) {
        return !withdrawn.contains(cameraId);
    }

    @Override
    public boolean playback(String cameraId) {
        return live(cameraId);
    }

    @Override
    public void overreached(String cameraId, String what) {
        overreaches.add(what + " " + cameraId);
    }

    static long nowUs() {
        return System.currentTimeMillis() * 1_000;
    }
}
