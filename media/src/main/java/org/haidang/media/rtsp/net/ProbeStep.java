package org.haidang.media.rtsp.net;

import org.haidang.media.source.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * One step of trying a camera, as a person follows it.
 *
 * @param ms how long it took
 * @param message one English sentence without secrets
 * @param reason null when it went well
 */
public record ProbeStep(Kind kind, long ms, String message, @Nullable FailureReason reason) {

    /** In the order they are taken. */
    public enum Kind {
        /** The name is looked up and the address is allowed. */
        ADDRESS,
        CONNECT,
        /** The camera speaks RTSP and knows the path. */
        DESCRIBE,
        LOGIN,
        SETUP,
        /** A picture a decoder can start at has come. */
        MEDIA
    }

    public boolean ok() {
        return reason == null;
    }
}
