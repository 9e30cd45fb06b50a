package org.haidang.programme.report;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was true at the cut-off ("thời điểm chốt số liệu"). There is no way to change one: newer
 * figures are another record, of another report.
 *
 * @param area as the report names it: "tỉnh Ninh Thuận"; a later merger does not change it
 * @param steps for every step how many facilities took it
 * @param remaining those that are not connected, in the order of the report
 */
public record ReportFigures(
        Instant cutOff,
        String area,
        Map<Step, Split> steps,
        Cameras cameras,
        List<Remaining> remaining) {

    public static final int MAX_REMAINING = 10_000;

    /**
     * @param required by the zones that need one
     * @param online had a picture at the cut-off; null where the cut-off was before the report
     */
    public record Cameras(int required, int existing, int connected, @Nullable Integer online) {
        public static final int MAX = 1_000_000;

        public static final Cameras NONE = new Cameras(0, 0, 0, 0);

        public Cameras {
            boolean counts = Math.min(required, Math.min(existing, connected)) >= 0;
            boolean within = connected <= existing && Math.max(required, existing) <= MAX;
            if (!counts || !within || (online != null && (online < 0 || online > existing))) {
                throw new IllegalArgumentException(
                        "cameras " + required + ", " + existing + ", " + connected + ", " + online);
            }
        }
    }

    public ReportFigures {
        EnumMap<Step, Split> all = new EnumMap<>(Step.class);
        Split before = null;
        for (Step step : Step.values()) {
            Split count = of(steps, step);
            if (before != null && !count.within(before)) {
                throw new IllegalArgumentException(
                        "more facilities took " + step + " than the step before: " + count);
            }
            all.put(step, count);
            before = count;
        }
        steps = Collections.unmodifiableMap(all);
        remaining = List.copyOf(remaining);
        int open = of(all, Step.REGISTERED).total() - of(all, Step.CONNECTED).total();
        if (remaining.size() != open || open > MAX_REMAINING || area.isBlank()) {
            throw new IllegalArgumentException(
                    open + " not connected, " + remaining.size() + " named, area '" + area + "'");
        }
    }

    public Split count(Step step) {
        return of(steps, step);
    }

    private static Split of(Map<Step, Split> steps, Step step) {
        return steps.getOrDefault(step, Split.NONE);
    }

    public int total(Step step) {
        return count(step).total();
    }

    /** How many facilities remain for each cause; the most frequent first. */
    public Map<String, Integer> causes() {
        Map<String, Integer> counts = new TreeMap<>();
        remaining.forEach(one -> counts.merge(one.cause(), 1, Integer::sum));
        Map<String, Integer> ordered = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }
}
