package org.haidang.camerafarm.encode;

import org.haidang.media.track.Codec;

/**
 * How a video stream is encoded.
 *
 * @param codec H264 or H265
 * @param width luma samples, even
 * @param height luma rows, even
 * @param ratePerTenSeconds pictures in ten seconds: 250 is 25 a second, 125 is 12.5
 * @param kbps nominal bit rate, kept within a few percent when the scene is busy enough
 * @param gopPictures pictures from one key picture to the next
 * @param bPictures B-pictures between two others, 0 to 3
 */
public record VideoSettings(
        Codec codec,
        int width,
        int height,
        int ratePerTenSeconds,
        int kbps,
        int gopPictures,
        int bPictures) {

    /** RTP's clock for video (RFC 3551). */
    public static final int CLOCK_HZ = 90_000;

    public VideoSettings {
        if (!codec.isVideo() || 10 * CLOCK_HZ % ratePerTenSeconds != 0) {
            throw new IllegalArgumentException(codec + " at " + ratePerTenSeconds + "/10 s");
        }
    }

    /** From one picture to the next in 90 kHz ticks. */
    public int pictureTicks() {
        return 10 * CLOCK_HZ / ratePerTenSeconds;
    }

    public VideoSettings resized(int newWidth, int newHeight) {
        return new VideoSettings(
                codec, newWidth, newHeight, ratePerTenSeconds, kbps, gopPictures, bPictures);
    }
}
