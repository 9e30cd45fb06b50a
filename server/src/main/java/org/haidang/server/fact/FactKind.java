package org.haidang.server.fact;

import java.util.Locale;
import java.util.Optional;

/** What a fact tells of. The names are spoken between tiers: only ever add. */
public enum FactKind {
    /** An incident as it stands now, with what was newly done. */
    INCIDENT(true),
    /** How a facility stands now. */
    FACILITY(true),
    /** What came of an instruction of the centre's. */
    INSTRUCTION(true),
    /** A camera began or ceased to be seen. */
    CAMERA_STATE(false),
    /** What was recorded of a camera on one day. */
    COVERAGE(false),
    /** The newest row of the audit log, so that a tail cut off later is missed. */
    AUDIT_ANCHOR(true),
    /** Facts that were left out because too many were waiting. */
    PASSED_OVER(true);

    private final boolean vital;

    FactKind(boolean vital) {
        this.vital = vital;
    }

    /** Made by people or seldom: never left out, however many are waiting. */
    public boolean vital() {
        return vital;
    }

    /** As it is spoken and stored. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for one that a newer program invented. */
    public static Optional<FactKind> of(String word) {
        for (FactKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
