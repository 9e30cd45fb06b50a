package org.haidang.server.engine;

import org.haidang.media.rtsp.net.RtspStats;
import org.haidang.media.source.FailureReason;
import org.haidang.media.stream.Generation;
import org.haidang.media.stream.StreamStats;
import org.jspecify.annotations.Nullable;

/**
 * A camera at one moment.
 *
 * @param sinceUs since when it is of that kind, microseconds since 1970 UTC
 * @param reason why it failed, with FAILED; else why it last failed while CONNECTING again
 * @param attempt failures in a row, 0 when there were none
 * @param retryAtUs when the next attempt begins, 0 when none is waited for
 * @param lastPictureUs when the newest picture was taken, 0 before the first
 * @param coverageToday recorded share of what was expected since midnight, null when nothing was
 */
public record CameraStatus(
        Kind kind,
        long sinceUs,
        @Nullable FailureReason reason,
        int attempt,
        long retryAtUs,
        long lastPictureUs,
        Recording recording,
        @Nullable Double coverageToday,
        @Nullable StreamStatus main,
        @Nullable StreamStatus sub) {

    /** What may be said of the picture. */
    public enum Kind {
        /** A picture arrived within {@link CameraEngine#LIVE_MS}. */
        LIVE,
        /** Connected, but none did, or one picture is repeated over and over. */
        STALE,
        CONNECTING,
        FAILED,
        /** Not enabled. */
        STOPPED
    }

    /** What becomes of the main stream on disk. */
    public enum Recording {
        RECORDING,
        WAITING,
        OFF,
        FAILED
    }

    /**
     * One of its streams.
     *
     * @param generation null before the first tracks
     */
    public record StreamStatus(
            StreamStats stats, RtspStats source, @Nullable Generation generation) {}
}
