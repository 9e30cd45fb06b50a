package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.List;

/** A corridor with closed doors on both sides and a window at its end. */
final class Corridor implements Scene {

    private static final double HALF = 1.55;
    private static final double LENGTH = 34;
    private static final double CEILING = 2.9;

    @Override
    public Viewpoint view() {
        return new Viewpoint(2.55, 13, -2, 0.62);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(238, 238, 226), 0.012);
        stage.sky(new Color(220, 220, 212), new Color(220, 220, 212));
        stage.front(new Color(206, 208, 200), -HALF, HALF, 0, CEILING, LENGTH);
        stage.front(new Color(250, 252, 250), -0.8, 0.8, 0.9, 2.4, LENGTH - 0.05);
        stage.front(new Color(160, 164, 160), -0.03, 0.03, 0.9, 2.4, LENGTH - 0.06);
        stage.level(new Color(224, 224, 216), -HALF, HALF, CEILING, 0.2, LENGTH);
        stage.floor(new Color(176, 178, 172), -HALF, HALF, 0.2, LENGTH);
        Texture.tiles(stage, new Color(152, 154, 150), 0.6, -HALF, HALF, 0.4, LENGTH);
        for (double z = 3; z < LENGTH; z += 4.4) {
            stage.floor(new Color(255, 255, 246, 44), -0.5, 0.5, z, z + 1.9);
        }
        wall(stage, -HALF);
        wall(stage, HALF);
        for (double z = 2.6; z < LENGTH; z += 4.4) {
            stage.level(new Color(252, 252, 244), -0.35, 0.35, CEILING - 0.02, z, z + 1.5);
            stage.glow(new Color(255, 255, 240), 70, 0, CEILING - 0.1, z + 0.8, 1.1);
        }
        Texture.stains(stage, 51, 110, -HALF, HALF, 1, LENGTH);
        stage.vignette(120);
    }

    private static void wall(Stage stage, double x) {
        double in = x < 0 ? 0.01 : -0.01;
        stage.side(new Color(222, 222, 208), x, 0, CEILING, 0.2, LENGTH);
        stage.side(new Color(150, 178, 164), x + in, 0, 1.15, 0.2, LENGTH);
        stage.side(new Color(104, 108, 104), x + in, 0, 0.12, 0.2, LENGTH);
        stage.side(new Color(196, 200, 190), x + 2 * in, 0.95, 1.05, 0.2, LENGTH);
        double start = x < 0 ? 3.2 : 5.2;
        for (double z = start; z < LENGTH - 2; z += 4.4) {
            stage.side(new Color(232, 232, 224), x + 2 * in, 0, 2.25, z - 0.12, z + 1.12);
            stage.side(new Color(118, 90, 66), x + 3 * in, 0, 2.15, z, z + 1.0);
            stage.side(new Color(168, 190, 196), x + 4 * in, 1.45, 1.95, z + 0.3, z + 0.7);
            stage.side(new Color(214, 210, 190), x + 4 * in, 1.0, 1.06, z + 0.08, z + 0.2);
            stage.side(new Color(240, 240, 236), x + 3 * in, 1.55, 1.8, z + 1.3, z + 1.6);
        }
        if (x > 0) {
            stage.box(new Color(190, 44, 38), x - 0.28, x - 0.02, 0.75, 1.35, 9, 9.3);
        }
    }

    @Override
    public List<Actor> actors() {
        return List.of(
                new Person(
                        new Walk(0, 0.6, 32, 16, 0.4, 2.0, 17, 0.3, 1.0),
                        Person.GOWN,
                        Person.GOWN,
                        Person.GOWN),
                new Trolley(new Walk(0, 0.55, 31, 16, 0.35, 1.2)),
                new Person(
                        new Walk(4, -1.3, 12.1, 6, -0.7, 12.3, 18, -0.6, 27.5, 20, -1.3, 29.9),
                        new Color(110, 160, 168),
                        new Color(96, 146, 156),
                        new Color(60, 120, 130)),
                new Person(
                        new Walk(9, 1.3, 23.1, 12, 0.2, 22.5, 20, -0.3, 33),
                        Person.GUARD,
                        new Color(40, 44, 60),
                        new Color(38, 48, 70)));
    }

    /** A meal trolley pushed along. */
    private record Trolley(Walk walk) implements Actor {
        @Override
        public double depth(double seconds) {
            return walk.at(seconds).z();
        }

        @Override
        public void draw(Stage stage, double seconds) {
            if (!walk.present(seconds)) {
                return;
            }
            Walk.Step at = walk.at(seconds);
            double x = at.x();
            double z = at.z();
            stage.shadow(x, z, 0.5);
            stage.box(new Color(188, 194, 198), x - 0.3, x + 0.3, 0.15, 0.3, z - 0.4, z + 0.4);
            stage.box(new Color(206, 212, 216), x - 0.3, x + 0.3, 0.55, 0.65, z - 0.4, z + 0.4);
            stage.box(new Color(230, 234, 236), x - 0.3, x + 0.3, 0.9, 1.0, z - 0.4, z + 0.4);
            stage.box(new Color(240, 240, 236), x - 0.22, x + 0.2, 1.0, 1.15, z - 0.3, z + 0.2);
            stage.line(new Color(120, 126, 130), 0.03, x - 0.3, 0.1, z - 0.4, x - 0.3, 1, z - 0.4);
            stage.line(new Color(120, 126, 130), 0.03, x + 0.3, 0.1, z - 0.4, x + 0.3, 1, z - 0.4);
        }
    }
}
