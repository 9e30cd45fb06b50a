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
        if (late.toDays() > 0) {
            return overdue(late.toDays(), "ngày", "day");
        }
        if (late.toHours() > 0) {
            return overdue(late.toHours(), "giờ", "hour");
        }
        if (late.toMinutes() > 0) {
            return overdue(late.toMinutes(), "phút", "minute");
        }
        return new Sentence("Quá hạn dưới 1 phút", "Less than 1 minute overdue");
    }

    private static Sentence overdue(long count, String unitVi, String unit) {
        return new Sentence("Quá hạn " + count + " " + unitVi, count(count, unit) + " overdue");
    }

    private static String count(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
