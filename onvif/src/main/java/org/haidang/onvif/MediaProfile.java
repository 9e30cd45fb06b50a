package org.haidang.onvif;

import org.jspecify.annotations.Nullable;

/**
 * One way to see one video source.
 *
 * @param token the device's name for it, sent back as it came
 * @param name for people; may be empty
 * @param sourceToken of the video source
 * @param video null when the device does not say
 * @param audioCodec as the device writes it, null without audio
 * @param ptz whether moving goes with it
 * @param media2 whether it was told by the second version of the media service, and so is asked
 *     about there
 * @param sourceConfiguration of the video source's configuration, by which analytics name the
 *     source; empty when the device does not say
 */
public record MediaProfile(
        String token,
        String name,
        String sourceToken,
        @Nullable VideoEncoding video,
        @Nullable String audioCodec,
        boolean ptz,
        boolean media2,
        String sourceConfiguration) {

    /** One whose source's configuration has no name. */
    public MediaProfile(
            String token,
            String name,
            String sourceToken,
            @Nullable VideoEncoding video,
            @Nullable String audioCodec,
            boolean ptz,
            boolean media2) {
        this(token, name, sourceToken, video, audioCodec, ptz, media2, "");
    }
}
