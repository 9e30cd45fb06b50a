package org.haidang.camerafarm.encode;

import java.util.Arrays;

/**
 * One picture as planes of bytes, 4:2:0, limited range (16 black, 235 white; 128 no colour).
 *
 * @param width luma samples in a row, even
 * @param height luma rows, even
 * @param y luma, {@code width * height}
 * @param u blue difference, {@code width / 2 * height / 2}
 * @param v red difference, as {@code u}
 */
public record YuvPicture(int width, int height, byte[] y, byte[] u, byte[] v) {

    public static final int BLACK = 16;
    public static final int WHITE = 235;
    public static final int NO_COLOUR = 128;

    /** A black picture. */
    public YuvPicture(int width, int height) {
        this(
                width,
                height,
                new byte[width * height],
                new byte[width * height / 4],
                new byte[width * height / 4]);
        if ((width | height) % 2 != 0) {
            throw new IllegalArgumentException("odd size " + width + "x" + height);
        }
        blacken();
    }

    public void blacken() {
        Arrays.fill(y, (byte) BLACK);
        Arrays.fill(u, (byte) NO_COLOUR);
        Arrays.fill(v, (byte) NO_COLOUR);
    }

    /** Takes over the samples of a picture of the same size. */
    public void copyFrom(YuvPicture other) {
        System.arraycopy(other.y, 0, y, 0, y.length);
        System.arraycopy(other.u, 0, u, 0, u.length);
        System.arraycopy(other.v, 0, v, 0, v.length);
    }

    /** Takes over a picture whose sides are a whole number of times longer, by averaging. */
    public void shrinkFrom(YuvPicture larger) {
        int factor = larger.width / width;
        if (factor * width != larger.width || factor * height != larger.height) {
            throw new IllegalArgumentException(
                    larger.width
                            + "x"
                            + larger.height
                            + " is no multiple of "
                            + width
                            + "x"
                            + height);
        }
        shrinkPlane(larger.y, larger.width, y, width, height, factor);
        shrinkPlane(larger.u, larger.width / 2, u, width / 2, height / 2, factor);
        shrinkPlane(larger.v, larger.width / 2, v, width / 2, height / 2, factor);
    }

    private static void shrinkPlane(
            byte[] from, int fromWidth, byte[] to, int width, int height, int factor) {
        int area = factor * factor;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int start = row * factor * fromWidth + column * factor;
                int sum = area / 2;
                for (int i = 0; i < factor; i++) {
                    for (int j = 0; j < factor; j++) {
                        sum += from[start + i * fromWidth + j] & 0xff;
                    }
                }
                to[row * width + column] = (byte) (sum / area);
            }
        }
    }
}
