package org.haidang.server.event.store;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a camera reported. Times are microseconds UTC by our clock.
 *
 * @param id sorts by the begin
 * @param endUs the begin, when it only happened; null while it lasts
 * @param receivedUs when the server learnt of it
 * @param device where it was asked: the address of a device service
 */
public record KeptEvent(
        String id,
        String cameraId,
        EventKind kind,
        long beginUs,
        @Nullable Long endUs,
        long receivedUs,
        String device) {
    /** The same, over. */
    public KeptEvent ended(long atUs) {
        return new KeptEvent(id, cameraId, kind, beginUs, atUs, receivedUs, device);
    }
}
