package org.haidang.server.probe;

import java.util.function.Consumer;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/** Tries a camera once. Waits at most about 20 s; call it on a virtual thread. */
public interface CameraProbe {
    /**
     * What to try.
     *
     * @param password in clear; null without login
     */
    record Target(
            RtspUri uri,
            @Nullable String username,
            @Nullable String password,
            TransportChoice transport) {
        @Override
        public String toString() {
            return "Target[" + uri + "]";
        }
    }

    /**
     * One step as it ended.
     *
     * @param step {@code address}, {@code connect}, {@code describe}, {@code login}, {@code setup},
     *     {@code media} or {@code picture}
     * @param reason null when it succeeded
     */
    record Step(String step, long ms, @Nullable FailureReason reason) {}

    /**
     * What was found.
     *
     * @param audio codec name or null
     * @param fps 0 when not known
     * @param kbps 0 when not known
     * @param picture NAL units of a key picture behind their lengths, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Found(
            VideoFormat format,
            @Nullable String audio,
            double fps,
            double kbps,
            byte @Nullable [] picture) {}

    /**
     * Tries it.
     *
     * @param steps told of each step as it ends
     * @return null when a step failed
     */
    @Nullable Found probe(Target target, Consumer<Step> steps) throws InterruptedException;
}
