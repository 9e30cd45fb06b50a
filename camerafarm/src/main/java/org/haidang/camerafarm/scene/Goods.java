package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/** Where goods come in: roller doors, pallets, a fork-lift. */
final class Goods implements Scene {

    @Override
    public Viewpoint view() {
        return new Viewpoint(4.8, 18, -6, 0.66);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(204, 210, 212), 0.007);
        stage.sky(new Color(160, 182, 202), new Color(216, 222, 224));
        stage.box(new Color(178, 188, 192), -24, 14, 0, 7.5, 22, 34);
        for (double x = -24; x < 14; x += 0.6) {
            stage.front(new Color(164, 174, 178), x, x + 0.12, 1.2, 7.5, 21.98);
        }
        stage.box(new Color(146, 144, 138), -24, 14, 0, 1.1, 20.6, 22);
        for (int i = 0; i < 4; i++) {
            rollerDoor(stage, -17 + i * 7.4, i == 1);
        }
        stage.box(new Color(88, 120, 140), -24.5, 14.5, 4.9, 5.2, 19.4, 22);
        stage.floor(new Color(152, 150, 144), -40, 40, 0, 20.6);
        Texture.tiles(stage, new Color(130, 128, 122), 3.2, -24, 24, 1, 20);
        Texture.stains(stage, 61, 380, -14, 14, 1, 20);
        for (int i = 0; i < 2; i++) {
            double x = -6.4 + i * 8;
            stage.floor(new Color(222, 190, 66), x - 0.07, x + 0.07, 9, 20.4);
            stage.floor(new Color(222, 190, 66), x + 3.9, x + 4.04, 9, 20.4);
        }
        stack(stage, 64, 5.6, 17.6, 3);
        lorry(stage);
        stack(stage, 62, -9.6, 12.4, 4);
        stack(stage, 63, -11.6, 9.8, 3);
        stack(stage, 65, 7.2, 12.6, 5);
        stack(stage, 66, 7.4, 9.6, 2);
        stage.vignette(90);
    }

    private static void rollerDoor(Stage stage, double x, boolean open) {
        stage.front(new Color(206, 160, 52), x - 0.2, x + 4.2, 1.1, 4.7, 21.96);
        stage.front(new Color(58, 62, 66), x, x + 4, 1.1, 4.5, 21.94);
        double bottom = open ? 3.8 : 1.1;
        for (double y = bottom; y < 4.5; y += 0.22) {
            stage.front(new Color(206, 210, 212), x, x + 4, y, y + 0.19, 21.92);
        }
    }

    private static void lorry(Stage stage) {
        stage.floor(new Color(0, 0, 0, 70), 1.4, 4.9, 13.4, 20.6);
        stage.box(new Color(34, 34, 36), 1.8, 4.2, 0, 0.9, 13.6, 20);
        stage.box(new Color(228, 230, 232), 1.6, 4.4, 0.9, 3.6, 15.6, 20.5);
        stage.box(new Color(50, 104, 158), 1.7, 4.3, 0.5, 2.7, 13.4, 15.4);
        stage.front(new Color(44, 56, 66), 1.9, 4.1, 1.6, 2.5, 13.38);
        stage.disc(new Color(250, 244, 214), 2.0, 0.85, 13.36, 0.15);
        stage.disc(new Color(250, 244, 214), 4.0, 0.85, 13.36, 0.15);
    }

    private static void stack(Stage stage, long seed, double x, double z, int high) {
        Random random = new Random(seed);
        stage.floor(new Color(0, 0, 0, 60), x - 0.1, x + 1.5, z - 0.1, z + 1.3);
        stage.box(new Color(158, 124, 84), x, x + 1.3, 0, 0.15, z, z + 1.1);
        for (int level = 0; level < high; level++) {
            double y = 0.15 + level * 0.45;
            for (int i = 0; i < 2; i++) {
                Color card =
                        Stage.shade(new Color(190, 152, 106), 0.85 + 0.3 * random.nextDouble());
                double x0 = x + i * 0.66;
                stage.box(card, x0, x0 + 0.62, y, y + 0.43, z, z + 1.1);
                stage.front(new Color(226, 214, 188), x0 + 0.27, x0 + 0.35, y, y + 0.43, z - 0.01);
            }
        }
    }

    @Override
    public List<Actor> actors() {
        return List.of(
                new ForkLift(
                        new Walk(
                                0, -7.6, 13.2, 4, -2.6, 12.6, 9, -3.2, 18.2, 12, -3.2, 18.2, 16,
                                -5.0, 12.4, 20, -7.6, 13.2)),
                new Person(
                        new Walk(0, 5.8, 8.8, 8, 0.4, 10.6, 12, 0.4, 10.6, 20, 5.8, 8.8),
                        new Color(230, 134, 44),
                        new Color(58, 66, 88),
                        new Color(236, 210, 62)),
                new Person(
                        new Walk(1, -14, 18.6, 15, 1.0, 19.4, 20, 1.0, 19.4),
                        new Color(230, 134, 44),
                        new Color(58, 66, 88),
                        new Color(240, 240, 236)),
                new Person(
                        new Walk(6, -9, 4.6, 18, 6, 5.4), Person.GOWN, Person.GOWN, Person.GOWN));
    }

    /** A fork-lift with a pallet before it. */
    private record ForkLift(Walk walk) implements Actor {
        @Override
        public double depth(double seconds) {
            return walk.at(seconds).z();
        }

        @Override
        public void draw(Stage stage, double seconds) {
            Walk.Step at = walk.at(seconds);
            double x = at.x();
            double z = at.z();
            double side = x < -2.9 && at.towards() < 0 ? -1 : 1;
            stage.floor(new Color(0, 0, 0, 70), x - 1.6, x + 1.6, z - 0.6, z + 0.7);
            stage.box(new Color(40, 42, 44), x - 0.9, x + 0.9, 0, 0.4, z - 0.5, z + 0.5);
            stage.box(new Color(226, 172, 40), x - 0.9, x + 0.8, 0.4, 1.1, z - 0.5, z + 0.5);
            stage.line(new Color(52, 54, 58), 0.08, x - 0.7, 1.1, z, x - 0.5, 2.2, z);
            stage.line(new Color(52, 54, 58), 0.08, x + 0.6, 1.1, z, x + 0.4, 2.2, z);
            stage.box(new Color(46, 66, 104), x - 0.3, x + 0.1, 1.1, 1.7, z - 0.1, z + 0.2);
            stage.disc(new Color(236, 210, 62), x - 0.1, 1.86, z, 0.15);
            stage.box(new Color(60, 62, 66), x - 0.7, x + 0.6, 2.2, 2.28, z - 0.5, z + 0.5);
            double mast = x + side * 0.95;
            stage.box(new Color(70, 72, 76), mast - 0.06, mast + 0.06, 0, 2.4, z - 0.3, z + 0.3);
            double load = x + side * 1.55;
            stage.box(new Color(196, 158, 110), load - 0.5, load + 0.5, 0.3, 1.2, z - 0.5, z + 0.5);
        }
    }
}
