package org.haidang.camerafarm.scene;

/**
 * Where a camera hangs and how it looks: a pinhole at {@code (0, height, 0)} that looks along +z
 * and down. World: metres, x right, y up, z ahead.
 *
 * @param heightM above the floor
 * @param tiltDegrees downwards
 * @param turnDegrees to the right
 * @param focal focal length in picture widths; 0.5 is 90 degrees across
 */
public record Viewpoint(double heightM, double tiltDegrees, double turnDegrees, double focal) {

    /** Points nearer than this are cut off. */
    static final double NEAR_M = 0.3;

    /** World to camera: x right, y down, z depth, into {@code out}. */
    void toCamera(double x, double y, double z, double[] out) {
        double turn = Math.toRadians(turnDegrees);
        double sx = x * Math.cos(turn) - z * Math.sin(turn);
        double sz = x * Math.sin(turn) + z * Math.cos(turn);
        double sy = y - heightM;
        double tilt = Math.toRadians(tiltDegrees);
        out[0] = sx;
        out[1] = -(sy * Math.cos(tilt) + sz * Math.sin(tilt));
        out[2] = sz * Math.cos(tilt) - sy * Math.sin(tilt);
    }
}
