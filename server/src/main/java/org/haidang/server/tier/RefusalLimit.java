package org.haidang.server.tier;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Bounds what strangers at the port, or a tier that goes too far, can make us write: so many
 * refusals are recorded in ten minutes, the next one then says how many were not. Thread-safe.
 */
final class RefusalLimit {
    /** For one known site, or for all that are unknown together. */
    static final int RECORDED = 20;

    /** For one camera, and for all cameras together: whoever wants one goes on asking for it. */
    static final int RECORDED_OF_CAMERA = 1;

    static final int RECORDED_OF_CAMERAS = 100;

    static final long WINDOW_US = 600_000_000L;

    /** Known ones only get their own count while there is room. */
    private static final int MAX_KEPT = 5_000;

    private final int each;
    private final int all;
    private final Map<String, Window> windows = new HashMap<>();
    private final Window total = new Window(0);

    private static final class Window {
        long sinceUs;
        int recorded;
        long passedOver;

        Window(long sinceUs) {
            this.sinceUs = sinceUs;
        }

        void turn(long nowUs) {
            if (nowUs - sinceUs >= WINDOW_US) {
                sinceUs = nowUs;
                recorded = 0;
            }
        }
    }

    private RefusalLimit(int each, int all) {
        this.each = each;
        this.all = all;
    }

    /** Of those who want to link. */
    static RefusalLimit ofSites() {
        return new RefusalLimit(RECORDED, Integer.MAX_VALUE);
    }

    /** Of asking for what is not granted. */
    static RefusalLimit ofCameras() {
        return new RefusalLimit(RECORDED_OF_CAMERA, RECORDED_OF_CAMERAS);
    }

    /**
     * Whether the next refusal is recorded.
     *
     * @param id of the site or camera; empty for a stranger
     * @return how many before it were not; empty when this one is not either
     */
    synchronized OptionalLong next(String id, long nowUs) {
        String who = windows.size() < MAX_KEPT || windows.containsKey(id) ? id : "";
        Window window = windows.computeIfAbsent(who, any -> new Window(nowUs));
        window.turn(nowUs);
        total.turn(nowUs);
        if (window.recorded == each || total.recorded == all) {
            window.passedOver++;
            return OptionalLong.empty();
        }
        window.recorded++;
        total.recorded++;
        long before = window.passedOver;
        window.passedOver = 0;
        return OptionalLong.of(before);
    }
}
