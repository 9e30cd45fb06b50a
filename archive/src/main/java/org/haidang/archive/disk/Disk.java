package org.haidang.archive.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmKind;
import org.jspecify.annotations.Nullable;

/**
 * One disk and its state. Thread-safe.
 *
 * <p>A file {@value #MARKER} in the root says that this is the disk that was meant: a folder whose
 * disk is not mounted is empty, and must neither be filled nor be taken for lost recordings. It is
 * also locked, so that two programs never write the same archive.
 */
public final class Disk implements AutoCloseable {
    /** Name of the file that marks an archive disk. */
    public static final String MARKER = ".haidang-disk";

    private final DiskConfig config;
    private final AlarmBoard alarms;
    private final LongAdder bytesWritten = new LongAdder();
    private final LongAdder syncs = new LongAdder();
    private volatile long slowestSyncMs;
    private volatile long archiveBytes;
    private volatile DiskState state = DiskState.OK;
    private volatile String detail = "";
    private @Nullable FileChannel marker;
    private @Nullable FileLock lock;

    public Disk(DiskConfig config, AlarmBoard alarms) {
        this.config = config;
        this.alarms = alarms;
    }

    /**
     * Checks the marker and takes the lock; a disk that cannot be used becomes FAILED and says why.
     *
     * @param known the catalogue has recordings on it, so it must have its marker already
     * @throws IOException if another program works on it: that is never right
     */
    public void open(boolean known, long nowUs) throws IOException {
        Path file = config.root().resolve(MARKER);
        try {
            if (known && !Files.exists(file)) {
                fail("there is no " + MARKER + " in " + config.root() + ": not mounted?", nowUs);
                return;
            }
            Files.createDirectories(config.root());
            marker = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = marker.tryLock();
        } catch (OverlappingFileLockException mine) {
            lock = null;
        } catch (IOException e) {
            fail(String.valueOf(e), nowUs);
            return;
        }
        if (lock == null) {
            close();
            throw new IOException(config.root() + " is in use by another archive");
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = marker;
        if (open != null) {
            // Also gives back the lock.
            open.close();
            marker = null;
        }
    }

    public DiskConfig config() {
        return config;
    }

    public String name() {
        return config.name();
    }

    public Path resolve(String relative) {
        return config.root().resolve(relative);
    }

    public DiskState state() {
        return state;
    }

    /** Something may be written to it. */
    public boolean usable() {
        return state != DiskState.FAILED;
    }

    /** Nothing is written to it any more. */
    public void fail(String what, long nowUs) {
        synchronized (this) {
            if (state == DiskState.FAILED) {
                return;
            }
            state = DiskState.FAILED;
            detail = what;
        }
        alarms.raise(AlarmKind.DISK_FAILED, name(), nowUs, what);
    }

    /** Recordings were deleted before their time, or could not even be. */
    public void full(String what, long nowUs) {
        change(DiskState.FULL, what);
        alarms.raise(AlarmKind.DISK_FULL, name(), nowUs, what);
    }

    /** Writing hangs. */
    public void slow(String what, long nowUs) {
        change(DiskState.SLOW, what);
        alarms.raise(AlarmKind.DISK_SLOW, name(), nowUs, what);
    }

    /** What made it FULL or SLOW is over. */
    public void recovered(DiskState from) {
        synchronized (this) {
            if (state != from || from == DiskState.FAILED) {
                return;
            }
            state = DiskState.OK;
            detail = "";
        }
        alarms.clear(from == DiskState.FULL ? AlarmKind.DISK_FULL : AlarmKind.DISK_SLOW, name());
    }

    private synchronized void change(DiskState to, String what) {
        if (state != DiskState.FAILED) {
            state = to;
            detail = what;
        }
    }

    /** Bytes this program may still write; 0 if the disk does not answer. */
    public long freeBytes() {
        try {
            return Files.getFileStore(config.root()).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    private long totalBytes() {
        try {
            return Files.getFileStore(config.root()).getTotalSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    /** How much retention keeps free. */
    public long keepFreeBytes() {
        return Math.max(config.minFreeBytes(), totalBytes() / 100 * config.minFreePercent());
    }

    /** The error means that there is no space left. */
    public static boolean isNoSpace(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("quota exceeded")
                || message.contains("not enough space");
    }

    public void countWritten(long bytes) {
        bytesWritten.add(bytes);
    }

    public void countSync(long tookMs) {
        syncs.increment();
        slowestSyncMs = Math.max(slowestSyncMs, tookMs);
    }

    /** What the catalogue says lies on it; kept up to date by retention. */
    public void archiveBytes(long bytes) {
        archiveBytes = bytes;
    }

    public DiskStatus status() {
        return new DiskStatus(
                name(),
                config.root(),
                state,
                totalBytes(),
                freeBytes(),
                archiveBytes,
                detail,
                syncs.sum(),
                slowestSyncMs,
                bytesWritten.sum());
    }
}
