package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads one fragment that is wholly in memory back into its samples. */
public final class FragmentReader {

    private FragmentReader() {}

    /**
     * What the fragment says of itself; {@link FragmentInfo#offset()} is 0.
     *
     * @throws MalformedMp4Exception when the bytes are not one whole fragment
     */
    public static FragmentInfo info(byte[] fragment) throws MalformedMp4Exception {
        return Moof.ofFragment(ByteBuffer.wrap(fragment)).info();
    }

    /**
     * Its samples in decode order, bit for bit as written; a single one with room in front of it,
     * so that it can be written again where it lies.
     *
     * @param fragment prft (optional), moof and mdat, from position to limit; the position is not
     *     moved
     * @throws MalformedMp4Exception when the bytes are not one whole fragment
     */
    public static List<Sample> samples(ByteBuffer fragment) throws MalformedMp4Exception {
        ByteBuffer in = fragment.slice();
        Moof moof = Moof.ofFragment(in);
        FragmentInfo info = moof.info();
        List<Sample> samples = new ArrayList<>(info.samples());
        int at = info.payloadOffset();
        long dts = info.dtsTicks();
        int room = info.samples() == 1 ? FragmentWriter.payloadOffset(1) : 0;
        for (int i = 0; i < info.samples(); i++) {
            int size = moof.sizeOf(i);
            byte[] bytes = new byte[room + size];
            in.get(at, bytes, room, size);
            long duration = moof.durationOf(i);
            long pts = dts + moof.offsetOf(i);
            samples.add(new Sample(dts, pts, duration, moof.syncAt(i), bytes, room));
            at += size;
            dts += duration;
        }
        return samples;
    }
}
