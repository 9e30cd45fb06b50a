package org.haidang.programme.plan;

/**
 * What a camera's stream is set to.
 *
 * @param widthPx 160 to 7680
 * @param heightPx 120 to 4320
 * @param fps 1 to 60
 * @param kbps video and audio together, 32 to {@value #MAX_KBPS} kbit/s
 */
public record StreamTarget(Codec codec, int widthPx, int heightPx, int fps, int kbps) {

    public static final int MIN_KBPS = 32;
    public static final int MAX_KBPS = 50_000;

    public StreamTarget {
        require("width", widthPx, 160, 7_680);
        require("height", heightPx, 120, 4_320);
        require("pictures per second", fps, 1, 60);
        require("kbit/s", kbps, MIN_KBPS, MAX_KBPS);
    }

    static void require(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " is " + min + " to " + max + ": " + value);
        }
    }
}
