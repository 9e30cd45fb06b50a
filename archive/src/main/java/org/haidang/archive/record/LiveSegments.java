package org.haidang.archive.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.file.OpenSegment;

/**
 * The segments whose rows do not tell the whole truth yet: those being written, and those closed a
 * moment ago. Readers look here first. Thread-safe; bounded by the recorders and fillings there
 * are.
 */
public final class LiveSegments {
    private record Place(String disk, String path) {}

    private final Map<Place, OpenSegment> byPlace = new ConcurrentHashMap<>();

    private final Set<Place> begun = ConcurrentHashMap.newKeySet();

    /** Takes note of files that are about to be there, until they are added. */
    public OpenSegment.Names names(String disk) {
        return new OpenSegment.Names() {
            @Override
            public boolean claim(String relative) {
                begun.add(new Place(disk, relative));
                return true;
            }

            @Override
            public void release(String relative) {
                begun.remove(new Place(disk, relative));
            }
        };
    }

    /** It is there, and its index grows. */
    public void add(OpenSegment segment) {
        Place place = new Place(segment.disk(), segment.relative());
        byPlace.put(place, segment);
        begun.remove(place);
    }

    /** Its row tells the whole truth now, or it was given up. */
    public void remove(OpenSegment segment) {
        byPlace.remove(new Place(segment.disk(), segment.relative()));
    }

    public Optional<OpenSegment> at(String disk, String path) {
        return Optional.ofNullable(byPlace.get(new Place(disk, path)));
    }

    /**
     * Whether somebody writes this file, did so a moment ago, or is about to begin it. False for a
     * file that was seen before this was asked means that nobody does.
     */
    public boolean has(String disk, String path) {
        Place place = new Place(disk, path);
        // In this order: a file goes from the first to the second.
        return begun.contains(place) || byPlace.containsKey(place);
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
