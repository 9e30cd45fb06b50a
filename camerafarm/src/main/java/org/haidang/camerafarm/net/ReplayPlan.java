package org.haidang.camerafarm.net;

import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.camera.Cursor;
import org.haidang.camerafarm.camera.Storage;

/**
 * What one PLAY sends of a storage.
 *
 * @param pieces stretches without holes, in order
 */
record ReplayPlan(List<Piece> pieces) {

    /**
     * A stretch to be sent, by the monotonic clock.
     *
     * @param fromNs when its first key picture was sent
     * @param untilNs what was sent from here on is not replayed
     * @param toItsEnd whether what is stored ends here, not only what was asked for
     * @param beforeNs how long all pieces before it are
     */
    record Piece(long fromNs, long untilNs, boolean toItsEnd, long beforeNs) {}

    /**
     * What a range has of a storage, from the last key picture at or before its beginning.
     *
     * @param fromNs by the monotonic clock
     * @param toNs what was sent from here on is left out
     * @return without pieces when the range is outside of all that is stored
     */
    static ReplayPlan of(Storage storage, long nowNs, long fromNs, long toNs) {
        List<Piece> pieces = new ArrayList<>();
        long beforeNs = 0;
        for (Storage.Stored stored : storage.stretches(nowNs)) {
            long untilNs = Math.min(stored.untilNs(), toNs);
            if (stored.untilNs() > fromNs && stored.fromNs() < toNs && fromNs < toNs) {
                long startNs = start(storage, stored, fromNs);
                pieces.add(new Piece(startNs, untilNs, stored.untilNs() <= toNs, beforeNs));
                beforeNs += untilNs - startNs;
            }
        }
        return new ReplayPlan(List.copyOf(pieces));
    }

    private static long start(Storage storage, Storage.Stored stored, long fromNs) {
        if (fromNs <= stored.fromNs()) {
            return stored.fromNs();
        }
        Cursor key = storage.feed().video().cursor();
        key.toKeyAtOrBefore(fromNs);
        return Math.max(key.dueNs(), stored.fromNs());
    }
}
