package org.haidang.server.notification.store;

import org.jspecify.annotations.Nullable;

/**
 * One message and what became of it.
 *
 * @param onceKey no two messages have the same; null: may be repeated
 * @param body the text; sealed while {@code secret} and waiting, then empty
 * @param by who asked for it, empty for the program
 * @param nextUs when it is tried next
 * @param result code of the last attempt, empty before the first
 */
public record Notification(
        String id,
        long createdUs,
        String kind,
        String channel,
        String address,
        String recipient,
        String subject,
        String body,
        boolean secret,
        About about,
        String by,
        @Nullable String onceKey,
        State state,
        int attempts,
        long nextUs,
        long expiresUs,
        @Nullable Long finishedUs,
        String result,
        String detail) {

    public enum State {
        WAITING,
        SENT,
        FAILED,
        /** Nobody needs it any more. */
        EXPIRED
    }

    /** What it is about, by id. */
    public record About(
            @Nullable String dispatchId, @Nullable String taskId, @Nullable String facilityId) {
        public static final About NOTHING = new About(null, null, null);
    }

    @Override
    public String toString() {
        return "Notification[" + id + " " + kind + " " + state + "]";
    }
}
