package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.List;

/** The car park: two rows of bays, a lane between. */
final class CarPark implements Scene {

    private static final Color[] PAINTS = {
        new Color(198, 200, 204), new Color(60, 64, 72), new Color(150, 44, 42),
        new Color(232, 232, 230), new Color(62, 92, 132), new Color(120, 122, 116)
    };

    @Override
    public Viewpoint view() {
        return new Viewpoint(6.0, 19, 5, 0.68);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(208, 214, 216), 0.007);
        stage.sky(new Color(166, 182, 196), new Color(222, 226, 226));
        stage.box(new Color(196, 190, 178), -40, 40, 0, 6.5, 40, 50);
        Texture.windows(stage, 81, -40, 40, 1.3, 3, 2, 3.4, 40, new Color(84, 102, 112));
        for (int i = 0; i < 9; i++) {
            Texture.tree(stage, 90 + i, -26 + i * 6.5, 36, 6 + i % 3, new Color(92, 124, 78));
        }
        stage.floor(new Color(110, 112, 112), -40, 40, 0, 33);
        stage.floor(new Color(176, 172, 160), -40, 40, 33, 35);
        Texture.stains(stage, 82, 420, -14, 14, 1, 33);
        bays(stage, 24.5, 30);
        bays(stage, 8.5, 14);
        for (double x = -16; x < 16; x += 4) {
            stage.floor(new Color(214, 212, 196), x, x + 1.8, 19.2, 19.35);
        }
        for (int i = 0; i < 10; i++) {
            if (i != 3 && i != 7) {
                car(i).parked(stage, -12.6 + i * 2.8, 27.2);
            }
        }
        for (int i = 0; i < 8; i++) {
            if (i % 3 != 1) {
                car(i + 2).parked(stage, -9.8 + i * 2.8, 11.2);
            }
        }
        stage.vignette(90);
    }

    private static void bays(Stage stage, double z0, double z1) {
        for (double x = -14; x <= 14.1; x += 2.8) {
            stage.floor(new Color(226, 226, 218), x - 0.06, x + 0.06, z0, z1);
        }
    }

    private static Vehicle car(int number) {
        return new Vehicle(
                new Walk(0, 0, 0, 1, 0, 0), PAINTS[number % PAINTS.length], 0.9, 2.1, 1.5, 0.42);
    }

    @Override
    public List<Actor> actors() {
        return List.of(
                new Vehicle(
                        new Walk(1, -26, 17.4, 8, 0, 17.4, 11, 4, 17.4, 17, 30, 17.4),
                        new Color(216, 184, 70),
                        2.1,
                        0.9,
                        1.5,
                        0.42),
                new Vehicle(
                        new Walk(9, 30, 21.2, 18, -28, 21.2),
                        new Color(236, 238, 238),
                        2.6,
                        1.0,
                        2.2,
                        0.34),
                new Person(
                        new Walk(0, -3.4, 32, 10, 1.2, 17, 18, 1.4, 5),
                        new Color(92, 128, 168),
                        new Color(60, 62, 70),
                        new Color(40, 34, 30)),
                new Person(
                        new Walk(2, 3.2, 6.2, 8, 3.6, 15.4, 19, 22, 15.8),
                        new Color(186, 84, 92),
                        new Color(70, 70, 84),
                        new Color(44, 34, 30)),
                new Person(
                        new Walk(0, -10, 6.5, 10, 0, 5.8, 20, -10, 6.5),
                        Person.GUARD,
                        new Color(40, 44, 60),
                        new Color(38, 48, 70)));
    }
}
