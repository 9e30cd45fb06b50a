package org.haidang.media.rtsp.net;

import java.util.List;
import java.util.OptionalLong;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Format;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * What trying a camera has found.
 *
 * @param reason null when media came
 * @param message one English sentence without secrets
 * @param described every track of the description that could be carried, also those a source would
 *     not pull
 * @param formats of the tracks that were pulled, as far as their packets told
 * @param transport in use at the end, null before SETUP
 * @param picturesPerSecond measured; 0 when there was too little
 * @param kbps measured over all tracks, without packet headers
 * @param video of {@code picture}
 * @param picture the first one a decoder can start at
 * @param clockOffsetUs the camera's clock minus ours by its sender reports, microseconds; empty
 *     when it sent none while it was measured
 */
public record ProbeResult(
        @Nullable FailureReason reason,
        String message,
        List<MediaTrack> described,
        List<Format> formats,
        @Nullable Transport transport,
        double picturesPerSecond,
        double kbps,
        @Nullable VideoFormat video,
        @Nullable AccessUnit picture,
        OptionalLong clockOffsetUs) {

    public ProbeResult {
        described = List.copyOf(described);
        formats = List.copyOf(formats);
    }

    public boolean ok() {
        return reason == null;
    }
}
