package org.haidang.media.mp4;

import java.util.Arrays;

/**
 * One access unit as it lies in a fragment.
 *
 * @param dtsTicks decode time in the track's timescale, 0 or more
 * @param ptsTicks presentation time, same clock; within 2^31 ticks of {@code dtsTicks}
 * @param durationTicks decode time of the next sample minus {@code dtsTicks}, 0 to 2^32-1
 * @param randomAccess a decoder can start here
 * @param bytes the sample from {@code offset} to the end, see {@link
 *     org.haidang.media.track.AccessUnit#bytes()}
 * @param offset 0, or as much as {@link FragmentWriter} may write to in front of it
 */
public record Sample(
        long dtsTicks,
        long ptsTicks,
        long durationTicks,
        boolean randomAccess,
        byte[] bytes,
        int offset) {

    /** One without room in front. */
    public Sample(
            long dtsTicks, long ptsTicks, long durationTicks, boolean randomAccess, byte[] data) {
        this(dtsTicks, ptsTicks, durationTicks, randomAccess, data, 0);
    }

    /** Bytes of the sample itself. */
    public int length() {
        return bytes.length - offset;
    }

    /** The sample alone; a copy when there is room in front of it. Do not write to it. */
    public byte[] data() {
        return offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, bytes.length);
    }
}
