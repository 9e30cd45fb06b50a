package org.haidang.programme.deadline;

import java.time.Instant;
import org.haidang.programme.vietnamese.Sentence;

/**
 * What a phrase in a document says about time; a phrase that is not understood is never guessed.
 */
public sealed interface DeadlineReading {

    record Understood(Deadline deadline) implements DeadlineReading {}

    record NotUnderstood(String phrase, Sentence reason) implements DeadlineReading {}

    /**
     * Reads one phrase.
     *
     * <ul>
     *   <li>"trước ngày 15/5/2021": before that day begins
     *   <li>"chậm nhất ngày ...", "đến hết ngày ...": until that day ends
     *   <li>"trước 17 giờ 00 ngày ...": before that minute; "chậm nhất 17 giờ 00 ...": that moment
     *       too
     *   <li>"trong vòng 02 ngày làm việc", "03 ngày": until the end of the last day
     *   <li>"trong vòng 24 giờ": to the second
     * </ul>
     *
     * @param from when a span begins to run: usually when the document was received
     */
    static DeadlineReading of(String phrase, Instant from, WorkingDays workingDays) {
        return new DeadlinePhrase(from, workingDays).read(phrase);
    }
}
