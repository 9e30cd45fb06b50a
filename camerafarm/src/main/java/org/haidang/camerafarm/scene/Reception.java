package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.List;

/** The reception: counter, waiting chairs, glass doors with daylight behind. */
final class Reception implements Scene {

    @Override
    public Viewpoint view() {
        return new Viewpoint(3.0, 18, -8, 0.6);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(232, 236, 236), 0.008);
        stage.sky(new Color(212, 214, 212), new Color(212, 214, 212));
        stage.level(new Color(226, 226, 222), -6.5, 6.5, 3.4, 0.2, 14);
        stage.front(new Color(220, 216, 206), -6.5, 6.5, 0, 3.4, 14);
        stage.side(new Color(206, 212, 208), -6.5, 0, 3.4, 0.2, 14);
        stage.side(new Color(198, 206, 202), 6.5, 0, 3.4, 0.2, 14);
        stage.floor(new Color(190, 186, 178), -6.5, 6.5, 0.2, 14);
        Texture.tiles(stage, new Color(168, 164, 156), 0.8, -6.5, 6.5, 0.2, 14);
        doors(stage);
        for (double z = 2; z < 13; z += 3.4) {
            for (double x = -4; x < 5; x += 3.6) {
                stage.level(new Color(252, 252, 246), x, x + 0.9, 3.38, z, z + 0.9);
                stage.floor(new Color(255, 255, 250, 36), x, x + 1.0, z + 0.4, z + 1.5);
            }
        }
        stage.side(new Color(60, 110, 132), 6.49, 1.4, 2.3, 7.5, 10);
        stage.side(new Color(232, 236, 236), 6.48, 1.55, 2.15, 7.7, 9.8);
        stage.floor(new Color(0, 0, 0, 50), 1.9, 6.5, 6.2, 9.2);
        counter(stage);
        for (int i = 0; i < 4; i++) {
            chair(stage, -5.9, 10.4 - i * 1.0);
        }
        Texture.tree(stage, 71, -5.6, 12.6, 2.2, new Color(74, 122, 64));
        stage.box(new Color(158, 92, 66), -5.85, -5.35, 0, 0.55, 12.4, 12.8);
        Texture.stains(stage, 72, 60, -6, 6, 1, 13);
        stage.vignette(110);
    }

    private static void doors(Stage stage) {
        stage.front(new Color(236, 246, 250), -3, 1.4, 0, 2.6, 13.98);
        stage.front(new Color(176, 200, 170), -3, 1.4, 0, 0.9, 13.97);
        stage.front(new Color(206, 206, 196), -3, 1.4, 0, 0.35, 13.965);
        for (double x = -3; x <= 1.45; x += 1.1) {
            stage.front(new Color(92, 98, 102), x - 0.04, x + 0.04, 0, 2.6, 13.95);
        }
        stage.front(new Color(92, 98, 102), -3.04, 1.44, 2.55, 2.66, 13.95);
        stage.face(
                new Color(255, 255, 255, 46), -3, 0, 13.9, 1.4, 0, 13.9, 2.2, 0, 8.4, -3.6, 0, 8.4);
    }

    private static void counter(Stage stage) {
        stage.box(new Color(176, 136, 96), 2.2, 6.5, 0, 1.05, 6.6, 7.3);
        stage.front(new Color(148, 110, 74), 2.4, 4.2, 0.15, 0.9, 6.58);
        stage.front(new Color(148, 110, 74), 4.5, 6.3, 0.15, 0.9, 6.58);
        stage.box(new Color(238, 236, 230), 2.1, 6.5, 1.05, 1.12, 6.5, 7.4);
        stage.box(new Color(44, 48, 54), 4.2, 4.9, 1.2, 1.65, 7.0, 7.06);
        stage.box(new Color(240, 240, 238), 2.9, 3.3, 1.12, 1.16, 6.7, 7.0);
    }

    private static void chair(Stage stage, double x, double z) {
        stage.floor(new Color(0, 0, 0, 46), x - 0.1, x + 0.75, z - 0.1, z + 0.7);
        stage.box(new Color(70, 112, 136), x, x + 0.6, 0.38, 0.46, z, z + 0.6);
        stage.box(new Color(62, 102, 126), x - 0.06, x + 0.04, 0.45, 0.95, z, z + 0.6);
        stage.line(new Color(90, 94, 98), 0.04, x + 0.5, 0, z + 0.05, x + 0.5, 0.38, z + 0.05);
    }

    @Override
    public void foreground(Stage stage) {
        counter(stage);
    }

    @Override
    public double foregroundDepthM() {
        return 7.3;
    }

    @Override
    public List<Actor> actors() {
        return List.of(
                new Person(
                        new Walk(0, 4.0, 8.1, 8, 5.6, 8.1, 12, 5.6, 8.1, 20, 4.0, 8.1),
                        new Color(232, 236, 238),
                        new Color(70, 80, 96),
                        new Color(38, 32, 30)),
                new Person(
                        new Walk(1, -1.0, 13.8, 7, 2.6, 5.8, 13, 2.6, 5.8, 19, -0.6, 13.8),
                        new Color(198, 116, 70),
                        new Color(64, 70, 86),
                        new Color(42, 34, 30)),
                new Person(
                        new Walk(4, -1.9, 13.8, 10, -4.6, 8.8, 20, -5.0, 1.2),
                        Person.GOWN,
                        Person.GOWN,
                        Person.GOWN),
                new Person(
                        new Walk(0, -0.4, 12.6, 20, -0.4, 12.6),
                        Person.GUARD,
                        new Color(40, 44, 60),
                        new Color(38, 48, 70)));
    }
}
