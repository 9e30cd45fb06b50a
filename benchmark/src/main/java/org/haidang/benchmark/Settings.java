package org.haidang.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a bench, with their bounds. */
record Settings(Map<String, String> values) {
    private static final Set<String> FLAGS = Set.of("--no-ffmpeg", "--help");
    private static final Set<String> OPTIONS =
            Set.of(
                    "--cameras",
                    "--seconds",
                    "--variant",
                    "--warmup",
                    "--viewers",
                    "--joins",
                    "--seeks",
                    "--requests",
                    "--sites",
                    "--site-facilities",
                    "--site-cameras",
                    "--facts",
                    "--database",
                    "--json",
                    "--work");

    static Settings parse(List<String> args) {
        Map<String, String> values = new HashMap<>();
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (FLAGS.contains(name)) {
                values.put(name, "true");
            } else if (OPTIONS.contains(name) && rest.hasNext()) {
                values.put(name, rest.next());
            } else {
                throw new IllegalArgumentException(
                        OPTIONS.contains(name)
                                ? name + " needs a value"
                                : "unknown option " + name);
            }
        }
        Settings settings = new Settings(values);
        for (String number :
                List.of(
                        "--cameras",
                        "--seconds",
                        "--warmup",
                        "--viewers",
                        "--joins",
                        "--seeks",
                        "--requests",
                        "--sites",
                        "--site-facilities",
                        "--site-cameras",
                        "--facts")) {
            settings.number(number, 1, 1, 100_000);
        }
        settings.databases();
        return settings;
    }

    int number(String name, int fallback, int min, int max) {
        String text = values.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(
                name + " wants a number from " + min + " to " + max + ", not " + text);
    }

    int cameras() {
        return number("--cameras", 20, 1, 1_000);
    }

    int seconds() {
        return number("--seconds", 30, 5, 3_600);
    }

    int warmupSeconds() {
        return number("--warmup", 30, 1, 600);
    }

    int viewers(int fallback) {
        return number("--viewers", fallback, 1, 400);
    }

    boolean hasViewers() {
        return values.containsKey("--viewers");
    }

    int sites() {
        return number("--sites", 150, 1, 5_000);
    }

    /** Of all sites together; more than sites are those of provinces that link to a nation. */
    int siteFacilities() {
        return number("--site-facilities", sites(), sites(), 100_000);
    }

    /** Of all sites together. */
    int siteCameras() {
        return number("--site-cameras", 8 * siteFacilities(), siteFacilities(), 100_000);
    }

    int factsPerSecond() {
        return number("--facts", 20, 1, 10_000);
    }

    int joins() {
        return number("--joins", 200, 10, 10_000);
    }

    int seeks() {
        return number("--seeks", 2_000, 100, 100_000);
    }

    int requests() {
        return number("--requests", 60, 50, 10_000);
    }

    /** What to run on, in this order: {@code sqlite}, {@code postgresql}. */
    List<String> databases() {
        String wanted = values.getOrDefault("--database", "both");
        return switch (wanted) {
            case "both" -> List.of("sqlite", "postgresql");
            case "sqlite", "postgresql" -> List.of(wanted);
            default ->
                    throw new IllegalArgumentException(
                            "--database wants sqlite, postgresql or both, not " + wanted);
        };
    }

    String variant() {
        return values.getOrDefault("--variant", "h264");
    }

    boolean compareWithFfmpeg() {
        return !values.containsKey("--no-ffmpeg");
    }

    boolean help() {
        return values.containsKey("--help");
    }

    @Nullable Path json() {
        String file = values.get("--json");
        return file == null ? null : Path.of(file);
    }

    @Nullable Path work() {
        String folder = values.get("--work");
        return folder == null ? null : Path.of(folder).toAbsolutePath();
    }
}
