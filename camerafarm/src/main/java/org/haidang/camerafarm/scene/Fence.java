package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.List;
import java.util.Random;

/** The fence behind the house at dusk: lamps along a path, woods behind. */
final class Fence implements Scene {

    private static final Color LAMP = new Color(255, 214, 140);

    @Override
    public Viewpoint view() {
        return new Viewpoint(4.2, 13, 9, 0.7);
    }

    @Override
    public void backdrop(Stage stage) {
        stage.haze(new Color(52, 56, 78), 0.018);
        stage.sky(new Color(30, 36, 62), new Color(140, 104, 98));
        woods(stage);
        stage.floor(new Color(48, 58, 46), -60, 60, 0, 45);
        stage.face(new Color(84, 82, 80), -3.4, 0, 0.5, 1.6, 0, 0.5, 13, 0, 44, 9, 0, 44);
        Texture.stains(stage, 101, 500, -14, 16, 1, 40);
        for (int i = 0; i < 6; i++) {
            double z = 6 + i * 6.5;
            double x = 2.6 + z * 0.27;
            stage.glow(LAMP, 60, x - 1.2, 0.05, z, 3.4);
        }
        fence(stage);
        for (int i = 5; i >= 0; i--) {
            lamp(stage, 6 + i * 6.5);
        }
        stage.vignette(150);
    }

    private static void woods(Stage stage) {
        Random random = new Random(100);
        for (int i = 0; i < 34; i++) {
            double x = -46 + i * 2.8 + random.nextDouble() * 2;
            Texture.tree(
                    stage,
                    110 + i,
                    x,
                    46 + random.nextDouble() * 4,
                    8 + random.nextDouble() * 5,
                    new Color(34, 44, 40));
        }
    }

    private static void fence(Stage stage) {
        for (double z = 44; z > 2; z -= 2.2) {
            double x = -6.2 + z * 0.24;
            double back = -6.2 + (z + 2.2) * 0.24;
            for (double y = 0.2; y < 2.3; y += 0.24) {
                stage.line(new Color(116, 120, 126, 150), 0.015, x, y, z, back, y, z + 2.2);
            }
            for (double part = 0; part < 1; part += 0.12) {
                double px = x + (back - x) * part;
                stage.line(
                        new Color(116, 120, 126, 120),
                        0.012,
                        px,
                        0.1,
                        z + part * 2.2,
                        px,
                        2.3,
                        z + part * 2.2);
            }
            stage.line(new Color(150, 152, 154), 0.09, x, 0, z, x, 2.5, z);
            stage.line(new Color(150, 152, 154), 0.05, x, 2.5, z, x - 0.3, 2.85, z);
            stage.line(
                    new Color(140, 142, 146), 0.02, x - 0.15, 2.68, z, back - 0.15, 2.68, z + 2.2);
            stage.line(new Color(140, 142, 146), 0.02, x - 0.3, 2.85, z, back - 0.3, 2.85, z + 2.2);
        }
    }

    private static void lamp(Stage stage, double z) {
        double x = 2.6 + z * 0.27;
        stage.line(new Color(96, 98, 102), 0.12, x, 0, z, x, 4.4, z);
        stage.line(new Color(96, 98, 102), 0.08, x, 4.4, z, x - 0.9, 4.6, z);
        stage.glow(LAMP, 150, x - 1.0, 4.5, z, 1.7);
        stage.disc(new Color(255, 246, 214), x - 1.0, 4.5, z, 0.16);
    }

    @Override
    public List<Actor> actors() {
        Walk round = new Walk(0, -0.6, 5, 10, 6.4, 24, 20, -0.6, 5);
        return List.of(
                new Torch(round),
                new Person(
                        round, new Color(60, 72, 96), new Color(40, 42, 54), new Color(36, 40, 54)),
                new Person(
                        new Walk(3, 14, 40, 17, 4.4, 22, 20, 3.0, 20.4),
                        new Color(96, 92, 90),
                        new Color(46, 46, 52),
                        new Color(34, 30, 30)),
                new Cat());
    }

    /** The light of the guard's torch on the ground before him. */
    private record Torch(Walk walk) implements Actor {
        @Override
        public double depth(double seconds) {
            return walk.at(seconds).z() + 0.5;
        }

        @Override
        public void draw(Stage stage, double seconds) {
            Walk.Step at = walk.at(seconds);
            double ahead = seconds < 10 ? 2.2 : -1.8;
            double swing = 0.8 * Math.sin(seconds * Math.PI * 0.6);
            stage.glow(new Color(236, 240, 255), 110, at.x() + swing, 0.02, at.z() + ahead, 1.3);
        }
    }

    /** A cat that crosses the path. */
    private static final class Cat implements Actor {
        private static final Walk WAY = new Walk(12, 9, 12, 15.5, -5, 11);

        @Override
        public double depth(double seconds) {
            return WAY.at(seconds).z();
        }

        @Override
        public void draw(Stage stage, double seconds) {
            if (!WAY.present(seconds)) {
                return;
            }
            Walk.Step at = WAY.at(seconds);
            double bob = 0.03 * Math.sin(seconds * 20);
            Color fur = new Color(30, 28, 28);
            stage.line(fur, 0.16, at.x() - 0.2, 0.25 + bob, at.z(), at.x() + 0.2, 0.25, at.z());
            stage.disc(fur, at.x() - 0.3, 0.34 + bob, at.z(), 0.09);
            stage.line(fur, 0.04, at.x() + 0.2, 0.25, at.z(), at.x() + 0.42, 0.45, at.z());
            stage.line(fur, 0.05, at.x() - 0.15, 0.2, at.z(), at.x() - 0.15 + bob * 3, 0, at.z());
            stage.line(fur, 0.05, at.x() + 0.15, 0.2, at.z(), at.x() + 0.15 - bob * 3, 0, at.z());
        }
    }
}
