package org.haidang.programme.deadline;

import java.time.Duration;
import java.time.Instant;
import org.haidang.programme.vietnamese.Sentence;

/** How long is left, as the large screen says it; rounded down, so that it never promises time. */
public final class Countdown {

    private Countdown() {}

    /** "Còn 3 ngày 4 giờ" before the deadline, "Quá hạn 2 ngày" after it. */
    public static Sentence words(Deadline deadline, Instant now) {
        return deadline.onTime(now)
                ? left(Duration.between(now, deadline.due()))
                : overdue(Duration.between(deadline.due(), now));
    }

    /**
     * By how much something came late: "2 ngày", "2 days".
     *
     * @throws IllegalArgumentException if {@code done} was in time
     */
    public static Sentence late(Deadline deadline, Instant done) {
        if (deadline.onTime(done)) {
            throw new IllegalArgumentException(done + " is in time for " + deadline);
        }
        return span(Duration.between(deadline.due(), done));
    }

    private static Sentence left(Duration left) {
        if (left.toDays() > 0) {
            return left(left.toDays(), "ngày", "day", left.toHoursPart(), "giờ", "hour");
        }
        if (left.toHours() > 0) {
            return left(left.toHours(), "giờ", "hour", left.toMinutesPart(), "phút", "minute");
        }
        if (left.toMinutes() > 0) {
            return left(left.toMinutes(), "phút", "minute", 0, "", "");
        }
        return new Sentence("Còn dưới 1 phút", "Less than 1 minute left");
    }

    private static Sentence left(
            long large,
            String largeVi,
            String largeUnit,
            int small,
            String smallVi,
            String smallUnit) {
        String viRest = small == 0 ? "" : " " + small + " " + smallVi;
        String enRest = small == 0 ? "" : " " + count(small, smallUnit);
        return new Sentence(
                "Còn " + large + " " + largeVi + viRest,
                count(large, largeUnit) + enRest + " left");
    }

    private static Sentence overdue(Duration late) {
        Sentence span = span(late);
        String english = span.english() + " overdue";
        return new Sentence(
                "Quá hạn " + span.vietnamese(),
                Character.toUpperCase(english.charAt(0)) + english.substring(1));
    }

    private static Sentence span(Duration late) {
        if (late.toDays() > 0) {
            return span(late.toDays(), "ngày", "day");
        }
        if (late.toHours() > 0) {
            return span(late.toHours(), "giờ", "hour");
        }
        if (late.toMinutes() > 0) {
            return span(late.toMinutes(), "phút", "minute");
        }
        return new Sentence("dưới 1 phút", "less than 1 minute");
    }

    private static Sentence span(long count, String unitVi, String unit) {
        return new Sentence(count + " " + unitVi, count(count, unit));
    }

    private static String count(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
