package org.haidang.server.photo;

/** Bytes that are no photo we take. */
public final class PhotoException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why; each has its sentence under {@code photo.<id>}. */
    public enum Reason {
        /** Neither JPEG nor PNG nor WebP by its first bytes. */
        NOT_A_PHOTO("not-a-photo"),
        /** Begins like a photo and cannot be decoded. */
        BROKEN("broken"),
        TOO_MANY_PIXELS("too-many-pixels"),
        TOO_LARGE("too-large"),
        ANIMATED("animated");

        private final String id;

        Reason(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    private final Reason reason;

    PhotoException(Reason reason) {
        super(reason.id());
        this.reason = reason;
    }

    PhotoException(Reason reason, Throwable cause) {
        super(reason.id(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
