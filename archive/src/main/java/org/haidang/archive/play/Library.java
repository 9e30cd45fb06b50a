package org.haidang.archive.play;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.OpenSegment;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.record.LiveSegments;
import org.jspecify.annotations.Nullable;

/**
 * Finds segments and their indexes: the catalogue's rows, overlaid with what recorders have open,
 * and a small cache of index files. Thread-safe.
 */
public final class Library {
    /** Index records kept in memory over all cached files: 32 bytes each. */
    static final int CACHE_RECORDS = 1_000_000;

    /** Files of one time that are looked into, newest first. */
    static final int MAX_AT = 4;

    /** Files of one time that are asked for; as many only after wild changes of the clock. */
    private static final int MAX_OVERLAPPING = 64;

    private static final long LONG_AGO_US = -4_000_000_000_000_000L;

    private final SegmentCatalog catalog;
    private final LiveSegments live;
    private final Map<String, Disk> disks = new HashMap<>();
    private final Map<String, LoadedSegment> cache = new LinkedHashMap<>(64, 0.75f, true);
    private int cachedRecords;

    public Library(SegmentCatalog catalog, LiveSegments live, List<Disk> disks) {
        this.catalog = catalog;
        this.live = live;
        disks.forEach(disk -> this.disks.put(disk.name(), disk));
    }

    /** Segments that overlap a range, by start, at most so many. */
    List<StoredSegment> overlapping(StreamKey key, long fromUs, long toUs, int limit) {
        Map<String, StoredSegment> found = new HashMap<>();
        for (SegmentRow row : catalog.segments(key, fromUs, toUs, limit)) {
            StoredSegment segment = stored(row);
            if (segment != null && segment.endWallUs() > fromUs) {
                found.put(place(segment), segment);
            }
        }
        for (OpenSegment open : live.of(key)) {
            if (open.startWallUs() < toUs && open.endWallUs() > fromUs) {
                StoredSegment segment = stored(open);
                found.put(place(segment), segment);
            }
        }
        return found.values().stream()
                .sorted(
                        Comparator.comparingLong(StoredSegment::startWallUs)
                                .thenComparing(StoredSegment::path))
                .limit(limit)
                .toList();
    }

    /**
     * Segments that reach over a time, from their start to their end, the one that starts last
     * first, at most {@link #MAX_AT}: one as a rule, but fetched files overlap those beside them or
     * lie in a hole of one.
     */
    List<StoredSegment> at(StreamKey key, long wallUs) {
        return overlapping(key, wallUs, wallUs + 1, MAX_OVERLAPPING).reversed().stream()
                .limit(MAX_AT)
                .toList();
    }

    /** The segment that starts first after a time. */
    Optional<StoredSegment> after(StreamKey key, long wallUs) {
        @Nullable StoredSegment best =
                catalog.firstStartingAfter(key, wallUs).map(this::stored).orElse(null);
        for (OpenSegment open : live.of(key)) {
            boolean sooner = best == null || open.startWallUs() <= best.startWallUs();
            if (open.startWallUs() > wallUs && sooner) {
                best = stored(open);
            }
        }
        return Optional.ofNullable(best);
    }

    private static String place(StoredSegment segment) {
        return segment.disk() + "\n" + segment.path();
    }

    private static StoredSegment stored(OpenSegment open) {
        return new StoredSegment(
                open.disk(),
                open.relative(),
                open.file(),
                open.startWallUs(),
                open.endWallUs(),
                open.writtenBytes(),
                open.origin(),
                open);
    }

    private @Nullable StoredSegment stored(SegmentRow row) {
        Disk disk = disks.get(row.disk());
        if (disk == null) {
            return null;
        }
        Optional<OpenSegment> open = live.at(row.disk(), row.path());
        if (open.isPresent()) {
            return stored(open.get());
        }
        long endUs =
                switch (row.state()) {
                    case WRITING -> scannedEnd(disk, row);
                    case COMPLETE, DELETING -> row.endWallUs();
                };
        return new StoredSegment(
                row.disk(),
                row.path(),
                disk.resolve(row.path()),
                row.startWallUs(),
                endUs,
                row.bytes(),
                row.origin(),
                null);
    }

    /** A crash left the row as it was when the file began; healing will write the end into it. */
    private long scannedEnd(Disk disk, SegmentRow row) {
        try {
            return SegmentIndexFile.load(disk.resolve(row.path()))
                    .map(loaded -> loaded.index().endWallUs())
                    .orElse(row.startWallUs());
        } catch (IOException lost) {
            return row.startWallUs();
        }
    }

    /**
     * The index of a segment.
     *
     * @return empty if the file is gone or holds no picture
     */
    Optional<LoadedSegment> load(StoredSegment segment) throws IOException {
        OpenSegment open = segment.live();
        if (open != null) {
            LoadedSegment view =
                    new LoadedSegment(
                            open.init(),
                            Optional.empty(),
                            open.index(),
                            open.writtenBytes(),
                            open.writtenBytes(),
                            Optional.empty());
            return view.empty() ? Optional.empty() : Optional.of(view);
        }
        // A file that was being written a moment ago is another one when it is complete.
        String name = place(segment) + "\n" + segment.bytes();
        synchronized (this) {
            LoadedSegment known = cache.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<LoadedSegment> loaded;
        try {
            loaded = SegmentIndexFile.load(segment.file()).filter(some -> !some.empty());
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
        loaded.ifPresent(some -> remember(name, some));
        return loaded;
    }

    private synchronized void remember(String name, LoadedSegment loaded) {
        if (cache.putIfAbsent(name, loaded) == null) {
            cachedRecords += loaded.index().count();
        }
        List<String> eldest = new ArrayList<>();
        int rest = cachedRecords;
        for (Map.Entry<String, LoadedSegment> entry : cache.entrySet()) {
            if (rest <= CACHE_RECORDS) {
                break;
            }
            rest -= entry.getValue().index().count();
            eldest.add(entry.getKey());
        }
        eldest.forEach(cache::remove);
        cachedRecords = rest;
    }

    /**
     * Times that are on disk, one per segment, by start.
     *
     * @param all of any origin
     * @param fetched those of them that were fetched later
     */
    public record Times(List<Span> all, List<Span> fetched) {}

    /** What is on disk, for coverage and spans. All pages of the range. */
    public Times times(StreamKey key, long fromUs, long toUs) {
        Times times = new Times(new ArrayList<>(), new ArrayList<>());
        long from = Math.max(fromUs, LONG_AGO_US);
        while (true) {
            List<StoredSegment> page = overlapping(key, from, toUs, SegmentCatalog.MAX_LIMIT);
            for (StoredSegment segment : page) {
                Span span = new Span(segment.startWallUs(), segment.endWallUs(), segment.bytes());
                times.all().add(span);
                if (segment.origin() == Origin.FETCHED) {
                    times.fetched().add(span);
                }
            }
            if (page.size() < SegmentCatalog.MAX_LIMIT) {
                return times;
            }
            // The last one may overlap the next page; the union does not mind.
            from = page.getLast().endWallUs();
        }
    }
}
