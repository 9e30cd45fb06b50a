package org.haidang.archive.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue that lives as long as the process: for tests, and for tools that read files alone.
 */
public final class InMemoryCatalog implements SegmentCatalog {
    private record Place(String disk, String path) {}

    private static final Comparator<SegmentRow> BY_START =
            Comparator.comparingLong(SegmentRow::startWallUs).thenComparingLong(SegmentRow::id);
    private static final Comparator<SegmentRow> BY_END =
            Comparator.comparingLong(SegmentRow::endWallUs).thenComparingLong(SegmentRow::id);

    private final NavigableMap<Long, SegmentRow> segments = new TreeMap<>();
    private final Map<Place, Long> byPlace = new HashMap<>();
    private final NavigableMap<StreamKey, NavigableMap<Long, List<SegmentRow>>> byStart =
            new TreeMap<>();
    private final NavigableMap<Long, GapRow> gaps = new TreeMap<>();
    private final NavigableMap<Long, WantedRow> wanted = new TreeMap<>();
    private final Map<StreamKey, Long> expired = new HashMap<>();
    private long lastId;

    @Override
    public synchronized long addSegment(NewSegment s) {
        Long known = byPlace.get(new Place(s.disk(), s.path()));
        if (known != null) {
            return known;
        }
        SegmentRow row =
                new SegmentRow(
                        ++lastId,
                        s.key(),
                        s.disk(),
                        s.path(),
                        s.startWallUs(),
                        s.endWallUs(),
                        s.bytes(),
                        s.codecs(),
                        s.state(),
                        s.randomAccess(),
                        s.origin());
        byPlace.put(new Place(s.disk(), s.path()), row.id());
        put(row);
        return row.id();
    }

    @Override
    public synchronized void completeSegment(long id, long endWallUs, long bytes) {
        SegmentRow row = segments.get(id);
        if (row != null && row.state() == SegmentState.WRITING) {
            replace(row, endWallUs, bytes, SegmentState.COMPLETE);
        }
    }

    @Override
    public synchronized void completeFilling(
            long id, long endWallUs, long bytes, long toleranceUs) {
        SegmentRow row = segments.get(id);
        if (row == null || row.state() != SegmentState.WRITING) {
            return;
        }
        replace(row, endWallUs, bytes, SegmentState.COMPLETE);
        for (GapRow gap : gaps(row.key(), row.startWallUs(), endWallUs, MAX_LIMIT)) {
            if (gap.open()) {
                continue;
            }
            gaps.remove(gap.id());
            long partId = gap.id();
            for (GapRow part : gap.without(row.startWallUs(), endWallUs, toleranceUs)) {
                gaps.put(
                        partId,
                        new GapRow(partId, part.key(), part.fromUs(), part.toUs(), part.reason()));
                partId = ++lastId;
            }
        }
    }

    @Override
    public synchronized void markDeleting(long id) {
        SegmentRow row = segments.get(id);
        if (row != null) {
            replace(row, row.endWallUs(), row.bytes(), SegmentState.DELETING);
        }
    }

    private void replace(SegmentRow row, long endWallUs, long bytes, SegmentState state) {
        drop(row);
        put(
                new SegmentRow(
                        row.id(),
                        row.key(),
                        row.disk(),
                        row.path(),
                        row.startWallUs(),
                        endWallUs,
                        bytes,
                        row.codecs(),
                        state,
                        row.randomAccess(),
                        row.origin()));
    }

    private void put(SegmentRow row) {
        segments.put(row.id(), row);
        byStart.computeIfAbsent(row.key(), k -> new TreeMap<>())
                .computeIfAbsent(row.startWallUs(), k -> new ArrayList<>(1))
                .add(row);
    }

    private void drop(SegmentRow row) {
        segments.remove(row.id());
        NavigableMap<Long, List<SegmentRow>> starts = byStart.get(row.key());
        if (starts == null) {
            return;
        }
        List<SegmentRow> same = starts.get(row.startWallUs());
        if (same != null) {
            same.remove(row);
            if (same.isEmpty()) {
                starts.remove(row.startWallUs());
            }
        }
        if (starts.isEmpty()) {
            byStart.remove(row.key());
        }
    }

