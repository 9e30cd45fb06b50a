package org.haidang.archive.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.archive.catalog.StreamKey;

/**
 * The name of a segment file below its disk's root: {@code
 * <cameraId>/<stream>/<yyyy>/<MM>/<dd>/<startWallUs>.mp4}, the day in UTC.
 */
public record SegmentPath(StreamKey key, LocalDate day, long startWallUs) {
    private static final Pattern FORM =
            Pattern.compile(
                    "([A-Za-z0-9_-]{1,64})/([a-z0-9]{1,16})/(\\d{4})/(\\d{2})/(\\d{2})/(\\d{1,18})\\.mp4");

    public static SegmentPath of(StreamKey key, long startWallUs) {
        LocalDate day =
                Instant.EPOCH
                        .plus(startWallUs, ChronoUnit.MICROS)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate();
        return new SegmentPath(key, day, startWallUs);
    }

    /** Empty if the path is none of ours. */
    public static Optional<SegmentPath> parse(String relative) {
        Matcher m = FORM.matcher(relative);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day =
                    LocalDate.of(
                            Integer.parseInt(m.group(3)),
                            Integer.parseInt(m.group(4)),
                            Integer.parseInt(m.group(5)));
            StreamKey key = new StreamKey(m.group(1), m.group(2));
            return Optional.of(new SegmentPath(key, day, Long.parseLong(m.group(6))));
        } catch (java.time.DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** With {@code /}, whatever the system's separator is. */
    public String relative() {
        return "%s/%s/%04d/%02d/%02d/%d.mp4"
                .formatted(
                        key.cameraId(),
                        key.stream(),
                        day.getYear(),
                        day.getMonthValue(),
                        day.getDayOfMonth(),
                        startWallUs);
    }

    /** The index file that belongs to a segment file. */
    public static String indexOf(String segmentFile) {
        return segmentFile.substring(0, segmentFile.length() - ".mp4".length()) + ".idx";
    }
}
