package org.haidang.archive.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.StreamKey;

/**
 * What a segment file says of itself in a {@code uuid} box (ISO/IEC 14496-12 section 4.2) behind
 * the init segment, which every player steps over: enough to rebuild the catalogue from files
 * alone. The body is lines of {@code name=value} in UTF-8, so that a person with a hex viewer can
 * read it.
 *
 * @param startWallUs wall time of the first picture, microseconds since 1970 UTC
 * @param software name and version of the writer
 * @param origin where the media came from; a file that does not say was recorded live
 */
public record SegmentHeader(StreamKey key, long startWallUs, String software, Origin origin) {
    private static final int UUID_BOX = 0x75756964;
    private static final int PREFIX_BYTES = 8 + 16;
    private static final String FETCHED = "fetched";

    /** Longest header that is read; ours take about 200 bytes. */
    public static final int MAX_BYTES = 4096;

    // A random (version 4) UUID that names this box; part of the file format for ever.
    private static final UUID BOX_ID = UUID.fromString("6f1d2f0e-8c0b-4f35-9a53-6861696461a1");

    public byte[] toBox() {
        String text =
                "haidang.segment=1\ncamera=%s\nstream=%s\nstart_us=%d\nsoftware=%s\n"
                        .formatted(key.cameraId(), key.stream(), startWallUs, oneLine(software));
        byte[] body = (text + originLine()).getBytes(StandardCharsets.UTF_8);
        ByteBuffer box = ByteBuffer.allocate(PREFIX_BYTES + body.length);
        box.putInt(box.capacity()).putInt(UUID_BOX);
        box.putLong(BOX_ID.getMostSignificantBits()).putLong(BOX_ID.getLeastSignificantBits());
        box.put(body);
        return box.array();
    }

    private String originLine() {
        return switch (origin) {
            case LIVE -> "";
            case FETCHED -> "origin=" + FETCHED + "\n";
        };
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > 100 ? line.substring(0, 100) : line;
    }

    /** Reads a box from the buffer's position; empty if it is none of ours. */
    public static Optional<SegmentHeader> parse(ByteBuffer in) {
        ByteBuffer box = in.slice();
        if (box.remaining() < PREFIX_BYTES) {
            return Optional.empty();
        }
        int size = box.getInt();
        if (size < PREFIX_BYTES
                || size > Math.min(box.capacity(), MAX_BYTES)
                || box.getInt() != UUID_BOX
                || box.getLong() != BOX_ID.getMostSignificantBits()
                || box.getLong() != BOX_ID.getLeastSignificantBits()) {
            return Optional.empty();
        }
        byte[] body = new byte[size - PREFIX_BYTES];
        box.get(body);
        return parseLines(new String(body, StandardCharsets.UTF_8));
    }

    private static Optional<SegmentHeader> parseLines(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.split("\n", 32)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        try {
            StreamKey key =
                    new StreamKey(
                            fields.getOrDefault("camera", ""), fields.getOrDefault("stream", ""));
            long startUs = Long.parseLong(fields.getOrDefault("start_us", ""));
            Origin origin = FETCHED.equals(fields.get("origin")) ? Origin.FETCHED : Origin.LIVE;
            return Optional.of(
                    new SegmentHeader(key, startUs, fields.getOrDefault("software", ""), origin));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
