package org.haidang.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values by dotted key, from the file and, before it, from the environment: {@code
 * http.trustedProxies} is {@code HAIDANG_HTTP_TRUSTED_PROXIES}. Remembers which were asked for, so
 * that what nobody asks for is known to be a mistake.
 */
final class RawSettings {
    static final String PREFIX = "HAIDANG_";

    /** Set for the launcher, not for the program. */
    private static final Set<String> NOT_OURS = Set.of("HAIDANG_JAVA_OPTS", "HAIDANG_HOME");

    private final Map<String, Object> file;
    private final Map<String, String> environment;
    private final Set<String> known = new TreeSet<>();
    private final List<String> errors = new ArrayList<>();

    RawSettings(Map<String, Object> file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    void error(String line) {
        errors.add(line);
    }

    @Nullable String text(String key) {
        known.add(key);
        String override = environment.get(variable(key));
        if (override != null) {
            return override.isBlank() ? null : override.strip();
        }
        Object value = file.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Map || value instanceof List) {
            error(key + ": one value is expected, not a list or group");
            return null;
        }
        String text = value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    String text(String key, String otherwise) {
        String value = text(key);
        return value == null ? otherwise : value;
    }

    int whole(String key, int otherwise, int min, int max) {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        error(key + ": '" + value + "' is not a whole number from " + min + " to " + max);
        return otherwise;
    }

    double number(String key, double otherwise, double min, double max) {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        error(key + ": '" + value + "' is not a number from " + min + " to " + max);
        return otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        String value = text(key);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> {
                error(key + ": '" + value + "' is neither true nor false");
                yield otherwise;
            }
        };
    }

    String choice(String key, String otherwise, List<String> choices) {
        // YAML 1.1 reads a bare off as false.
        String value = text(key);
        if (value != null && value.equals("false") && choices.contains("off")) {
            value = "off";
        }
        if (value == null) {
            return otherwise;
        }
        if (!choices.contains(value)) {
            error(key + ": '" + value + "' is not one of " + String.join(", ", choices));
            return otherwise;
        }
        return value;
    }

    List<String> list(String key) {
        known.add(key);
        String override = environment.get(variable(key));
        if (override != null) {
            return split(override);
        }
        Object value = file.get(key);
        if (value instanceof List<?> items) {
            return items.stream().map(item -> String.valueOf(item).strip()).toList();
        }
        return value == null ? List.of() : split(value.toString());
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /** A group of free names; in the environment {@code name=value,name=value}. */
    Map<String, String> group(String key) {
        known.add(key);
        Map<String, String> group = new LinkedHashMap<>();
        String override = environment.get(variable(key));
        if (override == null) {
            if (file.get(key) instanceof Map<?, ?> map) {
                map.forEach((k, v) -> group.put(String.valueOf(k), String.valueOf(v).strip()));
            } else if (file.get(key) != null) {
                error(key + ": a group of 'name: value' lines is expected");
            }
            return group;
        }
        for (String part : split(override)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                error(variable(key) + ": '" + part + "' is not name=value");
            } else {
                group.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        return group;
    }

    /** A secret given as it is, or better as {@code <key>File}, whose first line it is. */
    @Nullable String secret(String key) {
        String value = text(key);
        String path = text(key + "File");
        if (path == null) {
            return value;
        }
        if (value != null) {
            error(key + " and " + key + "File: give only one of them");
            return null;
        }
        try (var lines = Files.lines(Path.of(path))) {
            return lines.findFirst().map(String::strip).orElse(null);
        } catch (IOException | RuntimeException e) {
            error(key + "File: " + path + " cannot be read (" + e.getClass().getSimpleName() + ")");
            return null;
        }
    }

    /** Throws if anything was wrong, or was given that nobody knows. */
    void finish() {
        for (String key : file.keySet()) {
            if (!known.contains(key)) {
                error(key + ": no such setting" + guess(key));
            }
        }
        Set<String> variables = new TreeSet<>();
        known.forEach(key -> variables.add(variable(key)));
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(PREFIX) && !variables.contains(name) && !NOT_OURS.contains(name)) {
                error("environment variable " + name + ": no such setting");
            }
        }
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
    }

    Set<String> known() {
        return known;
    }

    private String guess(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(k -> k.toLowerCase(Locale.ROOT).endsWith(last))
                .findFirst()
                .map(k -> "; did you mean " + k + "?")
                .orElse("");
    }

    static String variable(String key) {
        StringBuilder name = new StringBuilder(PREFIX);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '.') {
                name.append('_');
            } else if (Character.isUpperCase(c)) {
                name.append('_').append(c);
            } else {
                name.append(Character.toUpperCase(c));
            }
        }
        return name.toString();
    }
}
