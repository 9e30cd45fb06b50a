package org.haidang.uplink.trust;

/** A text that is no invitation, or one that cannot be used any more. Says what to do. */
public final class InvitationException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvitationException(String message) {
        super(message);
    }
}
