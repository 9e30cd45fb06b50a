package org.haidang.archive.retain;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmKind;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskState;
import org.haidang.archive.disk.RoomMaker;

/**
 * Deletes what is too old, too much, or in the way: by age and bytes per stream, by free space per
 * disk. Only COMPLETE segments that nobody reads, always the oldest first, at most {@link
 * #MAX_PER_PASS} per pass. Thread-safe.
 */
public final class Retention implements RoomMaker {
    /** Segments deleted in one pass; the rest waits for the next. */
    public static final int MAX_PER_PASS = 500;

    /** A full disk gets more room than asked for, so that it is not asked for every second. */
    static final long EXTRA_ROOM_BYTES = 8L << 20;

    private static final int MAX_TO_MAKE_ROOM = 200;
    private static final int PAGE = 100;
    private static final long ROOM_WAIT_MS = 5_000;

    /** Gaps and wanted times are kept longer than recordings, so that history can be told. */
    static final long KEEP_FACTS_US = TimeUnit.DAYS.toMicros(400);

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    private final Map<String, Disk> disks = new HashMap<>();
    private final SegmentCatalog catalog;
    private final Leases leases;
    private final AlarmBoard alarms;
    private final LongSupplier nowUs;
    private final RecordingPolicy defaultPolicy;
    private final Map<StreamKey, RecordingPolicy> policies = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> roomLocks = new ConcurrentHashMap<>();

    public Retention(
            List<Disk> disks,
            SegmentCatalog catalog,
            Leases leases,
            AlarmBoard alarms,
            RecordingPolicy defaultPolicy,
            LongSupplier nowUs) {
        disks.forEach(disk -> this.disks.put(disk.name(), disk));
        this.catalog = catalog;
        this.leases = leases;
        this.alarms = alarms;
        this.defaultPolicy = defaultPolicy;
        this.nowUs = nowUs;
    }

    /** How long recordings of a stream are kept from now on. */
    public void policy(StreamKey key, RecordingPolicy policy) {
        policies.put(key, policy);
    }

    public RecordingPolicy policy(StreamKey key) {
        return policies.getOrDefault(key, defaultPolicy);
    }

    /**
     * Looks at everything once.
     *
     * @return how many segments were deleted
     */
    public int pass() {
        Budget budget = new Budget();
        Optional<StreamKey> after = Optional.empty();
        while (!budget.spent()) {
            List<StreamKey> keys = catalog.streams(after, PAGE);
            if (keys.isEmpty()) {
                break;
            }
            for (StreamKey key : keys) {
                byAge(key, budget);
                byBytes(key, budget);
                catalog.forgetFactsBefore(key, nowUs.getAsLong() - KEEP_FACTS_US);
            }
            after = Optional.of(keys.getLast());
        }
        disks.values().forEach(disk -> byFreeSpace(disk, budget));
        report(budget);
        return budget.deleted;
    }

    private void report(Budget budget) {
        if (budget.deleted > 0) {
            LOG.log(
                    Level.INFO,
                    "retention deleted {0} segments, {1} MB",
                    budget.deleted,
                    budget.bytes >> 20);
        }
        if (budget.failed.isEmpty()) {
            alarms.clear(AlarmKind.RETENTION_FAILED, "retention");
        } else {
            alarms.raise(
                    AlarmKind.RETENTION_FAILED,
                    "retention",
                    nowUs.getAsLong(),
                    budget.failed.size() + " files could not be deleted");
        }
    }

    private void byAge(StreamKey key, Budget budget) {
        long maxAgeUs = TimeUnit.SECONDS.toMicros(policy(key).maxAge().toSeconds());
        if (maxAgeUs == 0) {
            return;
        }
        long limitUs = nowUs.getAsLong() - maxAgeUs;
        for (boolean more = true; more && !budget.spent(); ) {
            more = false;
            for (SegmentRow row : catalog.oldestOfStream(key, PAGE)) {
                if (row.endWallUs() > limitUs || budget.spent()) {
                    return;
                }
                more |= delete(row, budget);
            }
        }
    }

