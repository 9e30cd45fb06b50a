package org.haidang.camerafarm.scene;

import java.awt.Color;

/**
 * A vehicle that drives across or along the line of sight.
 *
 * @param walk where its middle is and when
 * @param colour of the body
 * @param halfWidthM half its extent in x
 * @param halfLengthM half its extent in z
 * @param heightM height of the body
 * @param cabin how much of the height is windows
 */
record Vehicle(
        Walk walk,
        Color colour,
        double halfWidthM,
        double halfLengthM,
        double heightM,
        double cabin)
        implements Actor {

    private static final Color GLASS = new Color(46, 58, 68);
    private static final Color TYRE = new Color(30, 30, 32);
    private static final Color LAMP = new Color(255, 244, 214);

    @Override
    public double depth(double seconds) {
        return walk.at(seconds).z();
    }

    @Override
    public void draw(Stage stage, double seconds) {
        if (walk.present(seconds)) {
            Walk.Step at = walk.at(seconds);
            parked(stage, at.x(), at.z());
        }
    }

    /** Draws it standing at a place. */
    void parked(Stage stage, double x, double z) {
        double x0 = x - halfWidthM;
        double x1 = x + halfWidthM;
        double z0 = z - halfLengthM;
        double z1 = z + halfLengthM;
        double belt = heightM * (1 - cabin);
        stage.floor(new Color(0, 0, 0, 80), x0 - 0.2, x1 + 0.3, z0 - 0.15, z1 + 0.2);
        stage.box(TYRE, x0 + 0.05, x1 - 0.05, 0, 0.35, z0 + 0.05, z1 - 0.1);
        stage.box(colour, x0, x1, 0.28, belt, z0, z1);
        roof(stage, x0, x1, z0, z1, belt);
        boolean across = halfWidthM > halfLengthM;
        if (across) {
            wheel(stage, x0 + halfWidthM * 0.4, z0);
            wheel(stage, x1 - halfWidthM * 0.4, z0);
        } else {
            stage.disc(LAMP, x0 + 0.25, belt * 0.7, z0 - 0.02, 0.12);
            stage.disc(LAMP, x1 - 0.25, belt * 0.7, z0 - 0.02, 0.12);
            stage.front(TYRE, x0 + 0.5, x1 - 0.5, belt * 0.45, belt * 0.65, z0 - 0.02);
        }
    }

    private void roof(Stage stage, double x0, double x1, double z0, double z1, double belt) {
        if (cabin <= 0) {
            return;
        }
        boolean across = halfWidthM > halfLengthM;
        double inX = across ? halfWidthM * 0.42 : 0.12;
        double inZ = across ? 0.1 : halfLengthM * 0.4;
        stage.box(GLASS, x0 + inX, x1 - inX, belt, heightM, z0 + inZ, z1 - inZ * 0.6);
        stage.level(
                Stage.shade(colour, 1.12), x0 + inX, x1 - inX, heightM, z0 + inZ, z1 - inZ * 0.6);
        if (across) {
            stage.front(
                    colour,
                    x0 + halfWidthM * 0.95,
                    x0 + halfWidthM * 1.05,
                    belt,
                    heightM,
                    z0 + inZ - 0.01);
        }
    }

    private static void wheel(Stage stage, double x, double z) {
        stage.disc(TYRE, x, 0.33, z - 0.01, 0.33);
        stage.disc(new Color(150, 152, 155), x, 0.33, z - 0.02, 0.18);
    }
}
