package org.haidang.archive.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.file.OpenSegment;

/**
 * The segments whose rows do not tell the whole truth yet: those being written, and those closed a
 * moment ago. Readers look here first. Thread-safe; bounded by the recorders there are.
 */
public final class LiveSegments {
    private record Place(String disk, String path) {}

    private final Map<Place, OpenSegment> byPlace = new ConcurrentHashMap<>();

    void add(OpenSegment segment) {
        byPlace.put(new Place(segment.disk(), segment.relative()), segment);
    }

    void remove(OpenSegment segment) {
        byPlace.remove(new Place(segment.disk(), segment.relative()));
    }

    public Optional<OpenSegment> at(String disk, String path) {
        return Optional.ofNullable(byPlace.get(new Place(disk, path)));
    }

    /** Those of a stream that hold at least one picture, by start. */
    public List<OpenSegment> of(StreamKey key) {
        List<OpenSegment> found = new ArrayList<>();
        for (OpenSegment segment : byPlace.values()) {
            if (segment.key().equals(key) && segment.index().count() > 0) {
                found.add(segment);
            }
        }
        found.sort((a, b) -> Long.compare(a.startWallUs(), b.startWallUs()));
        return found;
    }
}
