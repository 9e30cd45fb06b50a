package org.haidang.archive.retain;

import java.util.HashMap;
import java.util.Map;

/**
 * Files that somebody reads and that retention therefore leaves alone for now. Thread-safe; as many
 * as there are open exports' files.
 */
public final class Leases {
    private record Place(String disk, String path) {}

    private final Map<Place, Integer> held = new HashMap<>();

    /** Holds a file until the same is given back; may be held by many. */
    public synchronized void hold(String disk, String path) {
        held.merge(new Place(disk, path), 1, Integer::sum);
    }

    public synchronized void giveBack(String disk, String path) {
        held.computeIfPresent(new Place(disk, path), (k, n) -> n > 1 ? n - 1 : null);
    }

    public synchronized boolean held(String disk, String path) {
        return held.containsKey(new Place(disk, path));
    }
}
