package org.haidang.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures with their names and units, in the order they were put, and what makes them doubtful. */
final class Report {
    private final String title;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> doubts = new ArrayList<>();

    Report(String title) {
        this.title = title;
        put("bench", title);
        put("cores", Runtime.getRuntime().availableProcessors());
        put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        put("java", Runtime.version().toString());
        put("processor", processor());
    }

    Report put(String name, Object value) {
        figures.put(name, value instanceof Double number ? rounded(number) : value);
        return this;
    }

    /** The run says less than it should, or nothing: why. */
    void doubt(String reason) {
        doubts.add(reason);
    }

    boolean valid() {
        return doubts.isEmpty();
    }

    Map<String, Object> figures() {
        Map<String, Object> all = new LinkedHashMap<>(figures);
        all.put("void", doubts);
        return all;
    }

    String text() {
        StringBuilder text = new StringBuilder("\n" + title + "\n");
        int width = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
        figures.forEach((name, value) ->
                text.append(String.format("  %-" + width + "s  %s%n", name, value)));
        doubts.forEach(doubt -> text.append("  VOID: ").append(doubt).append('\n'));
        return text.toString();
    }

    /** The value below which {@code percent} of all lie (nearest rank). */
    static double percentile(double[] values, double percent) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    static double median(double[] values) {
        return percentile(values, 50);
    }

    private static Object rounded(double number) {
        return Double.isNaN(number)
                ? "-"
                : Double.valueOf(String.format(Locale.ROOT, "%.3f", number));
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
