package org.haidang.archive.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.MalformedMp4Exception;

/**
 * The {@code .idx} file beside a segment file: a head of 32 bytes, then the records of {@link
 * SegmentIndex}.
 *
 * <pre>
 *  0  4  "HDIX"
 *  4  2  version, 1
 *  6  2  bytes per record, 32
 *  8  4  number of records
 * 12  4  bytes of the init segment at the start of the segment file
 * 16  8  bytes of the segment file
 * 24  4  CRC-32C of the records
 * 28  4  zero
 * </pre>
 *
 * <p>It is a convenience: whatever is wrong with it, the segment file is scanned instead.
 */
public final class SegmentIndexFile {
    private static final int MAGIC = 0x48444958;
    private static final int HEAD_BYTES = 32;
    private static final int MAX_INIT_BYTES = 1 << 20;

    private SegmentIndexFile() {}

    /** Writes it whole, over whatever was there. */
    public static void write(Path file, SegmentIndex index, int initBytes, long segmentBytes)
            throws IOException {
        ByteBuffer out =
                ByteBuffer.allocate(HEAD_BYTES + index.count() * SegmentIndex.RECORD_BYTES);
        out.position(HEAD_BYTES);
        index.copyTo(out);
        out.flip();
        CRC32C crc = new CRC32C();
        crc.update(out.duplicate().position(HEAD_BYTES));
        out.putInt(0, MAGIC).putShort(4, (short) 1).putShort(6, (short) SegmentIndex.RECORD_BYTES);
        out.putInt(8, (out.limit() - HEAD_BYTES) / SegmentIndex.RECORD_BYTES).putInt(12, initBytes);
        out.putLong(16, segmentBytes).putInt(24, (int) crc.getValue());
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
    }

    /**
     * Reads the index of an open segment file.
     *
     * @param idx beside it
     * @return empty if there is none or it does not fit the segment file
     */
    public static Optional<LoadedSegment> read(Path idx, FileChannel segment) throws IOException {
        byte[] bytes;
        try {
            long max = HEAD_BYTES + (long) SegmentIndex.MAX_RECORDS * SegmentIndex.RECORD_BYTES;
            if (Files.size(idx) > max) {
                return Optional.empty();
            }
            bytes = Files.readAllBytes(idx);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (!plausible(in, segment.size())) {
            return Optional.empty();
        }
        InitSegment init;
        try {
            ByteBuffer head = ByteBuffer.allocate(in.getInt(12));
            SegmentScan.readFully(segment, head, 0);
            init = InitSegment.parse(head.array());
        } catch (MalformedMp4Exception broken) {
            return Optional.empty();
        }
        return records(in, init, segment);
    }

    private static boolean plausible(ByteBuffer in, long segmentBytes) {
        if (in.limit() < HEAD_BYTES
                || in.getInt(0) != MAGIC
                || in.getShort(4) != 1
                || in.getShort(6) != SegmentIndex.RECORD_BYTES
                || in.getInt(8) != (in.limit() - HEAD_BYTES) / SegmentIndex.RECORD_BYTES
                || (in.limit() - HEAD_BYTES) % SegmentIndex.RECORD_BYTES != 0
                || in.getInt(12) < 8
                || in.getInt(12) > Math.min(MAX_INIT_BYTES, segmentBytes)
                || in.getLong(16) != segmentBytes) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(in.duplicate().position(HEAD_BYTES));
        return in.getInt(24) == (int) crc.getValue();
    }

    private static Optional<LoadedSegment> records(
            ByteBuffer in, InitSegment init, FileChannel segment) throws IOException {
        Timeline timeline = new Timeline(init);
        SegmentIndex index = new SegmentIndex();
        long end = init.bytes().length;
        for (int p = HEAD_BYTES; p < in.limit(); p += SegmentIndex.RECORD_BYTES) {
            SegmentIndex.Entry entry = SegmentIndex.read(in, p);
            if (entry.offset() < end
                    || entry.size() < 8
                    || entry.offset() + entry.size() > segment.size()
                    || !timeline.knows(entry.trackId())) {
                return Optional.empty();
            }
            index.append(entry, timeline.toUs(entry.trackId(), entry.durationTicks()));
            end = entry.offset() + entry.size();
        }
        return Optional.of(
                new LoadedSegment(
                        init,
                        SegmentScan.header(segment, init),
                        index,
                        end,
                        end,
                        Optional.empty()));
    }

    /** The index file if it fits, else a scan of the segment file. */
    public static Optional<LoadedSegment> load(Path segmentFile) throws IOException {
        Path idx = besides(segmentFile);
        try (FileChannel channel = FileChannel.open(segmentFile, StandardOpenOption.READ)) {
            Optional<LoadedSegment> read = read(idx, channel);
            return read.isPresent() ? read : SegmentScan.scan(channel);
        }
    }

    /** The index file that belongs to a segment file. */
    public static Path besides(Path segmentFile) {
        Path name = segmentFile.getFileName();
        return segmentFile.resolveSibling(SegmentPath.indexOf(String.valueOf(name)));
    }
}