    @Override
    public synchronized void removeSegment(long id) {
        SegmentRow row = segments.get(id);
        if (row != null) {
            drop(row);
            byPlace.remove(new Place(row.disk(), row.path()));
        }
    }

    @Override
    public synchronized Optional<SegmentRow> segment(long id) {
        return Optional.ofNullable(segments.get(id));
    }

    @Override
    public synchronized Optional<SegmentRow> segmentByPath(String disk, String path) {
        return Optional.ofNullable(byPlace.get(new Place(disk, path))).map(segments::get);
    }

    @Override
    public synchronized List<SegmentRow> segments(
            StreamKey key, long fromUs, long toUs, int limit) {
        return overlapping(key, fromUs, toUs).sorted(BY_START).limit(checked(limit)).toList();
    }

    private Stream<SegmentRow> overlapping(StreamKey key, long fromUs, long toUs) {
        NavigableMap<Long, List<SegmentRow>> starts = byStart.get(key);
        if (starts == null || fromUs >= toUs) {
            return Stream.empty();
        }
        long least =
                fromUs < Long.MIN_VALUE + MAX_SEGMENT_US ? Long.MIN_VALUE : fromUs - MAX_SEGMENT_US;
        return starts.subMap(least, true, toUs, false).values().stream()
                .flatMap(List::stream)
                .filter(row -> row.state() != SegmentState.DELETING)
                .filter(row -> row.state() == SegmentState.WRITING || row.endWallUs() > fromUs);
    }

    @Override
    public synchronized Optional<SegmentRow> lastStartingAtOrBefore(StreamKey key, long wallUs) {
        NavigableMap<Long, List<SegmentRow>> starts = byStart.get(key);
        return starts == null
                ? Optional.empty()
                : firstOffered(starts.headMap(wallUs, true).descendingMap());
    }

    @Override
    public synchronized Optional<SegmentRow> firstStartingAfter(StreamKey key, long wallUs) {
        NavigableMap<Long, List<SegmentRow>> starts = byStart.get(key);
        return starts == null ? Optional.empty() : firstOffered(starts.tailMap(wallUs, false));
    }

