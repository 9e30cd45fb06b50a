package org.haidang.camerafarm.scene;

/**
 * A way over the floor: straight pieces between places reached at set times.
 *
 * @param stops for each place: second, x, z; seconds rising
 */
record Walk(double... stops) {

    /** Where and how: x, z, speed in metres per second, and direction of x. */
    record Step(double x, double z, double speed, double towards) {}

    boolean present(double seconds) {
        return seconds >= stops[0] && seconds <= stops[stops.length - 3];
    }

    Step at(double seconds) {
        int i = 0;
        while (i + 6 < stops.length && seconds > stops[i + 3]) {
            i += 3;
        }
        double span = stops[i + 3] - stops[i];
        double part = Math.clamp((seconds - stops[i]) / span, 0, 1);
        double dx = stops[i + 4] - stops[i + 1];
        double dz = stops[i + 5] - stops[i + 2];
        return new Step(
                stops[i + 1] + part * dx,
                stops[i + 2] + part * dz,
                Math.hypot(dx, dz) / span,
                Math.signum(dx));
    }
}
