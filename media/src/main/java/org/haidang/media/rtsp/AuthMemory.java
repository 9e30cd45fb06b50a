package org.haidang.media.rtsp;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a camera has taught about logging in; kept over its reconnects. Not thread-safe. */
final class AuthMemory {

    private Challenge.@Nullable Scheme accepted;
    private final Set<Challenge.Scheme> refused = EnumSet.noneOf(Challenge.Scheme.class);

    /** The scheme the camera has accepted last. */
    Challenge.@Nullable Scheme accepted() {
        return accepted;
    }

    boolean refused(Challenge.Scheme scheme) {
        return refused.contains(scheme);
    }

    void accept(Challenge.Scheme scheme) {
        accepted = scheme;
        refused.clear();
    }

    void refuse(Challenge.Scheme scheme) {
        refused.add(scheme);
        if (accepted == scheme) {
            accepted = null;
        }
    }

    /** Every offer was refused: the next session begins anew with the strongest. */
    void forgetRefusals() {
        refused.clear();
    }
}
