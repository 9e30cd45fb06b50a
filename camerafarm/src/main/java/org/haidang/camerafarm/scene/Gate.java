package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.List;

/** The main gate, seen from inside: road, guard house, barrier, street beyond. */
final class Gate implements Scene {

    private static final Color WALL = new Color(214, 196, 150);
    private static final Color ASPHALT = new Color(104, 106, 108);

    @Override
    public Viewpoint view() {
        return new Viewpoint(4.6, 17, 0, 0.72);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(206, 216, 224), 0.008);
        stage.sky(new Color(150, 184, 214), new Color(222, 230, 234));
        street(stage);
        stage.floor(new Color(146, 142, 130), -30, 30, 0, 16);
        stage.floor(new Color(96, 122, 74), -30, -5.2, 0, 15);
        stage.floor(ASPHALT, -4, 4, 0, 22);
        stage.floor(new Color(178, 176, 168), -4.35, -4, 0, 15.5);
        stage.floor(new Color(178, 176, 168), 4, 4.35, 0, 15.5);
        for (double z = 1; z < 14; z += 2.4) {
            stage.floor(new Color(226, 224, 214), -0.08, 0.08, z, z + 1.2);
        }
        for (int i = 0; i < 10; i++) {
            Color stripe = i % 2 == 0 ? new Color(224, 184, 60) : new Color(50, 50, 50);
            stage.floor(stripe, -4 + i * 0.8, -3.2 + i * 0.8, 10.2, 10.6);
        }
        Texture.stains(stage, 11, 260, -4, 4, 1, 22);
        stage.floor(new Color(0, 0, 0, 50), 4.4, 8.6, 11.2, 14.2);
        foreground(stage);
        Texture.tree(stage, 5, -8.2, 11.5, 5.2, new Color(84, 124, 66));
        Texture.tree(stage, 6, -11.5, 8.5, 4.4, new Color(92, 132, 74));
        for (int i = 0; i < 14; i++) {
            stage.disc(new Color(86, 128, 70), -5.6 - (i % 3) * 0.3, 0.35, 14 - i * 0.8, 0.42);
        }
        stage.vignette(90);
    }

    private static void street(Stage stage) {
        Texture.tree(stage, 1, -14, 34, 9, new Color(112, 140, 104));
        Texture.tree(stage, 2, 9, 36, 8, new Color(108, 138, 100));
        stage.box(new Color(200, 188, 172), -40, -16, 0, 9, 38, 50);
        Texture.windows(stage, 3, -40, -16, 1.4, 3, 3, 3, 38, new Color(92, 110, 124));
        stage.box(new Color(188, 178, 176), 0, 26, 0, 7, 40, 52);
        Texture.windows(stage, 4, 0, 26, 1.4, 3, 2, 3.2, 40, new Color(92, 110, 124));
        stage.floor(new Color(150, 148, 142), -60, 60, 16, 34);
        stage.floor(ASPHALT, -60, 60, 18, 28);
        for (double x = -40; x < 40; x += 5) {
            stage.floor(new Color(214, 212, 204), x, x + 2.2, 22.9, 23.1);
        }
    }

    private static void wallAndPillars(Stage stage) {
        stage.box(WALL, -30, -4.9, 0, 2.1, 15, 15.3);
        stage.box(WALL, 7.6, 30, 0, 2.1, 15, 15.3);
        for (double x = -28; x < -5; x += 2.3) {
            stage.box(new Color(196, 176, 130), x, x + 0.3, 0, 2.3, 14.95, 15.3);
        }
        stage.box(new Color(168, 84, 62), -5.2, -4.3, 0, 3.5, 14.7, 15.6);
        stage.box(new Color(168, 84, 62), 4.3, 5.2, 0, 3.5, 14.7, 15.6);
        stage.box(new Color(232, 226, 210), -5.35, -4.15, 3.5, 3.75, 14.6, 15.7);
        stage.box(new Color(232, 226, 210), 4.15, 5.35, 3.5, 3.75, 14.6, 15.7);
        for (double x = -4.2; x < -3.0; x += 0.14) {
            stage.line(new Color(60, 74, 84), 0.05, x, 0, 15.1, x, 2.2, 15.1);
        }
        for (double x = 3.0; x < 4.2; x += 0.14) {
            stage.line(new Color(60, 74, 84), 0.05, x, 0, 15.1, x, 2.2, 15.1);
        }
    }

    private static void guardHouse(Stage stage) {
        stage.box(new Color(222, 218, 206), 5.2, 8, 0, 2.7, 11.6, 14);
        stage.side(new Color(62, 82, 96), 5.19, 1.0, 2.1, 12, 13.4);
        stage.front(new Color(72, 92, 106), 5.7, 7.4, 1.0, 2.1, 11.58);
        stage.front(new Color(236, 236, 230), 6.5, 6.58, 1.0, 2.1, 11.56);
        stage.box(new Color(150, 66, 54), 4.9, 8.3, 2.7, 2.95, 11.3, 14.3);
        stage.box(new Color(206, 174, 60), 4.3, 4.75, 0, 1.1, 12.6, 13);
    }

    @Override
    public void foreground(Stage stage) {
        wallAndPillars(stage);
        guardHouse(stage);
    }

    @Override
    public double foregroundDepthM() {
        return 15;
    }

    @Override
    public List<Actor> actors() {
        return List.of(
                new Vehicle(
                        new Walk(1, -34, 25.5, 8, 34, 25.5),
                        new Color(178, 52, 46),
                        2.1,
                        0.9,
                        1.5,
                        0.42),
                new Vehicle(
                        new Walk(9, 36, 20.5, 16, -36, 20.5),
                        new Color(226, 226, 222),
                        2.9,
                        1.0,
                        2.3,
                        0.36),
                new Vehicle(
                        new Walk(12.5, -34, 25.5, 17.5, 34, 25.5),
                        new Color(58, 86, 128),
                        0.9,
                        0.4,
                        1.1,
                        0.0),
                new Vehicle(
                        new Walk(2, 1.9, 30, 6, 1.9, 14, 9.5, 1.9, 12.6, 14, 1.9, -4),
                        new Color(196, 200, 204),
                        0.9,
                        2.2,
                        1.5,
                        0.42),
                new Barrier(),
                new Person(
                        new Walk(
                                0, 4.7, 11.4, 5, 3.4, 11.2, 10, 3.4, 11.2, 15, 4.7, 11.4, 20, 4.7,
                                11.4),
                        Person.GUARD,
                        new Color(40, 44, 60),
                        new Color(38, 48, 70)),
                new Person(
                        new Walk(3, -12, 17, 19, 13, 17),
                        new Color(196, 92, 84),
                        new Color(62, 64, 74),
                        new Color(40, 34, 30)),
                new Person(
                        new Walk(10, -2.4, 18, 20, -2.6, 4.5),
                        Person.GOWN,
                        new Color(210, 218, 226),
                        Person.GOWN));
    }

    /** The barrier's boom: up while the car comes in. */
    private static final class Barrier implements Actor {
        @Override
        public double depth(double seconds) {
            return 12.8;
        }

        @Override
        public void draw(Stage stage, double seconds) {
            double up = Math.clamp(Math.min((seconds - 7) / 2, (15 - seconds) / 2), 0, 1);
            double angle = up * Math.toRadians(78);
            for (int i = 0; i < 12; i++) {
                double from = i * 0.66;
                double to = from + 0.66;
                stage.line(
                        i % 2 == 0 ? new Color(206, 52, 44) : new Color(240, 238, 232),
                        0.12,
                        4.4 - from * Math.cos(angle),
                        1.0 + from * Math.sin(angle),
                        12.8,
                        4.4 - to * Math.cos(angle),
                        1.0 + to * Math.sin(angle),
                        12.8);
            }
        }
    }
}
