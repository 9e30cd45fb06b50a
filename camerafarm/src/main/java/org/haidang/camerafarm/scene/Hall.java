package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.List;

/** The common hall: tables in rows, windows, a stage at the far end. */
final class Hall implements Scene {

    @Override
    public Viewpoint view() {
        return new Viewpoint(3.9, 19, 6, 0.6);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(226, 222, 208), 0.008);
        stage.sky(new Color(206, 202, 190), new Color(206, 202, 190));
        stage.level(new Color(214, 212, 204), -9, 9, 4.6, 0.2, 24);
        stage.front(new Color(216, 208, 184), -9, 9, 0, 4.6, 24);
        stage.side(new Color(222, 216, 196), -9, 0, 4.6, 0.2, 24);
        stage.side(new Color(210, 202, 180), 9, 0, 4.6, 0.2, 24);
        stage.floor(new Color(172, 150, 126), -9, 9, 0.2, 24);
        Texture.tiles(stage, new Color(150, 128, 106), 0.8, -9, 9, 0.2, 24);
        for (double z = 3; z < 22; z += 4) {
            stage.side(new Color(238, 238, 232), -8.98, 1.0, 3.4, z, z + 2.4);
            stage.side(new Color(204, 226, 240), -8.97, 1.1, 3.3, z + 0.1, z + 1.15);
            stage.side(new Color(212, 232, 244), -8.97, 1.1, 3.3, z + 1.25, z + 2.3);
            stage.face(
                    new Color(255, 250, 226, 40),
                    -8.5,
                    0,
                    z,
                    -8.5,
                    0,
                    z + 2.4,
                    -5,
                    0,
                    z + 1.6,
                    -5,
                    0,
                    z - 0.6);
        }
        far(stage);
        for (double z = 4; z < 22; z += 5) {
            stage.level(new Color(252, 250, 240), -4, -2.4, 4.58, z, z + 1.2);
            stage.level(new Color(252, 250, 240), 2.4, 4, 4.58, z, z + 1.2);
        }
        for (double z = 17; z > 4; z -= 3.1) {
            for (double x = -6.4; x < 7; x += 3.9) {
                table(stage, x, z);
            }
        }
        stage.vignette(110);
    }

    private static void far(Stage stage) {
        stage.box(new Color(120, 82, 58), -5, 5, 0, 0.6, 21, 24);
        stage.front(new Color(150, 40, 42), -5, 5, 0.6, 3.9, 23.9);
        for (double x = -4.8; x < 5; x += 0.5) {
            stage.front(new Color(126, 30, 34), x, x + 0.16, 0.6, 3.9, 23.88);
        }
        stage.box(new Color(140, 96, 62), -0.5, 0.5, 0.6, 1.7, 21.6, 22.1);
        stage.front(new Color(78, 62, 50), 6.2, 7.7, 0, 2.4, 23.95);
    }

    private static void table(Stage stage, double x, double z) {
        stage.floor(new Color(0, 0, 0, 46), x - 0.1, x + 2.3, z - 0.2, z + 1.0);
        for (double leg : new double[] {x + 0.1, x + 2.0}) {
            stage.line(new Color(90, 90, 92), 0.05, leg, 0, z + 0.1, leg, 0.72, z + 0.1);
        }
        for (int i = 0; i < 3; i++) {
            stool(stage, x + 0.35 + i * 0.7, z + 1.05);
        }
        stage.box(new Color(206, 180, 142), x, x + 2.1, 0.72, 0.78, z, z + 0.8);
        for (int i = 0; i < 3; i++) {
            stool(stage, x + 0.35 + i * 0.7, z - 0.45);
        }
    }

    private static void stool(Stage stage, double x, double z) {
        stage.box(new Color(56, 98, 150), x - 0.17, x + 0.17, 0.4, 0.46, z - 0.15, z + 0.17);
        stage.line(new Color(80, 82, 86), 0.04, x - 0.13, 0, z, x - 0.13, 0.4, z);
        stage.line(new Color(80, 82, 86), 0.04, x + 0.13, 0, z, x + 0.13, 0.4, z);
    }

    @Override
    public List<Actor> actors() {
        return List.of(
                new Person(
                        new Walk(0, -8, 15.9, 17, 8.4, 15.9),
                        Person.GOWN,
                        Person.GOWN,
                        Person.GOWN),
                new Person(
                        new Walk(2, 5.4, 20, 9, 4.4, 12.7, 18, -7.8, 12.7),
                        new Color(182, 108, 92),
                        new Color(66, 70, 84),
                        new Color(42, 34, 30)),
                new Person(
                        new Walk(0, 1.4, 3.0, 10, -2.0, 3.2, 20, 1.4, 3.0),
                        new Color(112, 150, 128),
                        new Color(74, 78, 88),
                        new Color(42, 34, 30)),
                new Person(
                        new Walk(0, -1.6, 20.3, 20, -1.6, 20.3),
                        Person.GREEN,
                        Person.GREEN,
                        new Color(42, 34, 30)));
    }
}