    private void byBytes(StreamKey key, Budget budget) {
        long maxBytes = policy(key).maxBytes();
        if (maxBytes == 0) {
            return;
        }
        long over = catalog.bytesOfStream(key) - maxBytes;
        for (boolean more = over > 0; more && !budget.spent(); ) {
            more = false;
            for (SegmentRow row : catalog.oldestOfStream(key, PAGE)) {
                if (over <= 0 || budget.spent()) {
                    return;
                }
                if (delete(row, budget)) {
                    over -= row.bytes();
                    more = true;
                }
            }
        }
    }

    private void byFreeSpace(Disk disk, Budget budget) {
        if (!disk.usable()) {
            return;
        }
        long keepFree = disk.keepFreeBytes();
        long missing = keepFree - disk.freeBytes();
        for (boolean more = missing > 0; more && !budget.spent(); ) {
            more = false;
            for (SegmentRow row : catalog.oldestOfDisk(disk.name(), PAGE)) {
                if (missing <= 0 || budget.spent()) {
                    break;
                }
                if (delete(row, budget)) {
                    missing -= row.bytes();
                    more = missing > 0;
                }
            }
        }
        disk.archiveBytes(catalog.bytesOfDisk(disk.name()));
        if (disk.freeBytes() >= Math.max(keepFree, EXTRA_ROOM_BYTES / 2)) {
            disk.recovered(DiskState.FULL);
        }
    }

    private boolean delete(SegmentRow row, Budget budget) {
        Disk disk = disks.get(row.disk());
        if (disk == null
                || !disk.usable()
                || budget.failed.contains(row.id())
                || leases.held(row.disk(), row.path())) {
            return false;
        }
        try {
            Deletion.expire(catalog, disk, row);
        } catch (IOException e) {
            budget.failed.add(row.id());
            LOG.log(Level.WARNING, "could not delete {0}: {1}", row.path(), e);
            return false;
        }
        budget.deleted++;
        budget.bytes += row.bytes();
        return true;
    }

    /**
     * Makes room on a disk that is full in the middle of a write: the oldest goes, whatever its
     * policy says. One at a time per disk; who comes second finds the room made.
     */
    @Override
    public boolean makeRoom(Disk disk, long bytes) {
        ReentrantLock lock = roomLocks.computeIfAbsent(disk.name(), k -> new ReentrantLock());
        try {
            if (!lock.tryLock(ROOM_WAIT_MS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return makeRoomLocked(disk, bytes);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "could not make room on " + disk.name(), e);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoomLocked(Disk disk, long bytes) {
        Budget budget = new Budget();
        long wanted = bytes + EXTRA_ROOM_BYTES;
        Set<Long> seen = new HashSet<>();
        boolean more = true;
        while (more && disk.freeBytes() < wanted && budget.deleted < MAX_TO_MAKE_ROOM) {
            more = false;
            for (SegmentRow row : catalog.oldestOfDisk(disk.name(), PAGE)) {
                if (disk.freeBytes() >= wanted || budget.deleted >= MAX_TO_MAKE_ROOM) {
                    break;
                }
                more |= seen.add(row.id()) && delete(row, budget);
            }
        }
        if (budget.deleted > 0) {
            disk.full(
                    "full: " + budget.deleted + " of its oldest segments made room",
                    nowUs.getAsLong());
            LOG.log(
                    Level.WARNING,
                    "disk {0} was full: deleted its {1} oldest segments, {2} MB",
                    disk.name(),
                    budget.deleted,
                    budget.bytes >> 20);
        }
        return disk.freeBytes() >= bytes;
    }

    /** What one pass may do and has done. */
    private static final class Budget {
        final Set<Long> failed = new HashSet<>();
        int deleted;
        long bytes;

        boolean spent() {
            return deleted + failed.size() >= MAX_PER_PASS;
        }
    }
}
