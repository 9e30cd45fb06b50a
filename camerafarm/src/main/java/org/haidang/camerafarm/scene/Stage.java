package org.haidang.camerafarm.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A picture and the viewpoint it is seen from: draws shapes given in metres, and remembers which
 * part of the picture was touched.
 */
public final class Stage {

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Viewpoint view;
    private final int width;
    private final int height;
    private final double[] point = new double[3];
    private Rectangle touched = new Rectangle();
    private Color haze = Color.WHITE;
    private double hazePerMetre;

    public Stage(BufferedImage image, Viewpoint view) {
        this.image = image;
        this.view = view;
        this.width = image.getWidth();
        this.height = image.getHeight();
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    BufferedImage image() {
        return image;
    }

    /** The rectangle drawn into since the last call, within the picture. */
    Rectangle takeTouched() {
        Rectangle result = touched.intersection(new Rectangle(0, 0, width, height));
        touched = new Rectangle();
        return result;
    }

    /**
     * Colours fade into {@code colour} with distance: {@code perMetre} 0.01 is half gone at 70 m.
     */
    void haze(Color colour, double perMetre) {
        haze = colour;
        hazePerMetre = perMetre;
    }

    /** Takes over the haze of another stage. */
    void hazeOf(Stage other) {
        haze = other.haze;
        hazePerMetre = other.hazePerMetre;
    }

    /** Fills the whole picture from top to bottom. */
    void sky(Color top, Color bottom) {
        graphics.setPaint(new java.awt.GradientPaint(0, 0, top, 0, height * 0.6f, bottom));
        graphics.fillRect(0, 0, width, height);
        touched.add(new Rectangle(0, 0, width, height));
    }

    /** A flat polygon: x, y, z of each corner in turn. What lies behind the camera is cut off. */
    void face(Color colour, double... corners) {
        Path2D path = project(corners);
        if (path == null) {
            return;
        }
        fill(faded(colour, depthOf(corners)), path);
    }

    /** A rectangle on the floor. */
    void floor(Color colour, double x0, double x1, double z0, double z1) {
        face(colour, x0, 0, z0, x1, 0, z0, x1, 0, z1, x0, 0, z1);
    }

    /** A rectangle that faces the camera: a wall, a sign, a window. */
    void front(Color colour, double x0, double x1, double y0, double y1, double z) {
        face(colour, x0, y0, z, x1, y0, z, x1, y1, z, x0, y1, z);
    }

    /** A rectangle along the line of sight: a side wall. */
    void side(Color colour, double x, double y0, double y1, double z0, double z1) {
        face(colour, x, y0, z0, x, y1, z0, x, y1, z1, x, y0, z1);
    }

    /** A rectangle over the floor. */
    void level(Color colour, double x0, double x1, double y, double z0, double z1) {
        face(colour, x0, y, z0, x1, y, z0, x1, y, z1, x0, y, z1);
    }

    /** A block standing with its sides along the axes; the sides that can be seen are drawn. */
    void box(Color colour, double x0, double x1, double y0, double y1, double z0, double z1) {
        if (x0 > 0) {
            side(shade(colour, 0.78), x0, y0, y1, z0, z1);
        } else if (x1 < 0) {
            side(shade(colour, 0.78), x1, y0, y1, z0, z1);
        }
        front(colour, x0, x1, y0, y1, z0);
        if (y1 < view.heightM()) {
            level(shade(colour, 1.15), x0, x1, y1, z0, z1);
        } else if (y0 > view.heightM()) {
            level(shade(colour, 0.6), x0, x1, y0, z0, z1);
        }
    }

    /** A line in space. */
    void line(Color colour, double widthM, double... ends) {
        double[] a = screen(ends[0], ends[1], ends[2]);
        double[] b = screen(ends[3], ends[4], ends[5]);
        if (a.length == 0 || b.length == 0) {
            return;
        }
        double pixels = Math.max(0.6, widthM * (a[2] + b[2]) / 2);
        stroke(faded(colour, (ends[2] + ends[5]) / 2), pixels, a[0], a[1], b[0], b[1]);
    }

    /** A soft dark ellipse on the floor under something. */
    void shadow(double x, double z, double radiusM) {
        double[] centre = screen(x, 0, z);
        if (centre.length == 0) {
            return;
        }
        double rx = radiusM * centre[2];
        double ry = rx * 0.35;
        fill(
                new Color(0, 0, 0, 70),
                new Ellipse2D.Double(centre[0] - rx, centre[1] - ry, 2 * rx, 2 * ry));
    }

    /** A glow of light around a place. */
    void glow(Color colour, int alpha, double x, double y, double z, double radiusM) {
        double[] centre = screen(x, y, z);
        if (centre.length == 0) {
            return;
        }
        float radius = (float) Math.max(2, radiusM * centre[2]);
        Color from = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
        Color to = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
        Paint paint =
                new RadialGradientPaint(
                        new Point2D.Double(centre[0], centre[1]),
                        radius,
                        new float[] {0f, 1f},
                        new Color[] {from, to});
        fill(
                paint,
                new Ellipse2D.Double(
                        centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius));
    }

    /** A round thing that faces the camera. */
    void disc(Color colour, double x, double y, double z, double radiusM) {
        double[] centre = screen(x, y, z);
        if (centre.length == 0) {
            return;
        }
        double r = radiusM * centre[2];
        fill(faded(colour, z), new Ellipse2D.Double(centre[0] - r, centre[1] - r, 2 * r, 2 * r));
    }

    /** Darkens the corners of the whole picture, as small lenses do. */
    void vignette(int alpha) {
        Paint paint =
                new RadialGradientPaint(
                        new Point2D.Double(width / 2.0, height / 2.0),
                        width * 0.68f,
                        new float[] {0.45f, 1f},
                        new Color[] {new Color(0, 0, 0, 0), new Color(0, 0, 0, alpha)});
        fill(paint, new Area(new Rectangle2D.Double(0, 0, width, height)));
    }

    /** A limb or trunk on the picture itself: rounded ends, pixels. */
    void stroke(Color colour, double widthPx, double x0, double y0, double x1, double y1) {
        graphics.setStroke(
                new BasicStroke((float) widthPx, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setPaint(colour);
        graphics.draw(new java.awt.geom.Line2D.Double(x0, y0, x1, y1));
        double margin = widthPx / 2 + 2;
        touch(
                new Rectangle2D.Double(
                        Math.min(x0, x1) - margin,
                        Math.min(y0, y1) - margin,
                        Math.abs(x1 - x0) + 2 * margin,
                        Math.abs(y1 - y0) + 2 * margin));
    }

    /** Fills a shape given in pixels. */
    void fill(Paint paint, Shape shape) {
        graphics.setPaint(paint);
        graphics.fill(shape);
        touch(shape.getBounds2D());
    }

    /**
     * Where a place is in the picture.
     *
     * @return column, row, and pixels per metre there; empty when it is behind the camera
     */
    double[] screen(double x, double y, double z) {
        view.toCamera(x, y, z, point);
        if (point[2] < Viewpoint.NEAR_M) {
            return new double[0];
        }
        double scale = view.focal() * width / point[2];
        return new double[] {
            width / 2.0 + point[0] * scale, height / 2.0 + point[1] * scale, scale
        };
    }

    /** A colour as it looks at a distance. */
    Color faded(Color colour, double distanceM) {
        if (hazePerMetre == 0 || distanceM <= 0) {
            return colour;
        }
        double keep = Math.exp(-hazePerMetre * distanceM);
        return new Color(
                mix(colour.getRed(), haze.getRed(), keep),
                mix(colour.getGreen(), haze.getGreen(), keep),
                mix(colour.getBlue(), haze.getBlue(), keep),
                colour.getAlpha());
    }

    static Color shade(Color colour, double factor) {
        return new Color(
                mix(colour.getRed(), 0, factor),
                mix(colour.getGreen(), 0, factor),
                mix(colour.getBlue(), 0, factor),
                colour.getAlpha());
    }

    private static int mix(int value, int other, double keep) {
        return (int) Math.clamp(Math.round(value * keep + other * (1 - keep)), 0, 255);
    }

    private static double depthOf(double[] corners) {
        double sum = 0;
        for (int i = 2; i < corners.length; i += 3) {
            sum += Math.max(0, corners[i]);
        }
        return sum / (corners.length / 3);
    }

    /** Sutherland and Hodgman's clipping against the near plane, then projection. */
    private @org.jspecify.annotations.Nullable Path2D project(double[] corners) {
        int count = corners.length / 3;
        double[][] camera = new double[count][3];
        for (int i = 0; i < count; i++) {
            view.toCamera(corners[3 * i], corners[3 * i + 1], corners[3 * i + 2], camera[i]);
        }
        Path2D path = new Path2D.Double();
        boolean empty = true;
        for (int i = 0; i < count; i++) {
            double[] from = camera[i];
            double[] to = camera[(i + 1) % count];
            boolean fromSeen = from[2] >= Viewpoint.NEAR_M;
            if (fromSeen) {
                append(path, empty, from);
                empty = false;
            }
            if (fromSeen != (to[2] >= Viewpoint.NEAR_M)) {
                double part = (Viewpoint.NEAR_M - from[2]) / (to[2] - from[2]);
                append(
                        path,
                        empty,
                        new double[] {
                            from[0] + part * (to[0] - from[0]),
                            from[1] + part * (to[1] - from[1]),
                            Viewpoint.NEAR_M
                        });
                empty = false;
            }
        }
        if (empty) {
            return null;
        }
        path.closePath();
        return path;
    }

    private void append(Path2D path, boolean first, double[] camera) {
        double scale = view.focal() * width / camera[2];
        double column = width / 2.0 + camera[0] * scale;
        double row = height / 2.0 + camera[1] * scale;
        if (first) {
            path.moveTo(column, row);
        } else {
            path.lineTo(column, row);
        }
    }

    private void touch(Rectangle2D bounds) {
        Rectangle whole = bounds.getBounds();
        whole.grow(2, 2);
        touched = touched.isEmpty() ? whole : touched.union(whole);
    }
}
