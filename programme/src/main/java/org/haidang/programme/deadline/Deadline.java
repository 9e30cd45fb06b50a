package org.haidang.programme.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseDates;

/**
 * A moment until which something is to be done, beside the words that set it.
 *
 * @param phrase as the document has it; what is shown and printed, never rebuilt from the instant
 * @param due the moment itself
 * @param edge whether the moment itself is still on time
 */
public record Deadline(String phrase, Instant due, Edge edge) {

    /** A whole day ends BEFORE the next midnight; only a time of day can be included itself. */
    public enum Edge {
        BEFORE,
        THROUGH
    }

    public Deadline {
        if (phrase.isBlank()) {
            throw new IllegalArgumentException("a deadline keeps its phrase");
        }
    }

    /** Whether what was done at {@code done} was done in time. */
    public boolean onTime(Instant done) {
        return switch (edge) {
            case BEFORE -> done.isBefore(due);
            case THROUGH -> !done.isAfter(due);
        };
    }

    /** The last calendar day, in Viet Nam, with a moment that is on time. */
    public LocalDate lastDay() {
        Instant last = edge == Edge.BEFORE ? due.minusNanos(1) : due;
        return last.atZone(VietnameseDates.ZONE).toLocalDate();
    }

    /** The moment in plain words, for those who wonder what the phrase means. */
    public Sentence limit() {
        ZonedDateTime moment = due.atZone(VietnameseDates.ZONE);
        String day = VietnameseDates.numeric(lastDay());
        if (edge == Edge.BEFORE && moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return new Sentence("đến 24 giờ 00 ngày " + day, "until 24:00 on " + day);
        }
        String hour = twoDigits(moment.getHour());
        String minute = twoDigits(moment.getMinute());
        String clock = hour + " giờ " + minute;
        return edge == Edge.BEFORE
                ? new Sentence(
                        "trước " + clock + " ngày " + day,
                        "before " + hour + ":" + minute + " on " + day)
                : new Sentence(
                        "đến " + clock + " ngày " + day,
                        "until " + hour + ":" + minute + " on " + day);
    }

    private static String twoDigits(int value) {
        return value < 10 ? "0" + value : String.valueOf(value);
    }
}
