package org.haidang.archive.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where each fragment of a segment lies, 32 bytes each, in file order:
 *
 * <pre>
 *  0  8  wall time of the first sample, microseconds since 1970 UTC
 *  8  8  decode time, ticks of the track
 * 16  4  offset in the file, unsigned
 * 20  4  size in bytes
 * 24  4  duration, ticks of the track, unsigned
 * 28  1  track id
 * 29  1  flags: 1 starts a group, 2 leads (video, or anything in a stream without video)
 * 30  2  zero
 * </pre>
 *
 * <p>One thread appends, any thread reads what was there when it asked for {@link #count()}. Memory
 * comes in blocks of 32 KiB as it is needed: 300 KB for five minutes at 25 pictures a second.
 */
public final class SegmentIndex {
    static final int RECORD_BYTES = 32;
    private static final int BLOCK_RECORDS = 1024;
    private static final int MAX_BLOCKS = 128;

    /** A segment is cut when its index is full: an hour at 30 fragments a second. */
    public static final int MAX_RECORDS = BLOCK_RECORDS * MAX_BLOCKS;

    /** A segment is cut before its offsets pass 32 bits. */
    public static final long MAX_FILE_BYTES = 0xFFFF_FFFFL;

    private static final int STARTS_GROUP = 1;
    private static final int LEADS = 2;

    private final AtomicReferenceArray<@Nullable ByteBuffer> blocks =
            new AtomicReferenceArray<>(MAX_BLOCKS);
    private volatile int count;
    private int[] groups = new int[64];
    private volatile int groupCount;
    private volatile long endWallUs = Long.MIN_VALUE;

    /**
     * One fragment.
     *
     * @param leads it is on the track that time is measured by
     */
    public record Entry(
            long wallUs,
            long dtsTicks,
            long offset,
            int size,
            long durationTicks,
            int trackId,
            boolean startsGroup,
            boolean leads) {}

    /**
     * Appends the record of one fragment.
     *
     * @param durationUs of the entry, by its track's timescale
     * @throws IllegalStateException when full
     */
    public void append(Entry entry, long durationUs) {
        int at = count;
        if (at >= MAX_RECORDS) {
            throw new IllegalStateException("index full");
        }
        ByteBuffer block = blocks.get(at / BLOCK_RECORDS);
        if (block == null) {
            block = ByteBuffer.allocate(BLOCK_RECORDS * RECORD_BYTES);
            blocks.set(at / BLOCK_RECORDS, block);
        }
        int p = at % BLOCK_RECORDS * RECORD_BYTES;
        block.putLong(p, entry.wallUs());
        block.putLong(p + 8, entry.dtsTicks());
        block.putInt(p + 16, (int) entry.offset());
        block.putInt(p + 20, entry.size());
        block.putInt(p + 24, (int) entry.durationTicks());
        block.put(p + 28, (byte) entry.trackId());
        int flags = (entry.startsGroup() ? STARTS_GROUP : 0) | (entry.leads() ? LEADS : 0);
        block.put(p + 29, (byte) flags);
        if (entry.startsGroup()) {
            addGroup(at);
        }
        if (entry.leads()) {
            endWallUs = Math.max(endWallUs, entry.wallUs() + durationUs);
        }
        count = at + 1;
    }

    /** One record as it lies in a file. */
    static Entry read(ByteBuffer in, int p) {
        int flags = in.get(p + 29);
        return new Entry(
                in.getLong(p),
                in.getLong(p + 8),
                in.getInt(p + 16) & 0xFFFF_FFFFL,
                in.getInt(p + 20),
                in.getInt(p + 24) & 0xFFFF_FFFFL,
                in.get(p + 28) & 0xFF,
                (flags & STARTS_GROUP) != 0,
                (flags & LEADS) != 0);
    }

    private void addGroup(int record) {
        int n = groupCount;
        synchronized (this) {
            if (n == groups.length) {
                groups = Arrays.copyOf(groups, 2 * n);
            }
            groups[n] = record;
        }
        groupCount = n + 1;
    }

    public int count() {
        return count;
    }

    private ByteBuffer block(int record) {
        ByteBuffer block = blocks.get(record / BLOCK_RECORDS);
        if (block == null) {
            throw new IndexOutOfBoundsException(record);
        }
        return block;
    }

    private static int at(int record) {
        return record % BLOCK_RECORDS * RECORD_BYTES;
    }

    public Entry entry(int record) {
        return read(block(record), at(record));
    }

    public long wallUs(int record) {
        return block(record).getLong(at(record));
    }

    public long dtsTicks(int record) {
        return block(record).getLong(at(record) + 8);
    }

    public long offset(int record) {
        return block(record).getInt(at(record) + 16) & 0xFFFF_FFFFL;
    }

    public int size(int record) {
        return block(record).getInt(at(record) + 20);
    }

    public int trackId(int record) {
        return block(record).get(at(record) + 28) & 0xFF;
    }

    public boolean startsGroup(int record) {
        return (block(record).get(at(record) + 29) & STARTS_GROUP) != 0;
    }

    public boolean leads(int record) {
        return (block(record).get(at(record) + 29) & LEADS) != 0;
    }

    /** First byte behind a record's fragment. */
    public long end(int record) {
        return offset(record) + size(record);
    }

    /** End of the last picture, microseconds since 1970 UTC; {@link Long#MIN_VALUE} if none. */
    public long endWallUs() {
        return endWallUs;
    }

    /** Groups of pictures begun so far. */
    public int groupCount() {
        return groupCount;
    }

    /** The record that starts a group. */
    public int groupRecord(int group) {
        synchronized (this) {
            return groups[group];
        }
    }

    /** The last group that starts at or before a time, -1 if none does. */
    public int groupAtOrBefore(long wallUs) {
        int low = 0;
        int high = groupCount - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (wallUs(groupRecord(middle)) <= wallUs) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** The record whose fragment holds a file offset, or the last one before it. */
    public int recordAtOffset(long offset) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (offset(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Copies the records, as they go to a file. */
    void copyTo(ByteBuffer out) {
        int n = count;
        for (int first = 0; first < n; first += BLOCK_RECORDS) {
            int records = Math.min(BLOCK_RECORDS, n - first);
            out.put(block(first).duplicate().position(0).limit(records * RECORD_BYTES));
        }
    }

    /** Whether both tell the same of the same fragments. */
    public boolean sameRecords(SegmentIndex other) {
        int n = count;
        if (n != other.count()) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            if (!entry(i).equals(other.entry(i))) {
                return false;
            }
        }
        return true;
    }
}
