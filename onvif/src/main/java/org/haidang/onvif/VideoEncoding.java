package org.haidang.onvif;

/**
 * How a profile's pictures are coded, as the device says; 0 for what it does not say.
 *
 * @param codec {@code H264}, {@code H265}, {@code JPEG}, or what the device calls another
 * @param width pixels
 * @param height pixels
 * @param fps pictures per second, at most
 * @param kbps kilobits per second, at most
 * @param gopPictures pictures from one key picture to the next
 */
public record VideoEncoding(
        String codec, int width, int height, double fps, int kbps, int gopPictures) {

    /** Pixels of a picture. */
    public long pixels() {
        return (long) width * height;
    }

    /** Whether the engine carries it. */
    public boolean carried() {
        return codec.equals("H264") || codec.equals("H265");
    }
}
