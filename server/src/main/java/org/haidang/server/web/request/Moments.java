package org.haidang.server.web.request;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Times as the interface writes and reads them. */
public final class Moments {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** The year 9999 in microseconds: nothing later is a time. */
    private static final long MAX_US = 253_402_300_799_000_000L;

    private Moments() {}

    /** Hours and minutes of a moment in a zone, for sentences. */
    public static String clock(long us, ZoneId zone) {
        return CLOCK.format(Instant.EPOCH.plus(us, ChronoUnit.MICROS).atZone(zone));
    }

    public static String text(long us) {
        return TEXT.format(
                Instant.ofEpochSecond(
                        Math.floorDiv(us, 1_000_000), Math.floorMod(us, 1_000_000) * 1_000L));
    }

    /** Null for 0, which stands for never. */
    public static @Nullable String textOrNull(long us) {
        return us == 0 ? null : text(us);
    }

    /** RFC 3339 or microseconds; empty when it is neither. */
    public static OptionalLong parse(String text) {
        try {
            if (text.chars().allMatch(Character::isDigit) && !text.isEmpty()) {
                long us = Long.parseLong(text);
                return us <= MAX_US ? OptionalLong.of(us) : OptionalLong.empty();
            }
            // A plus sign in a query that was not escaped arrives as a space.
            Instant at =
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                            text.replace(' ', '+'), Instant::from);
            long us =
                    Math.addExact(
                            Math.multiplyExact(at.getEpochSecond(), 1_000_000L),
                            at.getNano() / 1_000);
            return us >= 0 && us <= MAX_US ? OptionalLong.of(us) : OptionalLong.empty();
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    public static long nowUs(java.time.InstantSource clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
