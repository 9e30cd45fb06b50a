package org.haidang.programme.report;

import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.Sentence;

/**
 * The steps of a facility that a report counts, in their order: whoever took one took all before.
 */
public enum Step {
    REGISTERED("Cơ sở cách ly tập trung", "Facilities"),
    CONTACT_NAMED("Đã cử đầu mối", "Contact named"),
    SURVEYED("Đã khảo sát", "Surveyed"),
    ELIGIBLE("Đủ điều kiện kết nối", "Eligible"),
    PLANNED("Có phương án được duyệt", "Plan approved"),
    CONNECTED("Đã kết nối", "Connected");

    private final Sentence words;

    Step(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }

    /**
     * The last step that a facility at a stage has taken. CONDITIONAL is surveyed and no more, as
     * its findings are not mended; who was connected and fails now keeps the step.
     */
    public static Step taken(FacilityStage stage) {
        return switch (stage) {
            case REGISTERED -> REGISTERED;
            case CONTACT_NAMED -> CONTACT_NAMED;
            case SURVEYED, CONDITIONAL, NOT_ELIGIBLE -> SURVEYED;
            case ELIGIBLE -> ELIGIBLE;
            case PLAN_APPROVED, CONNECTING -> PLANNED;
            case CONNECTED, OPERATING, DEGRADED, LOST, SUSPENDED, CLOSED -> CONNECTED;
        };
    }

    /** The one after this; the last has none. */
    public Step next() {
        if (this == CONNECTED) {
            throw new IllegalStateException("nothing comes after " + this);
        }
        return values()[ordinal() + 1];
    }
}
