package org.haidang.programme.facility;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Where a facility stands, with what only that stage knows. */
public sealed interface FacilityState {

    FacilityStage stage();

    /** A stage that has nothing more to tell. */
    record At(FacilityStage stage) implements FacilityState {
        public At {
            boolean more =
                    switch (stage) {
                        case CONDITIONAL, NOT_ELIGIBLE, CLOSED -> true;
                        case REGISTERED,
                                CONTACT_NAMED,
                                SURVEYED,
                                ELIGIBLE,
                                PLAN_APPROVED,
                                CONNECTING,
                                CONNECTED,
                                OPERATING,
                                DEGRADED,
                                LOST,
                                SUSPENDED ->
                                false;
                    };
            if (more) {
                throw new IllegalArgumentException(stage + " has a record of its own");
            }
        }
    }

    /** Eligible once the findings are mended. */
    record Conditional(List<Finding> findings) implements FacilityState {
        public Conditional {
            findings = List.copyOf(findings);
        }

        @Override
        public FacilityStage stage() {
            return FacilityStage.CONDITIONAL;
        }
    }

    /** Refused: somebody owns it, and on a date it goes to the next higher body. */
    record NotEligible(Finding finding, String owner, LocalDate escalateOn)
            implements FacilityState {
        @Override
        public FacilityStage stage() {
            return FacilityStage.NOT_ELIGIBLE;
        }
    }

    /** The retention clock runs; at its end the footage is wiped. */
    record Closed(Instant closedAt, int retentionDays) implements FacilityState {
        @Override
        public FacilityStage stage() {
            return FacilityStage.CLOSED;
        }

        public Instant wipeAt() {
            return closedAt.plus(Duration.ofDays(retentionDays));
        }
    }

    static FacilityState registered() {
        return new At(FacilityStage.REGISTERED);
    }

    /** Without occupants, and after the end, cameras must not record. */
    default boolean mayRecord() {
        return stage() != FacilityStage.SUSPENDED && stage() != FacilityStage.CLOSED;
    }
}
