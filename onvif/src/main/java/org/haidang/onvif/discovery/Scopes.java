package org.haidang.onvif.discovery;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a device describes itself: {@code onvif://www.onvif.org/name/gate} and the like (ONVIF Core
 * section 7.3.3.2).
 */
record Scopes(
        @Nullable String name,
        @Nullable String hardware,
        @Nullable String location,
        Set<String> profiles) {

    /** Scopes that are looked at. */
    private static final int MAX_SCOPES = 64;

    /** Longest value, characters. */
    private static final int MAX_VALUE = 128;

    private static final String ONVIF = "onvif://www.onvif.org/";

    static Scopes read(String text) {
        String name = null;
        String hardware = null;
        String location = null;
        Set<String> profiles = new LinkedHashSet<>();
        String[] words = text.strip().split("\\s+", MAX_SCOPES + 1);
        for (int i = 0; i < words.length && i < MAX_SCOPES; i++) {
            if (!words[i].regionMatches(true, 0, ONVIF, 0, ONVIF.length())) {
                continue;
            }
            String rest = words[i].substring(ONVIF.length());
            int slash = rest.indexOf('/');
            String value = slash < 0 ? "" : value(rest.substring(slash + 1));
            if (value.isEmpty()) {
                continue;
            }
            switch (rest.substring(0, slash)) {
                case "name" -> name = name == null ? value : name;
                case "hardware" -> hardware = hardware == null ? value : hardware;
                case "location" -> location = location == null ? value : location;
                case "Profile" -> profiles.add(value);
                default -> {
                    // type, MAC and what makers add
                }
            }
        }
        return new Scopes(name, hardware, location, profiles);
    }

    private static String value(String encoded) {
        String text = encoded;
        try {
            text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that stands for itself
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), MAX_VALUE));
    }
}
