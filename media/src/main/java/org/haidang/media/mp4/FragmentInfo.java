package org.haidang.media.mp4;

/**
 * Where one fragment (prft, moof, mdat) lies in a file and what it holds, as its boxes tell it.
 *
 * @param offset file position of its first byte: the prft, or the moof if it has none
 * @param size bytes from {@code offset} to the end of its mdat
 * @param sequence the {@code mfhd} sequence number: the low 32 bits of the fragment's number in its
 *     stream
 * @param trackId the one track it carries
 * @param dtsTicks decode time of its first sample
 * @param ptsTicks presentation time of its first sample
 * @param durationTicks sum of its samples' durations
 * @param wallUs wall time of its first sample, microseconds since 1970 UTC, or {@link #NO_WALL}
 * @param randomAccess its first sample is one where a decoder can start
 * @param samples how many samples it holds, 1 or more
 * @param payloadOffset bytes from {@code offset} to the first sample byte
 */
public record FragmentInfo(
        long offset,
        int size,
        long sequence,
        int trackId,
        long dtsTicks,
        long ptsTicks,
        long durationTicks,
        long wallUs,
        boolean randomAccess,
        int samples,
        int payloadOffset) {

    /** The fragment does not say when it was taken. */
    public static final long NO_WALL = Long.MIN_VALUE;

    /** File position of the first byte after it. */
    public long end() {
        return offset + size;
    }
}
