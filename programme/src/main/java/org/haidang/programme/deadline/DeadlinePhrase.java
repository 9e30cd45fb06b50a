package org.haidang.programme.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.programme.deadline.Deadline.Edge;
import org.haidang.programme.deadline.DeadlineReading.NotUnderstood;
import org.haidang.programme.deadline.DeadlineReading.Understood;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.programme.vietnamese.VietnameseText;

/** The grammar of deadlines, with what a span of time is counted from. */
record DeadlinePhrase(Instant from, WorkingDays workingDays) {

    static final int MAX_CHARACTERS = 300;
    static final int MAX_SPAN = 366;

    private static final Pattern ON_A_DATE =
            Pattern.compile(
                    "(trước|chậm nhất(?: là)?(?: đến| trước)?|đến hết|hết)"
                            + "(?: (\\d{1,2})(?: giờ| ?h| ?g|:)(?: ?(\\d{2})(?: phút)?)?,?)?"
                            + " ngày (.+)");

    private static final Pattern SPAN =
            Pattern.compile("(?:trong(?: vòng)?|sau) (\\d{1,3}) (ngày làm việc|ngày|giờ)");

    private static final Sentence WORDS =
            new Sentence(
                    "Không hiểu thời hạn này; hãy ghi như “trước ngày 15/5/2021”.",
                    "This deadline is not understood; write it like “trước ngày 15/5/2021”.");
    private static final Sentence DATE =
            new Sentence(
                    "Ngày trong thời hạn không có trên lịch; hãy kiểm tra lại.",
                    "The deadline's date is not in the calendar; check it.");
    private static final Sentence SPAN_SIZE =
            new Sentence(
                    "Khoảng thời gian phải từ 1 đến 366; hãy kiểm tra lại.",
                    "The span of time has to be from 1 to 366; check it.");

    DeadlineReading read(String phrase) {
        String text = bare(phrase);
        if (text.length() > MAX_CHARACTERS) {
            return new NotUnderstood(phrase.substring(0, MAX_CHARACTERS), WORDS);
        }
        Matcher date = ON_A_DATE.matcher(text);
        if (date.matches()) {
            return onADate(phrase, date);
        }
        Matcher span = SPAN.matcher(text);
        return span.matches() ? span(phrase, span) : new NotUnderstood(phrase, WORDS);
    }

    private static String bare(String phrase) {
        return VietnameseText.normalise(phrase)
                .toLowerCase(Locale.ROOT)
                .replaceFirst("[ .;,/]+$", "");
    }

    private static DeadlineReading onADate(String phrase, Matcher match) {
        Optional<LocalDate> date = VietnameseDates.read(match.group(4));
        if (date.isEmpty()) {
            return new NotUnderstood(phrase, DATE);
        }
        // "chậm nhất trước ngày X" is heard; of its two meanings the stricter one is safe.
        boolean before = match.group(1).endsWith("trước");
        if (match.group(2) == null) {
            return understood(phrase, before ? date.get() : date.get().plusDays(1));
        }
        int hour = Integer.parseInt(match.group(2));
        int minute = match.group(3) == null ? 0 : Integer.parseInt(match.group(3));
        if (hour > 23 || minute > 59) {
            return hour == 24 && minute == 0
                    ? understood(phrase, date.get().plusDays(1))
                    : new NotUnderstood(phrase, DATE);
        }
        Instant due =
                date.get()
                        .atTime(LocalTime.of(hour, minute))
                        .atZone(VietnameseDates.ZONE)
                        .toInstant();
        return new Understood(new Deadline(phrase, due, before ? Edge.BEFORE : Edge.THROUGH));
    }

    private DeadlineReading span(String phrase, Matcher match) {
        int count = Integer.parseInt(match.group(1));
        if (count < 1 || count > MAX_SPAN) {
            return new NotUnderstood(phrase, SPAN_SIZE);
        }
        LocalDate start = from.atZone(VietnameseDates.ZONE).toLocalDate();
        return switch (match.group(2)) {
            case "giờ" ->
                    new Understood(
                            new Deadline(phrase, from.plus(Duration.ofHours(count)), Edge.THROUGH));
            case "ngày" -> understood(phrase, start.plusDays(count + 1L));
            default -> understood(phrase, workingDays.after(start, count).plusDays(1));
        };
    }

    private static Understood understood(String phrase, LocalDate endsBefore) {
        Instant due = endsBefore.atStartOfDay(VietnameseDates.ZONE).toInstant();
        return new Understood(new Deadline(phrase, due, Edge.BEFORE));
    }
}
