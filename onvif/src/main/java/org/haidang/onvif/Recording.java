package org.haidang.onvif;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device keeps of one of its sources, on a card or a disk (ONVIF Recording Search Service,
 * section 5.2).
 *
 * @param token the device's name for it
 * @param source what the device says it is a recording of: a camera's the token of a video source,
 *     a recorder's perhaps an address; may be empty
 * @param name for people; may be empty
 * @param earliest by our clock; null when the device does not tell
 * @param latest by our clock; null when the device does not tell
 * @param videoTracks tokens of its tracks of pictures
 */
public record Recording(
        String token,
        String source,
        String name,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        List<String> videoTracks) {

    public Recording {
        videoTracks = List.copyOf(videoTracks);
    }
}
