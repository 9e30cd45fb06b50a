package org.haidang.camerafarm.clip;

import java.awt.Rectangle;
import java.util.List;
import java.util.Random;
import org.haidang.camerafarm.encode.YuvPicture;
import org.haidang.camerafarm.scene.Place;
import org.haidang.camerafarm.scene.Renderer;

/**
 * Turns drawn scenes into what an image sensor gives: luma and chroma, with noise. The noise also
 * makes the encoder spend its nominal bit rate, as it does on real pictures. Belongs to one thread.
 */
final class Sensor {

    private static final int NOISE_SAMPLES = 1 << 18;
    private static final double NOISE_LEVEL = 1.6;

    private final Renderer renderer;
    private final YuvPicture clean;
    private final byte[] noise = new byte[NOISE_SAMPLES];
    private final Random random;
    private boolean first = true;

    Sensor(Place place, int width, int height) {
        renderer = new Renderer(place, width, height);
        clean = new YuvPicture(width, height);
        random = new Random(place.ordinal());
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(random.nextGaussian() * NOISE_LEVEL);
        }
    }

    /** The picture of a moment, without noise; valid until the next call. */
    YuvPicture see(double seconds) {
        List<Rectangle> changed = renderer.draw(seconds);
        if (first) {
            convert(new Rectangle(0, 0, clean.width(), clean.height()));
            first = false;
        }
        changed.forEach(this::convert);
        return clean;
    }

    /** Adds the noise of one exposure. */
    void expose(YuvPicture picture) {
        byte[] y = picture.y();
        int at = random.nextInt(NOISE_SAMPLES);
        for (int i = 0; i < y.length; i++) {
            int value = (y[i] & 0xff) + noise[(at + i) & (NOISE_SAMPLES - 1)];
            y[i] = (byte) Math.max(YuvPicture.BLACK, Math.min(YuvPicture.WHITE, value));
        }
    }

    /** RGB to YCbCr of ITU-R BT.601, limited range, in 8-bit fixed point. */
    private void convert(Rectangle part) {
        int width = clean.width();
        int[] rgb = renderer.pixels();
        int left = part.x & ~1;
        int top = part.y & ~1;
        int right = Math.min(width, part.x + part.width + 1 & ~1);
        int bottom = Math.min(clean.height(), part.y + part.height + 1 & ~1);
        for (int row = top; row < bottom; row += 2) {
            for (int column = left; column < right; column += 2) {
                int at = row * width + column;
                int sum = luma(rgb, at) + luma(rgb, at + 1);
                sum += luma(rgb, at + width) + luma(rgb, at + width + 1);
                chroma(sum, row / 2 * (width / 2) + column / 2);
            }
        }
    }

    /** Sets one luma sample and gives the colour back shifted for averaging four of them. */
    private int luma(int[] rgb, int at) {
        int colour = rgb[at];
        int r = colour >> 16 & 0xff;
        int g = colour >> 8 & 0xff;
        int b = colour & 0xff;
        clean.y()[at] = (byte) (((66 * r + 129 * g + 25 * b + 128) >> 8) + 16);
        // Ten bits for each of three sums of four quarter colours.
        return (r >> 2 << 20) | (g >> 2 << 10) | b >> 2;
    }

    private void chroma(int sum, int at) {
        int r = sum >> 20 & 0x3ff;
        int g = sum >> 10 & 0x3ff;
        int b = sum & 0x3ff;
        clean.u()[at] = (byte) (((-38 * r - 74 * g + 112 * b + 128) >> 8) + 128);
        clean.v()[at] = (byte) (((112 * r - 94 * g - 18 * b + 128) >> 8) + 128);
    }
}
