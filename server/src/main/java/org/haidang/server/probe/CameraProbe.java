package org.haidang.server.probe;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/** Tries a camera once. Waits at most about 35 s; call it on a virtual thread. */
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
     * @param step {@code address}, {@code route}, {@code connect}, {@code rtsp}, {@code login},
     *     {@code describe}, {@code setup}, {@code packet}, {@code media} or {@code clock}; {@code
     *     picture} is told by who decodes it
     * @param reason null when it succeeded
     * @param diagnosis what to say of it: with a failed step always, and with one that succeeded
     *     when something about it must be mended all the same; else null
     */
    record Step(
            String step, long ms, @Nullable FailureReason reason, @Nullable Diagnosis diagnosis) {

        /** One of which nothing more is known than why it failed. */
        public Step(String step, long ms, @Nullable FailureReason reason) {
            this(
                    step,
                    ms,
                    reason,
                    reason == null
                            ? null
                            : Diagnosis.of(
                                    step,
                                    reason,
                                    true,
                                    TransportChoice.TCP,
                                    null,
                                    Route.Neighbour.UNKNOWN));
        }
    }

    /**
     * What was found.
     *
     * @param audio codec name or null
     * @param fps 0 when not known
     * @param kbps 0 when not known
     * @param picture NAL units of a key picture behind their lengths, or null
     * @param clockOffsetUs the camera's clock minus ours, microseconds; empty when it did not tell
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Found(
            VideoFormat format,
            @Nullable String audio,
            double fps,
            double kbps,
            byte @Nullable [] picture,
            OptionalLong clockOffsetUs) {

        /** Of a camera that did not tell its time. */
        public Found(
                VideoFormat format,
                @Nullable String audio,
                double fps,
                double kbps,
                byte @Nullable [] picture) {
            this(format, audio, fps, kbps, picture, OptionalLong.empty());
        }
    }

    /**
     * Tries it.
     *
     * @param steps told of each step as it ends
     * @return null when a step failed
     */
    @Nullable Found probe(Target target, Consumer<Step> steps) throws InterruptedException;
}
