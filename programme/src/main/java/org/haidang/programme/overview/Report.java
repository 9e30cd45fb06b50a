package org.haidang.programme.overview;

import java.time.Instant;
import java.time.LocalDateTime;
import org.haidang.programme.deadline.Countdown;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.jspecify.annotations.Nullable;

/**
 * The report that the dispatch asks for (D8).
 *
 * @param deadline as the dispatch sets it
 * @param submitted when it was sent; null until then
 */
public record Report(Deadline deadline, @Nullable Instant submitted) {

    /** "Còn 3 ngày 4 giờ - báo cáo trước 15/5/2021". */
    Sentence line(Instant now) {
        Instant sent = submitted;
        if (sent != null) {
            return deadline.onTime(sent)
                    ? new Sentence("Đã báo cáo đúng hạn", "Reported in time")
                    : new Sentence("Đã báo cáo, quá hạn", "Reported late");
        }
        Sentence left = Countdown.words(deadline, now);
        return new Sentence(
                left.vietnamese() + " - báo cáo " + brief(deadline.phrase()),
                left.english() + " - report due " + due());
    }

    boolean late(Instant now) {
        return !deadline.onTime(submitted == null ? now : submitted);
    }

    /** The phrase itself, but for a word that a wall has no room for. */
    private static String brief(String phrase) {
        return phrase.strip().replaceFirst("^([Tt])rước ngày (?=\\d)", "$1rước ");
    }

    private String due() {
        LocalDateTime at = LocalDateTime.ofInstant(deadline.due(), VietnameseDates.ZONE);
        String date = VietnameseDates.numeric(at.toLocalDate());
        String word =
                switch (deadline.edge()) {
                    case BEFORE -> "before ";
                    case THROUGH -> "until ";
                };
        return at.toLocalTime().toSecondOfDay() == 0
                ? word + date
                : word + at.toLocalTime().withNano(0) + " " + date;
    }
}
