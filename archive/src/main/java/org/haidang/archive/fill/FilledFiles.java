package org.haidang.archive.fill;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.RoomMaker;
import org.haidang.archive.file.OpenSegment;
import org.haidang.archive.play.Span;
import org.haidang.archive.record.CatalogWriter;
import org.haidang.archive.record.GapTracker;
import org.haidang.archive.record.LiveSegments;
import org.haidang.archive.record.SegmentCut;
import org.haidang.media.stream.Fragment;
import org.jspecify.annotations.Nullable;

/**
 * The files of one filling: written one after the other, each forced to its disk when it is full
 * and then told to the catalogue. No file has a hole in it, so that its start and end say what it
 * fills. One thread at a time.
 */
final class FilledFiles {
    private static final int SCRATCH_BYTES = 1 << 20;

    /** What is gathered for one write. */
    private static final long BATCH_BYTES = 1 << 20;

    private static final int BATCH_FRAGMENTS = 256;

    /** So long the catalogue may take for the rows at the end. */
    private static final long ROWS_WAIT_MS = 30_000;

    private static final System.Logger LOG = System.getLogger(FilledFiles.class.getName());

    /**
     * What fillings share.
     *
     * @param homes where on each disk files go, by the disk's name
     * @param software goes into each file
     */
    record Shared(
            List<Disk> disks,
            Map<String, OpenSegment.Home> homes,
            SegmentCut cut,
            RoomMaker room,
            CatalogWriter rows,
            LiveSegments live,
            LongSupplier nowUs,
            String software) {}

    /** The catalogue does not answer. */
    private static final class NoRowsException extends IOException {
        private static final long serialVersionUID = 1;

        NoRowsException(StreamKey key, Exception why) {
            super("the catalogue does not take the files of " + key + " now", why);
        }
    }

    private final StreamKey key;
    private final Shared shared;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final List<Fragment> batch = new ArrayList<>(BATCH_FRAGMENTS);
    private final List<Span> filled = new ArrayList<>();
    private long batchBytes;
    private long takenUntilUs;
    private @Nullable OpenSegment segment;
    private @Nullable Disk disk;
    private volatile CompletableFuture<@Nullable Void> rowsWritten =
            CompletableFuture.completedFuture(null);

    FilledFiles(StreamKey key, Shared shared) {
        this.key = key;
        this.shared = shared;
    }

    /** Takes the next fragment into the present file or a new one. */
    void take(Fragment fragment) throws IOException {
        OpenSegment current = segment;
        if (current != null && mustCut(current, fragment)) {
            end();
            current = null;
        }
        OpenSegment into = current == null ? begin(fragment) : current;
        if (into.timeline().leads(fragment.trackId())) {
            takenUntilUs = fragment.wallUs() + fragment.durationUs();
        }
        batch.add(fragment);
        batchBytes += fragment.size();
        if (batchBytes >= BATCH_BYTES || batch.size() >= BATCH_FRAGMENTS) {
            flush(into);
        }
    }

    private boolean mustCut(OpenSegment current, Fragment next) {
        boolean hole =
                current.timeline().leads(next.trackId())
                        && next.wallUs() - takenUntilUs > GapTracker.TOLERANCE_US;
        return hole
                || shared.cut().before(current, takenUntilUs, next)
                || !current.hasRoomFor(batch.size() + 1, batchBytes + next.size());
    }

    private OpenSegment begin(Fragment first) throws IOException {
        Disk on =
                shared.disks().stream()
                        .filter(Disk::usable)
                        .max(Comparator.comparingLong(Disk::freeBytes))
                        .orElseThrow(() -> new IOException("no disk can be used for " + key));
        OpenSegment.Start start =
                new OpenSegment.Start(
                        key,
                        first.generation().init(),
                        first.wallUs(),
                        first.startsGroup(),
                        shared.software(),
                        Origin.FETCHED);
        OpenSegment.Home home = shared.homes().get(on.name());
        if (home == null) {
            throw new IllegalStateException("no home on disk " + on.name());
        }
        OpenSegment.Names names = new RowFirst(on.name(), start);
        OpenSegment made =
                withRoom(on, first.size(), () -> OpenSegment.create(home, start, scratch, names));
        disk = on;
        segment = made;
        takenUntilUs = first.wallUs();
        shared.live().add(made);
        return made;
    }

    /**
     * Gives each file its row before there is a file. After a crash only the last days are looked
     * through for files without a row, and what is fetched may be older.
     */
    private final class RowFirst implements OpenSegment.Names {
        private final String on;
        private final OpenSegment.Start start;
        private final OpenSegment.Names names;

        RowFirst(String on, OpenSegment.Start start) {
            this.on = on;
            this.start = start;
            this.names = shared.live().names(on);
        }

        @Override
        public boolean claim(String relative) throws IOException {
            boolean added = false;
            names.claim(relative);
            try {
                added = addRow(relative);
            } finally {
                if (!added) {
                    names.release(relative);
                }
            }
            return added;
        }

