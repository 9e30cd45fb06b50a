package org.haidang.server.dispatch;

import java.time.Instant;
import java.time.LocalTime;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.deadline.DeadlineReading;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.programme.vietnamese.VietnameseText;
import org.jspecify.annotations.Nullable;

/**
 * A deadline as a person gives it: the letter's phrase, and the moment by hand where the phrase is
 * not understood or means something else here.
 */
public record DeadlineInput(@Nullable String phrase, @Nullable Instant due) {
    static final int MAX_PHRASE = 300;

    /**
     * What came of it.
     *
     * @param byHand the moment is a person's and not the grammar's
     */
    public record Judged(@Nullable Deadline deadline, boolean byHand) {}

    /**
     * Reads it; a phrase that is not understood is never guessed.
     *
     * @param received when spans of time begin to run
     * @throws InvalidDispatchException in the reader's words
     */
    public Judged judge(Instant received, Calendar calendar) {
        String words = phrase == null ? "" : VietnameseText.normalise(phrase);
        if (words.isEmpty()) {
            if (due != null) {
                throw new InvalidDispatchException("phrase", "deadline.phrase-needed");
            }
            return new Judged(null, false);
        }
        if (words.length() > MAX_PHRASE) {
            throw new InvalidDispatchException("phrase", "field.long", MAX_PHRASE);
        }
        DeadlineReading reading = DeadlineReading.of(words, received, calendar.from(received));
        return switch (reading) {
            case DeadlineReading.Understood understood
                    when due == null || understood.deadline().due().equals(due) ->
                    new Judged(understood.deadline(), false);
            case DeadlineReading.NotUnderstood not when due == null ->
                    throw new InvalidDispatchException(
                            "phrase", "deadline.not-understood", not.reason());
            case DeadlineReading.Understood _, DeadlineReading.NotUnderstood _ ->
                    new Judged(byHand(words, java.util.Objects.requireNonNull(due)), true);
        };
    }

    /** Midnight ends the day before; any other moment is itself still in time. */
    private static Deadline byHand(String words, Instant due) {
        boolean midnight =
                due.atZone(VietnameseDates.ZONE).toLocalTime().equals(LocalTime.MIDNIGHT);
        return new Deadline(words, due, midnight ? Deadline.Edge.BEFORE : Deadline.Edge.THROUGH);
    }
}
