package org.haidang.server.ptz;

/**
 * Which way and how fast, each as a part of the device's greatest speed.
 *
 * @param pan -1 (left) to 1 (right)
 * @param tilt -1 (down) to 1 (up)
 * @param zoom -1 (wide) to 1 (near)
 */
public record Motion(double pan, double tilt, double zoom) {
    public Motion {
        if (!isSpeed(pan) || !isSpeed(tilt) || !isSpeed(zoom)) {
            throw new IllegalArgumentException("motion " + pan + ", " + tilt + ", " + zoom);
        }
    }

    /** Whether a number is a speed. */
    public static boolean isSpeed(double part) {
        return part >= -1 && part <= 1; // nor NaN
    }
}
