package org.haidang.programme.plan;

import java.time.Instant;

/** Where a version of the plan stands; {@link Plan} says which follows which. */
public sealed interface PlanState {

    record Draft() implements PlanState {}

    record Proposed(Instant at, Signer by) implements PlanState {}

    record Approved(Instant at, Signer by, Proposed proposed) implements PlanState {}

    record Returned(Instant at, Signer by, String reason, Proposed proposed) implements PlanState {}

    /**
     * Who signed.
     *
     * @param id by which two signatures of one person are known for one person's
     */
    record Signer(String id, String name) {
        public Signer {
            if (id.isBlank() || name.isBlank()) {
                throw new IllegalArgumentException("a signer has id and name");
            }
        }
    }
}
