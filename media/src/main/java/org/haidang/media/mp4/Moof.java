package org.haidang.media.mp4;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The parsed headers of one fragment of the kind that {@link FragmentWriter} writes: one track, one
 * run, every field given per sample, samples side by side at the start of the mdat.
 */
final class Moof {

    /** Larger boxes than that are not ours: 1 MiB of moof would describe 65,000 samples. */
    static final int MAX_SIZE = 1 << 20;

    private static final int ENTRY_SIZE = 16;

    private final ByteBuffer entries;
    private final FragmentInfo info;

    private Moof(ByteBuffer entries, FragmentInfo info) {
        this.entries = entries;
        this.info = info;
    }

    /** Parses a fragment that is wholly in memory, from index 0 to the limit. */
    static Moof ofFragment(ByteBuffer in) throws MalformedMp4Exception {
        long wallUs = FragmentInfo.NO_WALL;
        Boxes boxes = new Boxes(in, 0);
        while (boxes.next()) {
            if (boxes.type() == FragmentWriter.PRFT) {
                wallUs = wallUs(boxes);
            } else if (boxes.type() == FragmentWriter.MOOF) {
                return ofMoofAndMdat(in, boxes, wallUs);
            }
        }
        throw new MalformedMp4Exception("no moof", 0);
    }

    private static Moof ofMoofAndMdat(ByteBuffer in, Boxes boxes, long wallUs)
            throws MalformedMp4Exception {
        int moofStart = (int) boxes.offset() - 8;
        Boxes moof = boxes.children();
        int moofEnd = boxes.body().limit();
        if (!boxes.next() || boxes.type() != FragmentWriter.MDAT) {
            throw new MalformedMp4Exception("no mdat behind the moof", moofEnd);
        }
        int end = boxes.body().limit();
        if (end != in.limit()) {
            throw new MalformedMp4Exception("more than one fragment", end);
        }
        Header header = new Header(0, moofStart, moofEnd, end, wallUs);
        return parse(moof, header);
    }

    /** The wall time of the {@code prft} that {@code boxes} stands on. */
    static long wallUs(Boxes boxes) throws MalformedMp4Exception {
        boxes.require(16);
        ByteBuffer body = boxes.body();
        return NtpTime.toWallUs(body.getLong(body.position() + 8));
    }

    /**
     * Where the parts of a fragment lie in the file.
     *
     * @param start first byte of the fragment
     * @param moofStart first byte of the moof
     * @param moofEnd first byte of the mdat
     * @param end first byte behind the mdat
     * @param wallUs from the prft in front, or {@link FragmentInfo#NO_WALL}
     */
    record Header(long start, long moofStart, long moofEnd, long end, long wallUs) {}

    static Moof parse(Boxes moof, Header header) throws MalformedMp4Exception {
        Fields fields = new Fields();
        while (moof.next()) {
            if (moof.type() == FragmentWriter.MFHD) {
                moof.require(8);
                ByteBuffer body = moof.body();
                fields.sequence = body.getInt(body.position() + 4) & 0xFFFF_FFFFL;
            } else if (moof.type() == FragmentWriter.TRAF) {
                traf(moof, fields);
            }
        }
        return fields.complete(header, moof.offset());
    }

    private static void traf(Boxes moof, Fields fields) throws MalformedMp4Exception {
        Boxes traf = moof.children();
        while (traf.next()) {
            ByteBuffer body = traf.body();
            if (traf.type() == FragmentWriter.TFHD) {
                traf.require(8);
                fields.trackId = fields.trackId == 0 ? body.getInt(body.position() + 4) : -1;
            } else if (traf.type() == FragmentWriter.TFDT) {
                traf.require(12);
                fields.dtsTicks = body.getLong(body.position() + 4);
            } else if (traf.type() == FragmentWriter.TRUN) {
                trun(traf, fields);
            }
        }
    }

    private static void trun(Boxes traf, Fields fields) throws MalformedMp4Exception {
        traf.require(12);
        ByteBuffer body = traf.body();
        int flags = body.getInt() & 0xFF_FFFF;
        int count = body.getInt();
        fields.dataOffset = body.getInt();
        if (flags != FragmentWriter.TRUN_ALL
                || fields.entries != null
                || count < 1
                || (long) count * ENTRY_SIZE != body.remaining()) {
            throw new MalformedMp4Exception("not a run of this engine", traf.offset());
        }
        fields.entries = body.slice();
    }

    FragmentInfo info() {
        return info;
    }

    int sizeOf(int sample) {
        return entries.getInt(sample * ENTRY_SIZE + 4);
    }

    long durationOf(int sample) {
        return entries.getInt(sample * ENTRY_SIZE) & 0xFFFF_FFFFL;
    }

    boolean syncAt(int sample) {
        return (entries.getInt(sample * ENTRY_SIZE + 8) & 0x1_0000) == 0;
    }

    int offsetOf(int sample) {
        return entries.getInt(sample * ENTRY_SIZE + 12);
    }

    /** What has been found so far. */
    private static final class Fields {
        long sequence;
        int trackId;
        long dtsTicks = -1;
        int dataOffset;
        @Nullable ByteBuffer entries;

        Moof complete(Header header, long offset) throws MalformedMp4Exception {
            ByteBuffer run = entries;
            if (trackId < 1 || dtsTicks < 0 || run == null) {
                throw new MalformedMp4Exception("not one track with times and one run", offset);
            }
            long payload = 0;
            long duration = 0;
            int count = run.remaining() / ENTRY_SIZE;
            for (int i = 0; i < count; i++) {
                payload += run.getInt(i * ENTRY_SIZE + 4) & 0xFFFF_FFFFL;
                duration += run.getInt(i * ENTRY_SIZE) & 0xFFFF_FFFFL;
            }
            long moofSize = header.moofEnd() - header.moofStart();
            if (dataOffset != moofSize + 8 || payload != header.end() - header.moofEnd() - 8) {
                throw new MalformedMp4Exception("samples do not fill the mdat", offset);
            }
            int size = (int) (header.end() - header.start());
            FragmentInfo info =
                    new FragmentInfo(
                            header.start(),
                            size,
                            sequence,
                            trackId,
                            dtsTicks,
                            dtsTicks + run.getInt(12),
                            duration,
                            header.wallUs(),
                            (run.getInt(8) & 0x1_0000) == 0,
                            count,
                            (int) (header.moofEnd() + 8 - header.start()));
            return new Moof(run, info);
        }
    }
}
