package org.haidang.media.mp4;

/**
 * One access unit as it lies in a fragment.
 *
 * @param dtsTicks decode time in the track's timescale, 0 or more
 * @param ptsTicks presentation time, same clock; within 2^31 ticks of {@code dtsTicks}
 * @param durationTicks decode time of the next sample minus {@code dtsTicks}, 0 to 2^32-1
 * @param randomAccess a decoder can start here
 * @param data the sample bytes, see {@link org.haidang.media.track.AccessUnit#data()}; never
 *     written to
 */
public record Sample(
        long dtsTicks, long ptsTicks, long durationTicks, boolean randomAccess, byte[] data) {}
