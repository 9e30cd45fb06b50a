package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;

/** The front yard: paving, a three-storey house, trees, the flag. */
final class Yard implements Scene {

    @Override
    public Viewpoint view() {
        return new Viewpoint(5.2, 15, -4, 0.7);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(210, 218, 222), 0.007);
        stage.sky(new Color(138, 178, 216), new Color(226, 232, 232));
        house(stage);
        stage.floor(new Color(182, 176, 164), -40, 40, 0, 30);
        Texture.tiles(stage, new Color(150, 144, 134), 1.6, -24, 24, 1, 29);
        stage.floor(new Color(104, 134, 84), -40, -8.5, 3, 27);
        stage.floor(new Color(200, 196, 186), -8.5, -8.1, 3, 27);
        stage.floor(new Color(104, 134, 84), 11, 40, 3, 27);
        stage.floor(new Color(200, 196, 186), 10.6, 11, 3, 27);
        Texture.stains(stage, 21, 240, -8, 10, 1, 28);
        for (int i = 0; i < 5; i++) {
            Texture.tree(stage, 30 + i, -11 - (i % 2), 24 - i * 4.2, 5.4, new Color(82, 126, 66));
            Texture.tree(stage, 40 + i, 13.5 + (i % 2), 24 - i * 4.2, 5.0, new Color(90, 130, 70));
        }
        for (double z = 9; z < 20; z += 5) {
            stage.box(new Color(164, 124, 84), 8.4, 9.8, 0.35, 0.45, z, z + 0.5);
            stage.box(new Color(120, 120, 122), 8.5, 8.6, 0, 0.35, z + 0.1, z + 0.4);
            stage.box(new Color(120, 120, 122), 9.6, 9.7, 0, 0.35, z + 0.1, z + 0.4);
        }
        stage.box(new Color(206, 202, 194), -1.4, 1.4, 0, 0.35, 17, 19.4);
        stage.line(new Color(214, 216, 218), 0.09, 0, 0.3, 18, 0, 7.3, 18);
        stage.vignette(80);
    }

    private static void house(Stage stage) {
        stage.box(new Color(228, 214, 170), -22, 22, 0, 10.5, 30, 42);
        Texture.windows(stage, 22, -22, 22, 1.3, 3.3, 3, 3.1, 30, new Color(84, 108, 122));
        stage.box(new Color(150, 72, 58), -23, 23, 10.5, 11.4, 29.4, 42);
        stage.box(new Color(206, 196, 166), -3.4, 3.4, 3.0, 3.4, 27.6, 30);
        stage.box(new Color(236, 230, 214), -3.2, -2.8, 0, 3.0, 27.8, 28.2);
        stage.box(new Color(236, 230, 214), 2.8, 3.2, 0, 3.0, 27.8, 28.2);
        stage.front(new Color(66, 84, 92), -1.8, 1.8, 0, 2.6, 29.9);
        stage.front(new Color(230, 228, 220), -0.05, 0.05, 0, 2.6, 29.88);
    }

    @Override
    public List<Actor> actors() {
        return List.of(
                new Flag(),
                new Person(new Walk(0, -7, 24, 18, 7.5, 9), Person.GOWN, Person.GOWN, Person.GOWN),
                new Person(
                        new Walk(1, -6.2, 24.5, 19, 8.3, 9.6),
                        new Color(120, 152, 176),
                        new Color(70, 74, 86),
                        new Color(40, 34, 30)),
                new Person(
                        new Walk(2, 12, 20, 17, -7, 13),
                        Person.GREEN,
                        Person.GREEN,
                        new Color(62, 82, 56)),
                new Person(
                        new Walk(0, 9.1, 13.6, 20, 9.1, 13.6),
                        new Color(206, 168, 92),
                        new Color(64, 66, 78),
                        new Color(44, 36, 32)),
                new Person(
                        new Walk(5, -4, 3, 16, -3, 28),
                        Person.GUARD,
                        new Color(40, 44, 60),
                        new Color(38, 48, 70)));
    }

    /** The national flag in a light wind. */
    private static final class Flag implements Actor {
        private static final int PIECES = 12;

        @Override
        public double depth(double seconds) {
            return 18;
        }

        @Override
        public void draw(Stage stage, double seconds) {
            for (int i = 0; i < PIECES; i++) {
                double a = wave(i, seconds);
                double b = wave(i + 1, seconds);
                double x0 = 0.05 + i * 0.17;
                double x1 = x0 + 0.175;
                Color red = Stage.shade(new Color(208, 36, 38), 1 + (b - a) * 1.6);
                stage.face(red, x0, 5.7 + a, 18, x1, 5.7 + b, 18, x1, 7.1 + b, 18, x0, 7.1 + a, 18);
            }
            star(stage, 1.07, 6.4 + wave(6, seconds));
        }

        private static double wave(int piece, double seconds) {
            return 0.10 * piece / PIECES * Math.sin(seconds * Math.PI * 1.5 - piece * 0.7);
        }

        private static void star(Stage stage, double x, double y) {
            double[] centre = stage.screen(x, y, 17.99);
            Path2D path = new Path2D.Double();
            for (int i = 0; i < 10; i++) {
                double radius = centre[2] * (i % 2 == 0 ? 0.42 : 0.17);
                double angle = Math.PI * i / 5;
                double column = centre[0] + radius * Math.sin(angle);
                double row = centre[1] - radius * Math.cos(angle);
                if (i == 0) {
                    path.moveTo(column, row);
                } else {
                    path.lineTo(column, row);
                }
            }
            path.closePath();
            stage.fill(new Color(250, 222, 60), path);
        }
    }
}
