package org.haidang.vision;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.haidang.media.track.Codec;
import org.haidang.media.track.VideoFormat;

/** Key pictures of a real encoder (x264, x265), 64 by 48, read from byte streams. */
final class Pictures {

    /** Parameter sets and one picture. */
    record Picture(VideoFormat format, byte[] data) {}

    private Pictures() {}

    static Picture h264() throws IOException {
        return resource(Codec.H264, "key-picture.h264");
    }

    static Picture h265() throws IOException {
        return resource(Codec.H265, "key-picture.h265");
    }

    private static Picture resource(Codec codec, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Pictures.class.getResourceAsStream(name))) {
            return ofByteStream(codec, in.readAllBytes(), 64, 48);
        }
    }

    static Picture ofByteStream(Codec codec, byte[] stream, int width, int height)
            throws IOException {
        List<byte[]> sets = new ArrayList<>();
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(picture);
        for (byte[] nal : nals(stream)) {
            int type = codec == Codec.H264 ? nal[0] & 0x1F : nal[0] >> 1 & 0x3F;
            boolean set = codec == Codec.H264 ? type == 7 || type == 8 : type >= 32 && type <= 34;
            if (set) {
                sets.add(nal);
            } else {
                out.writeInt(nal.length);
                out.write(nal);
            }
        }
        return new Picture(
                new VideoFormat(codec, sets, width, height, "test", 0), picture.toByteArray());
    }

    private static List<byte[]> nals(byte[] stream) {
        List<byte[]> nals = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                addNal(nals, stream, start, i);
                start = i + 3;
            }
        }
        addNal(nals, stream, start, stream.length);
        return nals;
    }

    private static void addNal(List<byte[]> nals, byte[] stream, int start, int end) {
        int last = end;
        while (start >= 0 && last > start && stream[last - 1] == 0) {
            last--;
        }
        if (start >= 0) {
            nals.add(Arrays.copyOfRange(stream, start, last));
        }
    }
}
