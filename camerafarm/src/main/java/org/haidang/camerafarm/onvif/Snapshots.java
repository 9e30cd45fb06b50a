package org.haidang.camerafarm.onvif;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.scene.Place;
import org.haidang.camerafarm.scene.Renderer;

/**
 * Draws what a camera sees as a JPEG: the scene of its clip at the moment of the loop, without
 * sensor noise and letters. One renderer for each place, made when first asked for. Safe for use
 * from several threads, which wait for each other.
 */
public final class Snapshots {

    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    private static final double NANOS = 1e9;

    private final Map<Place, Renderer> renderers = new EnumMap<>(Place.class);

    public Snapshots() {
        // Else every picture would go through a file in the temporary folder.
        ImageIO.setUseCache(false);
    }

    /** What a camera sees; only its plan and its origin are read. */
    synchronized byte[] jpeg(FakeCamera camera, long nowNs) {
        Place place = camera.plan().main().place();
        Renderer renderer =
                renderers.computeIfAbsent(place, each -> new Renderer(each, WIDTH, HEIGHT));
        double seconds = (nowNs - camera.originNs()) / NANOS % Place.LOOP_SECONDS;
        renderer.draw(Math.max(0, seconds));
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, WIDTH, HEIGHT, renderer.pixels(), 0, WIDTH);
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        try {
            if (!ImageIO.write(image, "jpeg", out)) {
                throw new IllegalStateException("every JDK writes JPEG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
