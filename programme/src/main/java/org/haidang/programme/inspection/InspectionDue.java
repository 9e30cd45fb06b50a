package org.haidang.programme.inspection;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.haidang.programme.facility.FacilityStage;
import org.jspecify.annotations.Nullable;

/** When a facility has to be inspected next. */
public sealed interface InspectionDue {

    /** "At least every 15 days": the fifteenth day itself is still in time. */
    int EVERY_DAYS = 15;

    /** So many days ahead a facility is shown as due soon. */
    int SOON_DAYS = 3;

    /** It does not operate yet, rests without occupants, or is closed. */
    record NotRequired() implements InspectionDue {}

    /**
     * @param daysLeft 0 on the last day in time
     */
    record Due(LocalDate on, long daysLeft) implements InspectionDue {
        public boolean soon() {
            return daysLeft <= SOON_DAYS;
        }
    }

    /**
     * @param days at least 1
     */
    record Overdue(LocalDate on, long days) implements InspectionDue {}

    /**
     * @param operatingSince when it began or resumed to operate, in Asia/Ho_Chi_Minh; null when
     *     that is not known: it is then due today at the latest
     * @param last the newest inspection; null when there was none
     */
    static InspectionDue of(
            FacilityStage stage,
            @Nullable LocalDate operatingSince,
            @Nullable LocalDate last,
            LocalDate today) {
        if (!required(stage)) {
            return new NotRequired();
        }
        LocalDate from = later(operatingSince, last);
        LocalDate on = from == null ? today : from.plusDays(EVERY_DAYS);
        long left = ChronoUnit.DAYS.between(today, on);
        return left < 0 ? new Overdue(on, -left) : new Due(on, left);
    }

    /** A facility whose picture is lost is inspected all the more. */
    private static boolean required(FacilityStage stage) {
        return switch (stage) {
            case OPERATING, DEGRADED, LOST -> true;
            case REGISTERED,
                    CONTACT_NAMED,
                    SURVEYED,
                    ELIGIBLE,
                    CONDITIONAL,
                    NOT_ELIGIBLE,
                    PLAN_APPROVED,
                    CONNECTING,
                    CONNECTED,
                    SUSPENDED,
                    CLOSED ->
                    false;
        };
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
