package org.haidang.server.clip.store;

/**
 * A copy of what a camera's site recorded of an incident. Times are microseconds since 1970 UTC.
 *
 * @param fromUs what is wanted
 * @param toUs its end, not included
 * @param tag what the site calls the file; changes when its bytes would
 * @param bytes of the whole; 0 while it is not known
 * @param got how many of them are here
 * @param startUs of its first picture; 0 while it is not known
 * @param sha256 of the whole, hexadecimal; empty until it is kept
 * @param why it is not here yet: a word of {@link org.haidang.uplink.NoAnswer}, or {@code full}
 */
public record Clip(
        String id,
        String incidentId,
        String cameraId,
        long fromUs,
        long toUs,
        State state,
        String tag,
        String mime,
        long bytes,
        long got,
        long startUs,
        long endUs,
        String sha256,
        String why,
        int tries) {

    public enum State {
        /** To be fetched, or being fetched. */
        WAITING,
        KEPT,
        /** The site has nothing of that time. */
        NOTHING,
        /** It was here, and its time is over. */
        EXPIRED
    }
}
