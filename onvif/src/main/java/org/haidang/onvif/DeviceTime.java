package org.haidang.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/** Reads the time that a device tells (ONVIF Core section 8.3.6). */
final class DeviceTime {

    /** POSIX: a name and hours west of Greenwich; summer time is left out. */
    private static final Pattern ZONE =
            Pattern.compile("(?:[A-Za-z]{3,}|<[^>]{1,16}>)([+-]?[0-9]{1,2})(?::([0-9]{2}))?.*");

    private static final int MAX_TEXT = 64;

    private DeviceTime() {}

    /**
     * The time in a {@code GetSystemDateAndTimeResponse}. UTC is optional there; without it the
     * local time and its zone say the same.
     */
    static Instant read(Element answer) throws MalformedInputException {
        Element told = answer.child("SystemDateAndTime");
        if (told == null) {
            throw new MalformedInputException("no time in the answer");
        }
        Element utc = told.child("UTCDateTime");
        if (utc != null) {
            return local(utc).toInstant(ZoneOffset.UTC);
        }
        Element local = told.child("LocalDateTime");
        if (local == null) {
            throw new MalformedInputException("no time in the answer");
        }
        return local(local).toInstant(zone(told.textAt("TimeZone", "TZ")));
    }

    private static LocalDateTime local(Element time) throws MalformedInputException {
        try {
            return LocalDateTime.of(
                    number(time, "Date", "Year"),
                    number(time, "Date", "Month"),
                    number(time, "Date", "Day"),
                    number(time, "Time", "Hour"),
                    number(time, "Time", "Minute"),
                    Math.min(59, number(time, "Time", "Second"))); // leap seconds
        } catch (DateTimeException e) {
            throw new MalformedInputException("time that does not exist");
        }
    }

    private static int number(Element time, String group, String unit)
            throws MalformedInputException {
        String digits = time.textAt(group, unit);
        if (digits == null || !digits.matches("[0-9]{1,4}")) {
            throw new MalformedInputException("time without its " + unit);
        }
        return Integer.parseInt(digits);
    }

    private static ZoneOffset zone(@Nullable String posix) {
        Matcher match = ZONE.matcher(posix == null ? "" : posix);
        if (!match.matches()) {
            return ZoneOffset.UTC;
        }
        int hours = Integer.parseInt(match.group(1));
        int minutes = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        int total = hours * 3600 + (match.group(1).startsWith("-") ? -minutes : minutes) * 60;
        return Math.abs(total) > 18 * 3600 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(-total);
    }

    /** The {@code Date} of an HTTP answer (RFC 9110 section 5.6.7), null when it is none. */
    static @Nullable Instant ofHttp(@Nullable String date) {
        if (date == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /**
     * A time in the text of an answer (XML Schema, {@code dateTime}) by our clock; UTC where it has
     * no zone, null when it is none.
     *
     * @param offset device minus ours
     */
    static @Nullable Instant ofText(@Nullable String told, Duration offset) {
        if (told == null || told.length() > MAX_TEXT) {
            return null;
        }
        try {
            boolean zoned = told.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})");
            Instant device =
                    zoned
                            ? OffsetDateTime.parse(told).toInstant()
                            : LocalDateTime.parse(told).toInstant(ZoneOffset.UTC);
            return device.minus(offset);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