        private boolean addRow(String relative) throws IOException {
            CompletableFuture<Boolean> added = new CompletableFuture<>();
            shared.rows()
                    .later(catalog -> {
                        boolean free = catalog.segmentByPath(on, relative).isEmpty();
                        if (free) {
                            catalog.addSegment(start.row(on, relative));
                        }
                        added.complete(free);
                    });
            return await(added);
        }

        @Override
        public void release(String relative) {
            removeRow(on, relative);
            names.release(relative);
        }
    }

    private void removeRow(String on, String relative) {
        shared.rows()
                .later(catalog ->
                        catalog.segmentByPath(on, relative)
                                .ifPresent(row -> catalog.removeSegment(row.id())));
    }

    private void flush(OpenSegment into) throws IOException {
        Disk on = disk;
        if (batch.isEmpty() || on == null) {
            return;
        }
        long bytes = batchBytes;
        try {
            withRoom(
                    on,
                    bytes,
                    () -> {
                        into.append(batch, scratch);
                        return into;
                    });
            on.countWritten(bytes);
        } finally {
            batch.clear();
            batchBytes = 0;
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }

    /** Does something that needs room on a disk, and once more when room could be made. */
    private <T> T withRoom(Disk on, long bytes, Step<T> step) throws IOException {
        try {
            return step.run();
        } catch (IOException e) {
            if (!Disk.isNoSpace(e)) {
                throw failed(on, e);
            }
            if (!shared.room().makeRoom(on, bytes)) {
                on.full("full, and nothing on it may be deleted", shared.nowUs().getAsLong());
                throw e;
            }
        }
        return step.run();
    }

    /** Nobody knows what is on a disk after an error of its own: nothing goes there any more. */
    private IOException failed(Disk on, IOException e) {
        if (disksOwn(e)) {
            on.fail("filling " + key + ": " + e, shared.nowUs().getAsLong());
        }
        OpenSegment current = segment;
        segment = null;
        if (current != null) {
            current.abandon();
            shared.live().remove(current);
        }
        return e;
    }

    /** Not that the caller was interrupted, nor that the catalogue is away. */
    private static boolean disksOwn(IOException e) {
        return !(e instanceof ClosedByInterruptException
                || e instanceof InterruptedIOException
                || e instanceof NoRowsException);
    }

    /** Ends the present file, if there is one: all of it is on the disk then. */
    void end() throws IOException {
        OpenSegment current = segment;
        Disk on = disk;
        if (current == null || on == null) {
            return;
        }
        try {
            flush(current);
        } finally {
            // After a write that found no room, what is in the file still counts.
            if (segment != null) {
                segment = null;
                close(current, on);
            }
        }
    }

    private void close(OpenSegment current, Disk on) throws IOException {
        if (current.index().count() == 0) {
            discard(current);
            return;
        }
        long bytes;
        try {
            bytes = current.finish();
        } catch (IOException e) {
            if (!Disk.isNoSpace(e)) {
                shared.live().remove(current);
                throw failed(on, e);
            }
            // Only the index file can lack space here; the next reader scans instead.
            LOG.log(Level.WARNING, "no space for the index of {0}", current.relative());
            bytes = current.writtenBytes();
        }
        long startUs = current.startWallUs();
        long endUs = current.endWallUs();
        filled(new Span(startUs, endUs, bytes));
        complete(current, endUs, bytes);
    }

    private void complete(OpenSegment current, long endUs, long bytes) {
        CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
        rowsWritten = written;
        shared.rows()
                .later(catalog -> {
                    catalog.segmentByPath(current.disk(), current.relative())
                            .ifPresent(row ->
                                    catalog.completeFilling(
                                            row.id(), endUs, bytes, GapTracker.TOLERANCE_US));
                    shared.live().remove(current);
                    written.complete(null);
                });
    }

    /** Nothing came into the file. */
    private void discard(OpenSegment current) throws IOException {
        current.abandon();
        Files.deleteIfExists(current.file());
        removeRow(current.disk(), current.relative());
        shared.rows().later(catalog -> shared.live().remove(current));
    }

    private void filled(Span span) {
        Span last = filled.isEmpty() ? null : filled.getLast();
        if (last != null
                && span.fromUs() >= last.fromUs()
                && span.fromUs() - last.toUs() <= GapTracker.TOLERANCE_US) {
            filled.removeLast();
            long toUs = Math.max(last.toUs(), span.toUs());
            filled.add(new Span(last.fromUs(), toUs, last.bytes() + span.bytes()));
        } else {
            filled.add(span);
        }
    }

    /** What is on disk, without the file that is not ended. */
    List<Span> filled() {
        return List.copyOf(filled);
    }

    /**
     * Waits until the rows of all ended files are in the catalogue.
     *
     * @throws IOException if that takes too long; they follow when the catalogue answers
     */
    void awaitRows() throws IOException {
        await(rowsWritten);
    }

    private <T extends @Nullable Object> T await(CompletableFuture<T> row) throws IOException {
        try {
            return row.get(ROWS_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new NoRowsException(key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the catalogue takes " + key);
        }
    }
}
