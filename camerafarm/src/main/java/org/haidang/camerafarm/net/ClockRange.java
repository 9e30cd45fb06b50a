package org.haidang.camerafarm.net;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.haidang.media.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * A range of absolute times (RFC 2326 section 3.7, as the ONVIF Streaming Specification uses it for
 * replay): {@code clock=20261128T001500.250Z-20261128T002500Z}.
 *
 * @param from null for the beginning of what is stored
 * @param to null for its end
 */
record ClockRange(@Nullable Instant from, @Nullable Instant to) {

    static final ClockRange ALL = new ClockRange(null, null);

    private static final String UNIT = "clock=";

    private static final DateTimeFormatter WRITTEN = formatter(3);
    private static final DateTimeFormatter READ = formatter(1);

    /**
     * Reads the value of a {@code Range} header. Players that know no other unit say {@code npt=0-}
     * for all there is.
     *
     * @throws MalformedInputException when it is no range of absolute times
     */
    static ClockRange parse(String header) throws MalformedInputException {
        String text = header.strip();
        if (text.matches("npt=(0|0\\.0+)-")) {
            return ALL;
        }
        int dash = text.indexOf('-');
        if (!text.startsWith(UNIT) || dash < 0) {
            throw new MalformedInputException("no range of absolute times", 0);
        }
        return new ClockRange(
                time(text.substring(UNIT.length(), dash), UNIT.length()),
                time(text.substring(dash + 1), dash + 1));
    }

    private static @Nullable Instant time(String text, int offset) throws MalformedInputException {
        if (text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.strip(), READ).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedInputException("no absolute time", offset);
        }
    }

    /** The header's value for two times, with milliseconds or as many digits as they need. */
    static String header(Instant from, Instant to) {
        return UNIT + text(from) + "-" + text(to);
    }

    /** The value for all from a time on. */
    static String from(Instant from) {
        return UNIT + text(from) + "-";
    }

    private static String text(Instant time) {
        return WRITTEN.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private static DateTimeFormatter formatter(int leastDigits) {
        return new DateTimeFormatterBuilder()
                .appendPattern("uuuuMMdd'T'HHmmss")
                .optionalStart()
                .appendFraction(ChronoField.NANO_OF_SECOND, leastDigits, 9, true)
                .optionalEnd()
                .appendLiteral('Z')
                .toFormatter(Locale.ROOT);
    }
}
