package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes one fragment: {@code prft} (version 1), {@code moof} with one track and {@code mdat}, in
 * one array of exactly its size (ISO/IEC 14496-12 sections 8.16.5, 8.8 and 8.1.1).
 *
 * <p>Every fragment stands alone: offsets count from its own moof, decode times are absolute, and
 * the producer reference time says when the first sample was taken. So a file can be cut between
 * any two fragments and re-indexed from its bytes.
 */
public final class FragmentWriter {

    static final int PRFT = Boxes.type("prft");
    static final int MOOF = Boxes.type("moof");
    static final int MFHD = Boxes.type("mfhd");
    static final int TRAF = Boxes.type("traf");
    static final int TFHD = Boxes.type("tfhd");
    static final int TFDT = Boxes.type("tfdt");
    static final int TRUN = Boxes.type("trun");
    static final int MDAT = Boxes.type("mdat");

    /** Offsets count from the start of the enclosing moof. */
    static final int TFHD_DEFAULT_BASE_IS_MOOF = 0x02_0000;

    /** data-offset, then duration, size, flags and composition offset for each sample. */
    static final int TRUN_ALL = 0x00_0F01;

    /** sample_depends_on = 2: on no other. */
    static final int FLAGS_SYNC = 0x0200_0000;

    /** sample_depends_on = 1, sample_is_non_sync_sample = 1. */
    static final int FLAGS_NON_SYNC = 0x0101_0000;

    private static final int PRFT_SIZE = 32;
    private static final int MOOF_FIXED_SIZE = 8 + 16 + 8 + 16 + 20 + 20;
    private static final int PER_SAMPLE_SIZE = 16;

    private FragmentWriter() {}

    /** Bytes in front of the first sample byte of a fragment with that many samples. */
    public static int payloadOffset(int samples) {
        return PRFT_SIZE + MOOF_FIXED_SIZE + samples * PER_SAMPLE_SIZE + 8;
    }

    /**
     * Makes one fragment. A single sample with just the {@link #payloadOffset room} in front of it
     * that is needed becomes the fragment where it lies; all others are copied.
     *
     * @param sequence goes into {@code mfhd}, low 32 bits
     * @param trackId the track, 1 or more
     * @param wallUs when the first sample was taken, microseconds since 1970 UTC
     * @param samples 1 or more in decode order, each starting where the one before it ends
     * @return the fragment, from its first byte to its last; never write to it
     * @throws IllegalArgumentException when there is no sample or a value does not fit its field
     */
    public static byte[] write(long sequence, int trackId, long wallUs, List<Sample> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a fragment needs a sample");
        }
        long size = payloadOffset(samples.size());
        for (Sample sample : samples) {
            size += sample.length();
        }
        Sample first = samples.get(0);
        boolean inPlace = samples.size() == 1 && first.offset() == payloadOffset(1);
        ByteBuffer out = ByteBuffer.wrap(inPlace ? first.bytes() : new byte[Math.toIntExact(size)]);
        prft(out, trackId, wallUs, first.ptsTicks());
        moof(out, sequence, trackId, first.dtsTicks(), samples);
        out.putInt(out.remaining()).putInt(MDAT);
        if (!inPlace) {
            for (Sample sample : samples) {
                out.put(sample.bytes(), sample.offset(), sample.length());
            }
        }
        return out.array();
    }

    private static void prft(ByteBuffer out, int trackId, long wallUs, long mediaTicks) {
        out.putInt(PRFT_SIZE).putInt(PRFT).putInt(0x0100_0000);
        out.putInt(trackId).putLong(NtpTime.ofWallUs(wallUs)).putLong(mediaTicks);
    }

    private static void moof(
            ByteBuffer out, long sequence, int trackId, long dtsTicks, List<Sample> samples) {
        int trunSize = 20 + samples.size() * PER_SAMPLE_SIZE;
        int trafSize = 8 + 16 + 20 + trunSize;
        int moofSize = 8 + 16 + trafSize;
        out.putInt(moofSize).putInt(MOOF);
        out.putInt(16).putInt(MFHD).putInt(0).putInt((int) sequence);
        out.putInt(trafSize).putInt(TRAF);
        out.putInt(16).putInt(TFHD).putInt(TFHD_DEFAULT_BASE_IS_MOOF).putInt(trackId);
        out.putInt(20).putInt(TFDT).putInt(0x0100_0000).putLong(dtsTicks);
        out.putInt(trunSize).putInt(TRUN).putInt(0x0100_0000 | TRUN_ALL);
        out.putInt(samples.size()).putInt(moofSize + 8);
        for (Sample sample : samples) {
            entry(out, sample);
        }
    }

    private static void entry(ByteBuffer out, Sample sample) {
        long duration = sample.durationTicks();
        if (duration < 0 || duration > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("duration of " + duration + " ticks");
        }
        out.putInt((int) duration);
        out.putInt(sample.length());
        out.putInt(sample.randomAccess() ? FLAGS_SYNC : FLAGS_NON_SYNC);
        out.putInt(Math.toIntExact(sample.ptsTicks() - sample.dtsTicks()));
    }
}
