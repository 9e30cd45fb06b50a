package org.haidang.programme.vietnamese;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as Decree 30/2020/NĐ-CP writes them (annex I, on place and date). */
public final class VietnameseDates {

    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /**
     * Both forms as a pattern without groups' names: day, month, year; or the long form's three.
     */
    private static final Pattern EITHER_FORM =
            Pattern.compile(
                    "(\\d{1,2})\\s?[/.-]\\s?(\\d{1,2})\\s?[/.-]\\s?(\\d{4})"
                            + "|(\\d{1,2}) tháng (\\d{1,2}) năm (\\d{4})");

    private VietnameseDates() {}

    /** "06/5/2021": a zero before days below 10 and before months 1 and 2 only. */
    public static String numeric(LocalDate date) {
        return day(date) + "/" + month(date) + "/" + date.getYear();
    }

    /** "ngày 06 tháng 5 năm 2021". */
    public static String inWords(LocalDate date) {
        return "ngày " + day(date) + " tháng " + month(date) + " năm " + date.getYear();
    }

    /** "16 giờ 30 phút ngày 14/5/2021", as the hour is written in letters. */
    public static String moment(Instant at) {
        ZonedDateTime local = at.atZone(ZONE);
        return "%02d giờ %02d phút ngày %s"
                .formatted(local.getHour(), local.getMinute(), numeric(local.toLocalDate()));
    }

    /** Reads "15/5/2021", "15.05.2021" or "[ngày] 15 tháng 5 năm 2021"; empty if it is no date. */
    public static Optional<LocalDate> read(String typed) {
        String text = VietnameseText.normalise(typed).replaceFirst("^[Nn]gày ", "");
        Matcher match = EITHER_FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int first = match.group(1) == null ? 4 : 1;
        try {
            return Optional.of(
                    LocalDate.of(
                            Integer.parseInt(match.group(first + 2)),
                            Integer.parseInt(match.group(first + 1)),
                            Integer.parseInt(match.group(first))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static String day(LocalDate date) {
        return twoDigits(date.getDayOfMonth(), 9);
    }

    /** Months 3 to 9 cannot be made into another month by a pen stroke; 1 and 2 can. */
    private static String month(LocalDate date) {
        return twoDigits(date.getMonthValue(), 2);
    }

    private static String twoDigits(int value, int lastWithZero) {
        return value <= lastWithZero ? "0" + value : String.valueOf(value);
    }
}
