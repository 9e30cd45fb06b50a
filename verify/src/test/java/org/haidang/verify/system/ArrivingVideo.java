package org.haidang.verify.system;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.Track;

/** Reads fragmented MP4 as it comes, as a player does. */
final class ArrivingVideo {
    private ArrivingVideo() {}

    /**
     * A video fragment.
     *
     * @param wallUs time of its first picture
     * @param arrivedNs when its last byte was here
     * @param payload hash of its pictures, see {@link #hash}
     */
    record Fragment(long wallUs, boolean key, long arrivedNs, String payload) {}

    /** The video fragments, to the end of the body or the first that is wanted. */
    static List<Fragment> read(InputStream body, Predicate<Fragment> last) throws IOException {
        DataInputStream in = new DataInputStream(body);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List<Fragment> found = new ArrayList<>();
        List<Track> tracks = List.of();
        while (true) {
            int size;
            try {
                size = in.readInt();
            } catch (EOFException end) {
                return found;
            }
            byte[] box = new byte[size];
            ByteBuffer.wrap(box).putInt(size);
            in.readFully(box, 4, size - 4);
            whole.write(box);
            String type = new String(box, 4, 4, StandardCharsets.US_ASCII);
            try {
                if (type.equals("moov")) {
                    tracks = InitSegment.parse(whole.toByteArray()).tracks();
                    whole.reset();
                } else if (type.equals("mdat")) {
                    Optional<Fragment> fragment = fragment(whole.toByteArray(), tracks);
                    whole.reset();
                    fragment.ifPresent(found::add);
                    if (fragment.filter(last).isPresent()) {
                        return found;
                    }
                }
            } catch (MalformedMp4Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Empty for audio. */
    private static Optional<Fragment> fragment(byte[] bytes, List<Track> tracks)
            throws MalformedMp4Exception {
        FragmentInfo info = FragmentReader.info(bytes);
        if (tracks.stream().noneMatch(each -> each.id() == info.trackId() && each.isVideo())) {
            return Optional.empty();
        }
        List<Sample> samples = FragmentReader.samples(ByteBuffer.wrap(bytes));
        return Optional.of(
                new Fragment(
                        info.wallUs(),
                        samples.getFirst().randomAccess(),
                        System.nanoTime(),
                        hash(samples)));
    }

    /** SHA-256 of the NAL units behind their lengths. */
    static String hash(List<Sample> samples) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            samples.forEach(sample -> digest.update(sample.data()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
