package org.haidang.camerafarm.clip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.haidang.camerafarm.encode.VideoSettings;
import org.haidang.camerafarm.scene.Place;
import org.haidang.media.track.Codec;
import org.jspecify.annotations.Nullable;

/**
 * All that decides the bytes of a clip.
 *
 * @param name short, for the file name: {@code cong-chinh-main}
 * @param title written into the picture
 * @param place what is seen
 * @param video how it is encoded
 * @param audio AAC, PCMA or PCMU, or null for none
 */
public record ClipRecipe(
        String name, String title, Place place, VideoSettings video, @Nullable Codec audio) {

    /** To be raised when drawing or encoding changes, so that old files are not used. */
    private static final int VERSION = 3;

    public static final int LOOP_SECONDS = Place.LOOP_SECONDS;

    public int loopPictures() {
        return LOOP_SECONDS * video.ratePerTenSeconds() / 10;
    }

    /** The sample rate of {@link #audio}: 16 kHz for AAC, 8 kHz for G.711. */
    public static int sampleRateHz(Codec audio) {
        return audio == Codec.AAC ? 16_000 : 8_000;
    }

    /** The size of {@link Part#RESIZED}. */
    public VideoSettings resizedVideo() {
        return video.resized(video.width() / 2, video.height() / 2);
    }

    String fileName() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((VERSION + toString()).getBytes(StandardCharsets.UTF_8));
            return name + "-" + HexFormat.of().formatHex(digest, 0, 6) + ".clip";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
