package org.haidang.uplink.site;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Whose last picture goes up next, and when.
 *
 * <p>The cameras stand in a line; whoever has news and stands nearest to its head has the next turn
 * and goes to its end. Turns are a round divided by the cameras apart, so that pictures are spread
 * over the round, and further apart when the budget asks for that: what a picture cost is waited
 * out before the next. So a short budget makes rounds longer, and no picture worse.
 *
 * <p>News is a picture taken half a round later than the one that was told, or a later one at all
 * once half a round has passed. What a site below sends is news when it comes; a tier whose round
 * is shorter than that of its sites passes it on at once.
 *
 * <p>Touches no clock; for one thread.
 */
final class PictureRound {
    private static final double MINUTE_NS = 60e9;

    private final PictureBudget budget;
    private final long everyNs;
    private final long newsUs;

    /** In the order of their turns. */
    private final Map<String, Told> cameras = new LinkedHashMap<>();

    private long dueNs;

    /**
     * What went up last of a camera.
     *
     * @param takenUs 0 when nothing did over this link
     * @param atNs when it went
     * @param bytes 0 when nothing ever did
     */
    private record Told(long takenUs, long atNs, int bytes) {
        static final Told NOTHING = new Told(0, 0, 0);
    }

    PictureRound(PictureBudget budget) {
        this.budget = budget;
        this.everyNs = budget.every().toNanos();
        this.newsUs = everyNs / 1_000 / 2;
    }

    /** A new link: nothing was told over it. The first turn comes after a share of a turn. */
    void begin(long nowNs, double share) {
        cameras.replaceAll((id, told) -> new Told(0, nowNs, told.bytes()));
        dueNs = nowNs + (long) (gapNs(0) * share);
    }

    /** The cameras that take part; new ones stand at the end of the line, in this order. */
    void cameras(List<String> ids) {
        cameras.keySet().retainAll(new HashSet<>(ids));
        ids.forEach(id -> cameras.putIfAbsent(id, Told.NOTHING));
    }

    int count() {
        return cameras.size();
    }

    /** When the next turn is. */
    long dueNs() {
        return dueNs;
    }

    /**
     * Whose turn it is.
     *
     * @param takenUs when a camera's newest picture was taken; 0 when there is none
     * @return empty when it is too early, or nobody has news
     */
    Optional<String> next(long nowNs, ToLongFunction<String> takenUs) {
        if (nowNs - dueNs < 0 || budget.bytesPerMinute() == 0) {
            return Optional.empty();
        }
        return cameras.entrySet().stream()
                .filter(one -> news(one.getValue(), takenUs.applyAsLong(one.getKey()), nowNs))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Of a clock that was set back, too. */
    private boolean news(Told told, long takenUs, long nowNs) {
        return takenUs != 0
                && takenUs != told.takenUs()
                && (Math.abs(takenUs - told.takenUs()) >= newsUs
                        || nowNs - told.atNs() >= newsUs * 1_000);
    }

    /** It went up. */
    void sent(String id, long takenUs, int bytes, long nowNs) {
        if (cameras.remove(id) != null) {
            cameras.put(id, new Told(takenUs, nowNs, bytes));
        }
        turned(nowNs, bytes);
    }

    /** It had its turn and nothing came of it. */
    void passed(String id, long nowNs) {
        Told told = cameras.remove(id);
        if (told != null) {
            cameras.put(id, told);
        }
        turned(nowNs, 0);
    }

    /** Of lateness at most one turn is made up for: else a pause would end in a burst. */
    private void turned(long nowNs, int bytes) {
        long atEarliest = nowNs - gapNs(0);
        dueNs = (dueNs - atEarliest > 0 ? dueNs : atEarliest) + gapNs(bytes);
    }

    private long gapNs(int bytes) {
        long even = everyNs / Math.max(1, cameras.size());
        return budget.bytesPerMinute() == 0
                ? everyNs
                : Math.max(even, (long) (bytes * MINUTE_NS / budget.bytesPerMinute()));
    }

    /**
     * How long a round takes with pictures as large as the last ones.
     *
     * @return microseconds; 0 when none are sent
     */
    long roundUs() {
        if (cameras.isEmpty() || budget.bytesPerMinute() == 0) {
            return 0;
        }
        double mean =
                cameras.values().stream()
                        .mapToInt(Told::bytes)
                        .filter(bytes -> bytes > 0)
                        .average()
                        .orElse(0);
        double byBudgetNs = mean * cameras.size() * MINUTE_NS / budget.bytesPerMinute();
        return (long) (Math.max(everyNs, byBudgetNs) / 1_000);
    }
}
