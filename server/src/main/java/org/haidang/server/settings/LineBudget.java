package org.haidang.server.settings;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a line something may take, by the time of day: {@code 07:00-17:30 2M, 20M} is 2
 * Mbit/s in office hours and 20 Mbit/s else. The first part that fits counts; hours may go over
 * midnight.
 *
 * @param parts in the order they are written
 */
public record LineBudget(List<Part> parts) {
    /** No bound at any time. */
    public static final LineBudget NONE = new LineBudget(List.of());

    private static final int MAX_PARTS = 24;
    private static final long LEAST_BITS = 64_000;
    private static final Pattern PART =
            Pattern.compile(
                    "(?:(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})\\s+)?(\\d{1,9})\\s*([kKmMgG]?)");

    /**
     * One of them.
     *
     * @param from local time, included
     * @param to local time, not included; the same as {@code from} for all day
     * @param bitsPerSecond 0 for no bound
     */
    public record Part(LocalTime from, LocalTime to, long bitsPerSecond) {
        private boolean covers(LocalTime time) {
            if (from.equals(to)) {
                return true;
            }
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    public LineBudget {
        parts = List.copyOf(parts);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none, with a sentence that says how one looks
     */
    public static LineBudget parse(String text) {
        List<Part> parts = new ArrayList<>();
        for (String one : text.split(",")) {
            if (!one.isBlank()) {
                parts.add(part(one.strip()));
            }
        }
        if (parts.size() > MAX_PARTS) {
            throw wrong(text);
        }
        return new LineBudget(parts);
    }

    private static Part part(String text) {
        Matcher match = PART.matcher(text);
        if (!match.matches()) {
            throw wrong(text);
        }
        long unit =
                switch (match.group(4).toLowerCase(Locale.ROOT)) {
                    case "k" -> 1_000;
                    case "m" -> 1_000_000;
                    case "g" -> 1_000_000_000;
                    default -> 1;
                };
        long bits = Long.parseLong(match.group(3)) * unit;
        if (bits != 0 && bits < LEAST_BITS) {
            throw new IllegalArgumentException(
                    "'" + text + "' is less than 64k, which carries no picture; 0 is no bound");
        }
        return match.group(1) == null
                ? new Part(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, bits)
                : new Part(time(match.group(1)), time(match.group(2)), bits);
    }

    private static LocalTime time(String text) {
        try {
            return text.equals("24:00")
                    ? LocalTime.MIDNIGHT
                    : LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeParseException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'"
                        + text
                        + "' is no budget of a line: '6M' is 6 Mbit/s, '07:00-17:30 2M, 20M' other"
                        + " figures by the time of day");
    }

    /** Bits per second at a local time; 0 for no bound. */
    public long bitsPerSecond(LocalTime time) {
        return parts.stream()
                .filter(part -> part.covers(time))
                .findFirst()
                .map(Part::bitsPerSecond)
                .orElse(0L);
    }
}
