package org.haidang.server.tier;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Bounds what strangers at the port can make us write: so many refusals are recorded in ten
 * minutes, the next one then says how many were not. Thread-safe.
 */
final class RefusalLimit {
    /** For one known site, or for all that are unknown together. */
    static final int RECORDED = 20;

    static final long WINDOW_US = 600_000_000L;

    /** Known sites only get their own count while there is room. */
    private static final int MAX_KEPT = 5_000;

    private final Map<String, Window> windows = new HashMap<>();

    private static final class Window {
        long sinceUs;
        int recorded;
        long passedOver;

        Window(long sinceUs) {
            this.sinceUs = sinceUs;
        }
    }

    /**
     * Whether the next refusal is recorded.
     *
     * @param siteId empty for a stranger
     * @return how many before it were not; empty when this one is not either
     */
    synchronized OptionalLong next(String siteId, long nowUs) {
        String who = windows.size() < MAX_KEPT || windows.containsKey(siteId) ? siteId : "";
        Window window = windows.computeIfAbsent(who, each -> new Window(nowUs));
        if (nowUs - window.sinceUs >= WINDOW_US) {
            window.sinceUs = nowUs;
            window.recorded = 0;
        }
        if (window.recorded == RECORDED) {
            window.passedOver++;
            return OptionalLong.empty();
        }
        window.recorded++;
        long before = window.passedOver;
        window.passedOver = 0;
        return OptionalLong.of(before);
    }
}
