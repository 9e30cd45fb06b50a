package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.awt.geom.Ellipse2D;

/**
 * A person who walks.
 *
 * @param walk where and when
 * @param top colour of shirt or gown
 * @param legs colour of trousers
 * @param hair colour of hair, cap or hood
 */
record Person(Walk walk, Color top, Color legs, Color hair) implements Actor {

    static final Color GOWN = new Color(225, 232, 238);
    static final Color GUARD = new Color(46, 66, 104);
    static final Color GREEN = new Color(72, 96, 66);
    static final Color SKIN = new Color(196, 154, 122);

    private static final double HEIGHT_M = 1.68;
    private static final double STRIDES_PER_METRE = 0.75;

    @Override
    public double depth(double seconds) {
        return walk.at(seconds).z();
    }

    @Override
    public void draw(Stage stage, double seconds) {
        if (!walk.present(seconds)) {
            return;
        }
        Walk.Step step = walk.at(seconds);
        double[] foot = stage.screen(step.x(), 0, step.z());
        double[] head = stage.screen(step.x(), HEIGHT_M, step.z());
        if (foot.length == 0 || head.length == 0) {
            return;
        }
        stage.shadow(step.x() + 0.15, step.z(), 0.42);
        double tall = Math.max(6, foot[1] - head[1]);
        double swing =
                step.speed() < 0.05
                        ? 0
                        : Math.sin(seconds * step.speed() * STRIDES_PER_METRE * 2 * Math.PI);
        body(stage, foot[0], foot[1], tall, swing, step);
    }

    private void body(Stage stage, double x, double y, double tall, double swing, Walk.Step step) {
        Color shirt = stage.faded(top, step.z());
        Color trousers = stage.faded(legs, step.z());
        double sway = step.towards() == 0 ? 0.06 : 0.13;
        double hip = y - tall * 0.47;
        double shoulder = y - tall * 0.80;
        double reach = tall * sway * swing;
        stage.stroke(
                Stage.shade(trousers, 0.85),
                tall * 0.095,
                x - tall * 0.02,
                hip,
                x - reach,
                y - tall * 0.03 - Math.max(0, -swing) * tall * 0.03);
        stage.stroke(
                trousers,
                tall * 0.095,
                x + tall * 0.02,
                hip,
                x + reach,
                y - tall * 0.03 - Math.max(0, swing) * tall * 0.03);
        stage.stroke(
                Stage.shade(shirt, 0.75),
                tall * 0.07,
                x - tall * 0.07,
                shoulder,
                x - tall * 0.09 + reach * 0.8,
                hip);
        stage.stroke(shirt, tall * 0.19, x, shoulder + tall * 0.05, x, hip - tall * 0.05);
        stage.stroke(
                Stage.shade(shirt, 0.9),
                tall * 0.07,
                x + tall * 0.07,
                shoulder,
                x + tall * 0.09 - reach * 0.8,
                hip);
        double r = tall * 0.068;
        double face = y - tall * 0.915;
        stage.fill(
                stage.faded(SKIN, step.z()),
                new Ellipse2D.Double(x - r, face - r * 1.15, 2 * r, 2.4 * r));
        stage.fill(
                stage.faded(hair, step.z()),
                new Ellipse2D.Double(x - r * 1.1, face - r * 1.35, 2.2 * r, 1.6 * r));
    }
}
