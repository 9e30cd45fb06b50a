package org.haidang.camerafarm.scene;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Draws the pictures of one place one after another. The backdrop is drawn once; each picture then
 * costs only the small parts that move. Belongs to one thread.
 */
public final class Renderer {

    private final Stage stage;
    private final int width;
    private final int height;
    private final int[] pixels;
    private final int[] backdrop;
    private final List<Actor> actors;
    private final double foregroundDepthM;
    private final BufferedImage foreground;
    private final Graphics2D over;
    private final List<Rectangle> dirty = new ArrayList<>();

    public Renderer(Place place, int width, int height) {
        this.width = width;
        this.height = height;
        Scene scene = place.scene();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        stage = new Stage(image, scene.view());
        scene.backdrop(stage);
        stage.takeTouched();
        backdrop = pixels.clone();
        actors = new ArrayList<>(scene.actors());
        foregroundDepthM = scene.foregroundDepthM();
        foreground = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Stage layer = new Stage(foreground, scene.view());
        layer.hazeOf(stage);
        scene.foreground(layer);
        over = image.createGraphics();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The picture as it is now, 0xRRGGBB, row by row; changed by the next {@link #draw}. */
    public int[] pixels() {
        return pixels;
    }

    /**
     * Draws the picture of a moment.
     *
     * @param seconds since the loop began
     * @return the parts that differ from the picture before, within the picture
     */
    public List<Rectangle> draw(double seconds) {
        List<Rectangle> changed = new ArrayList<>(dirty);
        dirty.forEach(this::restore);
        dirty.clear();
        actors.sort(Comparator.comparingDouble((Actor actor) -> actor.depth(seconds)).reversed());
        for (Actor actor : actors) {
            actor.draw(stage, seconds);
            Rectangle touched = stage.takeTouched();
            if (!touched.isEmpty()) {
                dirty.add(touched);
                changed.add(touched);
                if (actor.depth(seconds) > foregroundDepthM) {
                    over.setClip(touched);
                    over.drawImage(foreground, 0, 0, null);
                }
            }
        }
        return changed;
    }

    private void restore(Rectangle part) {
        for (int row = part.y; row < part.y + part.height; row++) {
            int start = row * width + part.x;
            System.arraycopy(backdrop, start, pixels, start, part.width);
        }
    }
}
