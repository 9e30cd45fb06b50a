package org.haidang.programme.report;

import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.vietnamese.VietnameseText;
import org.jspecify.annotations.Nullable;

/**
 * A facility that is not connected, and why.
 *
 * @param step the first step it has not taken
 * @param reason what the survey found, where it found something
 * @param detail one sentence on what is missing, as the cut-off saw it
 * @param responsible who has to act
 * @param telephone as shown; empty if nobody was named
 */
public record Remaining(
        String facility,
        Step step,
        @Nullable ReasonCode reason,
        String detail,
        String responsible,
        String telephone) {

    public static final int MAX_CHARACTERS = 1_000;

    public Remaining {
        facility = line(facility);
        detail = line(detail);
        responsible = line(responsible);
        telephone = line(telephone);
        if (facility.isEmpty() || step == Step.REGISTERED) {
            throw new IllegalArgumentException("'" + facility + "' remains at " + step);
        }
    }

    private static String line(String text) {
        String line = VietnameseText.normalise(text);
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS);
    }

    /** How reports sum it up. */
    public String cause() {
        if (reason != null && reason != ReasonCode.OTHER) {
            return reason.words().vietnamese();
        }
        return switch (step) {
            case REGISTERED, CONTACT_NAMED -> "Chưa cử đầu mối";
            case SURVEYED -> "Chưa khảo sát";
            case ELIGIBLE ->
                    reason == null ? "Chưa có kết luận đánh giá" : reason.words().vietnamese();
            case PLANNED -> "Chưa có phương án được duyệt";
            case CONNECTED -> "Đang thực hiện kết nối";
        };
    }
}
