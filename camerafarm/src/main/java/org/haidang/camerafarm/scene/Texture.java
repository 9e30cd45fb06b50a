package org.haidang.camerafarm.scene;

import java.awt.Color;
import java.util.Random;

/**
 * Things that make drawn places look used: stains, leaves, windows in rows. Same seed, same look.
 */
final class Texture {

    private Texture() {}

    /** Stains and patches on the floor. */
    static void stains(
            Stage stage, long seed, int count, double x0, double x1, double z0, double z1) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            double x = x0 + random.nextDouble() * (x1 - x0);
            double z = z0 + random.nextDouble() * random.nextDouble() * (z1 - z0);
            double w = 0.05 + random.nextDouble() * 0.35;
            double l = 0.05 + random.nextDouble() * 0.5;
            int alpha = 5 + random.nextInt(18);
            Color colour =
                    random.nextBoolean()
                            ? new Color(0, 0, 0, alpha)
                            : new Color(255, 255, 255, alpha / 2);
            stage.face(
                    colour,
                    x,
                    0,
                    z,
                    x + w,
                    0,
                    z + l * 0.3,
                    x + w * 0.8,
                    0,
                    z + l,
                    x - w * 0.3,
                    0,
                    z + l * 0.6);
        }
    }

    /** Lines of a tiled floor. */
    static void tiles(
            Stage stage, Color colour, double step, double x0, double x1, double z0, double z1) {
        for (double x = x0; x <= x1; x += step) {
            stage.floor(colour, x - 0.012, x + 0.012, z0, z1);
        }
        for (double z = z0; z <= z1; z += step) {
            stage.floor(colour, x0, x1, z - 0.015, z + 0.015);
        }
    }

    /** A tree: trunk and a crown of many leaves. */
    static void tree(Stage stage, long seed, double x, double z, double height, Color leaves) {
        stage.shadow(x + 0.6, z, height * 0.35);
        stage.box(new Color(92, 74, 58), x - 0.12, x + 0.12, 0, height * 0.55, z, z + 0.2);
        Random random = new Random(seed);
        double radius = height * 0.33;
        for (int i = 0; i < 90; i++) {
            double angle = random.nextDouble() * 2 * Math.PI;
            double away = Math.sqrt(random.nextDouble()) * radius;
            double light = 0.65 + 0.5 * random.nextDouble() + 0.2 * Math.sin(angle);
            stage.disc(
                    Stage.shade(leaves, light),
                    x + Math.cos(angle) * away,
                    height * 0.7 + Math.sin(angle) * away * 0.85,
                    z - 0.1,
                    radius * (0.14 + 0.12 * random.nextDouble()));
        }
    }

    /** A house front with rows of windows, and a ledge under each row. */
    static void windows(
            Stage stage,
            long seed,
            double x0,
            double x1,
            double y0,
            double rowHeight,
            int rows,
            double step,
            double z,
            Color glass) {
        Random random = new Random(seed);
        for (int row = 0; row < rows; row++) {
            double y = y0 + row * rowHeight;
            stage.front(new Color(150, 146, 138), x0, x1, y - 0.35, y - 0.2, z - 0.05);
            for (double x = x0 + step * 0.25; x + step * 0.5 < x1; x += step) {
                double light = 0.8 + 0.5 * random.nextDouble();
                stage.front(
                        new Color(236, 234, 228),
                        x - 0.08,
                        x + step * 0.5 + 0.08,
                        y - 0.08,
                        y + rowHeight * 0.5 + 0.08,
                        z - 0.02);
                stage.front(
                        Stage.shade(glass, light),
                        x,
                        x + step * 0.5,
                        y,
                        y + rowHeight * 0.5,
                        z - 0.04);
                stage.front(
                        new Color(226, 224, 218),
                        x + step * 0.24,
                        x + step * 0.26,
                        y,
                        y + rowHeight * 0.5,
                        z - 0.05);
            }
        }
    }
}
