package org.haidang.uplink.trust;

import org.haidang.uplink.Refusal;

/** A text that is no invitation, or one that cannot be used any more. Says what to do. */
public final class InvitationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal why;

    public InvitationException(Refusal why, String message) {
        super(message);
        this.why = why;
    }

    public Refusal why() {
        return why;
    }
}
