package org.haidang.programme.overview;

import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.Sentence;

/**
 * The steps of the funnel, in order. A facility counts where it has reached a step or passed it.
 *
 * <p>CONDITIONAL counts as surveyed and not as eligible: its findings are not mended yet. LOST and
 * SUSPENDED keep what they reached; that nothing arrives from them is told among the links.
 */
public enum Milestone {
    FACILITIES("Cơ sở", "Facilities"),
    WITH_CONTACT("Có đầu mối", "With contact"),
    SURVEYED("Đã khảo sát", "Surveyed"),
    ELIGIBLE("Đạt điều kiện", "Eligible"),
    PLAN_APPROVED("Duyệt phương án", "Plan approved"),
    CONNECTED("Đã kết nối", "Connected");

    private final Sentence words;

    Milestone(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }

    public boolean reachedBy(FacilityStage stage) {
        return compareTo(furthest(stage)) <= 0;
    }

    private static Milestone furthest(FacilityStage stage) {
        return switch (stage) {
            case REGISTERED -> FACILITIES;
            case CONTACT_NAMED -> WITH_CONTACT;
            case SURVEYED, CONDITIONAL, NOT_ELIGIBLE -> SURVEYED;
            case ELIGIBLE -> ELIGIBLE;
            case PLAN_APPROVED, CONNECTING -> PLAN_APPROVED;
            case CONNECTED, OPERATING, DEGRADED, LOST, SUSPENDED, CLOSED -> CONNECTED;
        };
    }
}
