package org.haidang.programme.facility;

/** The stages of a facility; {@link FacilityLife} says which follows which. */
public enum FacilityStage {
    REGISTERED,
    CONTACT_NAMED,
    SURVEYED,
    ELIGIBLE,
    CONDITIONAL,
    NOT_ELIGIBLE,
    PLAN_APPROVED,
    CONNECTING,
    CONNECTED,
    OPERATING,
    DEGRADED,
    LOST,
    SUSPENDED,
    CLOSED
}