    private static Optional<SegmentRow> firstOffered(NavigableMap<Long, List<SegmentRow>> starts) {
        return starts.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.state() != SegmentState.DELETING)
                .findFirst();
    }

    @Override
    public synchronized List<SegmentRow> segmentsInState(
            SegmentState state, long afterId, int limit) {
        return segments.tailMap(afterId, false).values().stream()
                .filter(row -> row.state() == state)
                .limit(checked(limit))
                .toList();
    }

    @Override
    public synchronized List<SegmentRow> segmentsOfDisk(String disk, long afterId, int limit) {
        return segments.tailMap(afterId, false).values().stream()
                .filter(row -> row.disk().equals(disk))
                .limit(checked(limit))
                .toList();
    }

    @Override
    public synchronized List<SegmentRow> oldestOfDisk(String disk, int limit) {
        return complete()
                .filter(row -> row.disk().equals(disk))
                .sorted(BY_END)
                .limit(checked(limit))
                .toList();
    }

    @Override
    public synchronized List<SegmentRow> oldestOfStream(StreamKey key, int limit) {
        NavigableMap<Long, List<SegmentRow>> starts = byStart.get(key);
        if (starts == null) {
            return List.of();
        }
        return starts.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.state() == SegmentState.COMPLETE)
                .sorted(BY_END)
                .limit(checked(limit))
                .toList();
    }

    private Stream<SegmentRow> complete() {
        return segments.values().stream().filter(row -> row.state() == SegmentState.COMPLETE);
    }

    @Override
    public synchronized long bytesOfDisk(String disk) {
        return complete().filter(row -> row.disk().equals(disk)).mapToLong(SegmentRow::bytes).sum();
    }

    @Override
    public synchronized long bytesOfStream(StreamKey key) {
        return complete().filter(row -> row.key().equals(key)).mapToLong(SegmentRow::bytes).sum();
    }

    @Override
    public synchronized long bytesOfStream(StreamKey key, long fromUs, long toUs) {
        return overlapping(key, fromUs, toUs)
                .filter(row -> row.state() == SegmentState.COMPLETE)
                .mapToLong(SegmentRow::bytes)
                .sum();
    }

    @Override
    public synchronized List<StreamKey> streams(Optional<StreamKey> after, int limit) {
        NavigableMap<StreamKey, ?> rest =
                after.isEmpty() ? byStart : byStart.tailMap(after.get(), false);
        return rest.keySet().stream().limit(checked(limit)).toList();
    }

    @Override
    public synchronized long addGap(StreamKey key, long fromUs, long toUs, GapReason reason) {
        gaps.put(++lastId, new GapRow(lastId, key, fromUs, toUs, reason));
        return lastId;
    }

    @Override
    public synchronized void closeGap(long id, long toUs) {
        @Nullable GapRow gap = gaps.get(id);
        if (gap == null || !gap.open()) {
            return;
        }
        if (toUs <= gap.fromUs()) {
            gaps.remove(id);
        } else {
            gaps.put(id, new GapRow(id, gap.key(), gap.fromUs(), toUs, gap.reason()));
        }
    }

    @Override
    public synchronized List<GapRow> gaps(StreamKey key, long fromUs, long toUs, int limit) {
        return gaps.values().stream()
                .filter(gap -> gap.key().equals(key) && gap.fromUs() < toUs && gap.toUs() > fromUs)
                .sorted(Comparator.comparingLong(GapRow::fromUs).thenComparingLong(GapRow::id))
                .limit(checked(limit))
                .toList();
    }

    @Override
    public synchronized List<GapRow> openGaps(long afterId, int limit) {
        return gaps.tailMap(afterId, false).values().stream()
                .filter(GapRow::open)
                .limit(checked(limit))
                .toList();
    }

    @Override
    public synchronized long addWanted(StreamKey key, long fromUs) {
        wanted.put(++lastId, new WantedRow(lastId, key, fromUs, OPEN));
        return lastId;
    }

    @Override
    public synchronized void closeWanted(long id, long toUs) {
        @Nullable WantedRow row = wanted.get(id);
        if (row == null || !row.open()) {
            return;
        }
        if (toUs <= row.fromUs()) {
            wanted.remove(id);
        } else {
            wanted.put(id, new WantedRow(id, row.key(), row.fromUs(), toUs));
        }
    }

    @Override
    public synchronized List<WantedRow> wanted(StreamKey key, long fromUs, long toUs, int limit) {
        return wanted.values().stream()
                .filter(row -> row.key().equals(key) && row.fromUs() < toUs && row.toUs() > fromUs)
                .sorted(
                        Comparator.comparingLong(WantedRow::fromUs)
                                .thenComparingLong(WantedRow::id))
                .limit(checked(limit))
                .toList();
    }

    @Override
    public synchronized List<WantedRow> openWanted(long afterId, int limit) {
        return wanted.tailMap(afterId, false).values().stream()
                .filter(WantedRow::open)
                .limit(checked(limit))
                .toList();
    }

    @Override
    public synchronized long expiredBefore(StreamKey key) {
        return expired.getOrDefault(key, Long.MIN_VALUE);
    }

    @Override
    public synchronized void expireBefore(StreamKey key, long wallUs) {
        expired.merge(key, wallUs, Math::max);
    }

    @Override
    public synchronized void forgetFactsBefore(StreamKey key, long wallUs) {
        gaps.values().removeIf(gap -> gap.key().equals(key) && gap.toUs() <= wallUs);
        wanted.values().removeIf(row -> row.key().equals(key) && row.toUs() <= wallUs);
    }

    @Override
    public synchronized void removeSegmentsOfDisk(String disk) {
        segments.values().stream()
                .filter(row -> row.disk().equals(disk))
                .map(SegmentRow::id)
                .toList()
                .forEach(this::removeSegment);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " not in 1.." + MAX_LIMIT);
        }
        return limit;
    }
}
