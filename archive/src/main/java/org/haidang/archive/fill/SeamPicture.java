package org.haidang.archive.fill;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.haidang.archive.play.KeyPicture;
import org.haidang.media.stream.Fragment;
import org.haidang.media.track.Codec;

/**
 * A picture that was recorded live next to a gap, to be found again in what is fetched. Compared by
 * what was coded of the picture, the slices: a recorder may play with other parameter sets, SEI
 * messages or delimiters around them than the camera once sent.
 */
final class SeamPicture {
    private final Codec codec;
    private final long wallUs;
    private final List<ByteBuffer> slices;

    SeamPicture(KeyPicture picture) {
        this.codec = picture.format().codec();
        this.wallUs = picture.wallUs();
        this.slices = slices(codec, ByteBuffer.wrap(picture.data()));
    }

    /** When it was taken, by our clock, microseconds since 1970 UTC. */
    long wallUs() {
        return wallUs;
    }

    /** Whether a fragment holds the same picture. */
    boolean sameAs(Fragment fragment) {
        if (!fragment.video() || !fragment.randomAccess() || slices.isEmpty()) {
            return false;
        }
        int from = fragment.payloadOffset();
        return slices(codec, ByteBuffer.wrap(fragment.bytes(), from, fragment.size() - from))
                .equals(slices);
    }

    /** NAL units of coded slices; a sample that is no row of NAL units counts as one. */
    private static List<ByteBuffer> slices(Codec codec, ByteBuffer sample) {
        List<ByteBuffer> found = new ArrayList<>();
        ByteBuffer in = sample.slice();
        while (in.hasRemaining()) {
            int bytes = in.remaining() < 4 ? -1 : in.getInt();
            if (bytes < 1 || bytes > in.remaining()) {
                return List.of(sample.slice());
            }
            if (isSlice(codec, in.get(in.position()))) {
                found.add(in.slice(in.position(), bytes));
            }
            in.position(in.position() + bytes);
        }
        return found;
    }

    /** ITU-T H.264 table 7-1: 1 to 5; H.265 table 7-1: 0 to 31. */
    private static boolean isSlice(Codec codec, byte head) {
        return switch (codec) {
            case H264 -> (head & 0x1F) >= 1 && (head & 0x1F) <= 5;
            case H265 -> (head >> 1 & 0x3F) < 32;
            case AAC, PCMU, PCMA -> true;
        };
    }
}
