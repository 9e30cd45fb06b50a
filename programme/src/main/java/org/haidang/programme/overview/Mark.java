package org.haidang.programme.overview;

import org.haidang.programme.facility.FacilityStage;

/** How the map draws a facility: each has a colour and a shape of its own. */
public enum Mark {
    NOT_BEGUN,
    UNDER_WAY,
    BLOCKED,
    CONNECTED,
    DEGRADED,
    LOST,
    RESTING;

    /** A CLOSED facility is not on the map; drawn as resting where it is listed. */
    public static Mark of(FacilityStage stage) {
        return switch (stage) {
            case REGISTERED -> NOT_BEGUN;
            case CONTACT_NAMED, SURVEYED, ELIGIBLE, PLAN_APPROVED, CONNECTING -> UNDER_WAY;
            case CONDITIONAL, NOT_ELIGIBLE -> BLOCKED;
            case CONNECTED, OPERATING -> CONNECTED;
            case DEGRADED -> DEGRADED;
            case LOST -> LOST;
            case SUSPENDED, CLOSED -> RESTING;
        };
    }
}
