package org.haidang.media.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads session descriptions by one principle: a line that cannot be read is left out, and none
 * ends the session. So there is no error: the worst input is a description without media. Lines
 * {@code v o i u e p c b t r z k} tell nothing that is needed and are not looked at, which spares
 * all the ways cameras have to write them wrong.
 */
public final class SdpParser {

    private static final int MAX_LINES = 2_000;
    private static final int MAX_LINE_LENGTH = 16 * 1024;
    private static final int MAX_PAYLOAD_TYPES = 32;
    private static final int MAX_PARAMETERS = 64;

    private final List<SdpMedia> media = new ArrayList<>();
    private int mediaLines;
    private String name = "";
    private @Nullable String sessionControl;
    private @Nullable Section section;

    private SdpParser() {}

    /** What one {@code m=} line has gathered so far. */
    private static final class Section {
        final int index;
        final MediaKind kind;
        final String protocol;
        final List<Integer> payloadTypes = new ArrayList<>();
        final Map<Integer, RtpMap> rtpMaps = new LinkedHashMap<>();
        final Map<Integer, Map<String, String>> fmtp = new LinkedHashMap<>();
        @Nullable String dimensions;
        @Nullable String control;
        Direction direction = Direction.UNSPECIFIED;

        Section(int index, String[] words) {
            this.index = index;
            this.kind = MediaKind.of(words[0]);
            this.protocol = words.length > 2 ? words[2] : "";
            for (int i = 3; i < words.length && payloadTypes.size() < MAX_PAYLOAD_TYPES; i++) {
                int type = Numbers.parse(words[i], 0, 127);
                if (type >= 0) {
                    payloadTypes.add(type);
                }
            }
        }

        SdpMedia build() {
            if (dimensions != null) {
                for (int type : payloadTypes) {
                    fmtp.computeIfAbsent(type, t -> new LinkedHashMap<>())
                            .putIfAbsent("x-dimensions", dimensions);
                }
            }
            return new SdpMedia(
                    index, kind, protocol, payloadTypes, rtpMaps, fmtp, control, direction);
        }
    }

    /** Reads the body of a DESCRIBE answer. */
    public static Sdp parse(byte[] body) {
        return parse(new String(body, StandardCharsets.UTF_8));
    }

    public static Sdp parse(String text) {
        var parser = new SdpParser();
        text.lines().limit(MAX_LINES).forEach(parser::line);
        parser.endSection();
        return new Sdp(parser.media, parser.sessionControl, parser.name);
    }

    private void line(String raw) {
        String line = raw.strip();
        if (line.length() < 2 || line.length() > MAX_LINE_LENGTH || line.charAt(1) != '=') {
            return;
        }
        String value = line.substring(2).strip();
        switch (line.charAt(0)) {
            case 'm' -> beginSection(value);
            case 'a' -> attribute(value);
            case 's' -> name = section == null ? value : name;
            default -> {} // see the class comment
        }
    }

    private void beginSection(String value) {
        endSection();
        section = new Section(mediaLines++, value.split("\\s+"));
    }

    private void endSection() {
        if (section != null && media.size() < Sdp.MAX_MEDIA) {
            media.add(section.build());
        }
        section = null;
    }

    private void attribute(String attribute) {
        int colon = attribute.indexOf(':');
        String key =
                (colon < 0 ? attribute : attribute.substring(0, colon))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        String value = colon < 0 ? "" : attribute.substring(colon + 1).strip();
        if (section == null) {
            if (key.equals("control") && !value.isEmpty()) {
                sessionControl = value;
            }
            return;
        }
        mediaAttribute(section, key, value);
    }

    private static void mediaAttribute(Section section, String key, String value) {
        switch (key) {
            case "control" -> section.control = value.isEmpty() ? section.control : value;
            case "rtpmap" -> {
                RtpMap map = RtpMap.parse(value);
                if (map != null && section.rtpMaps.size() < MAX_PAYLOAD_TYPES) {
                    section.rtpMaps.putIfAbsent(map.payloadType(), map);
                }
            }
            case "fmtp" -> fmtp(section, value);
            case "x-dimensions" -> section.dimensions = value.replace(" ", "");
            case "framesize" -> framesize(section, value);
            default -> {
                Direction direction = Direction.of(key);
                if (direction != null) {
                    section.direction = direction;
                }
            }
        }
    }

    /** {@code 96 1920-1080}. */
    private static void framesize(Section section, String value) {
        String[] words = value.split("\\s+");
        if (words.length == 2 && section.dimensions == null) {
            section.dimensions = words[1].replace('-', ',');
        }
    }

    /** {@code 96 packetization-mode=1;sprop-parameter-sets=Z0IA,aM4=}. */
    private static void fmtp(Section section, String value) {
        String[] parts = value.split("\\s+", 2);
        int type = Numbers.parse(parts[0], 0, 127);
        if (type < 0 || parts.length < 2 || section.fmtp.size() >= MAX_PAYLOAD_TYPES) {
            return;
        }
        Map<String, String> parameters =
                section.fmtp.computeIfAbsent(type, t -> new LinkedHashMap<>());
        for (String parameter : parts[1].split(";")) {
            int equals = parameter.indexOf('='); // the first: base64 ends in '=' too
            String key = equals < 0 ? parameter : parameter.substring(0, equals);
            String text = equals < 0 ? "" : parameter.substring(equals + 1).strip();
            if (!key.isBlank() && parameters.size() < MAX_PARAMETERS) {
                parameters.putIfAbsent(key.strip().toLowerCase(Locale.ROOT), text);
            }
        }
    }
}
