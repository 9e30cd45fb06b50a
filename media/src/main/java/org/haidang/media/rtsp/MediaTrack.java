package org.haidang.media.rtsp;

import java.util.Map;
import org.haidang.media.sdp.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A track of a description that can be carried: which medium, which of its payload types.
 *
 * @param trackId 1 for the first video, 2 for the first audio, further ones after them; so the same
 *     track has the same id after a reconnect whatever else the description then holds
 * @param mediaIndex among all media of the description
 * @param encodingName in upper case
 * @param clockRateHz 0 when unknown
 * @param channels 0 when unknown
 * @param fmtp parameters of the payload type
 * @param control as written
 */
public record MediaTrack(
        int trackId,
        int mediaIndex,
        MediaKind kind,
        String encodingName,
        int payloadType,
        int clockRateHz,
        int channels,
        Map<String, String> fmtp,
        @Nullable String control) {

    public static final int FIRST_VIDEO_ID = 1;
    public static final int FIRST_AUDIO_ID = 2;

    public boolean isVideo() {
        return kind == MediaKind.VIDEO;
    }
}
