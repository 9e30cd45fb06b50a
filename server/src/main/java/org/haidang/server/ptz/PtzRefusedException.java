package org.haidang.server.ptz;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A camera may not be turned now. Without a stack trace: it happens as people work. */
public final class PtzRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** Somebody else turns it. */
        HELD,
        /** Somebody else turns it from whom nobody may take it. */
        HELD_BY_SUPERIOR,
        /** More commands in a second than a camera can follow. */
        TOO_FAST,
        /** It is not known as one that turns. */
        NO_HEAD
    }

    private final Reason reason;
    private final transient @Nullable Holding holding;

    public PtzRefusedException(Reason reason, @Nullable Holding holding) {
        super(
                reason + (holding == null ? "" : " by " + holding.holder().name()),
                null,
                false,
                false);
        this.reason = reason;
        this.holding = holding;
    }

    public Reason reason() {
        return reason;
    }

    /** Who holds it; empty when that is not the reason. */
    public Optional<Holding> holding() {
        return Optional.ofNullable(holding);
    }
}
