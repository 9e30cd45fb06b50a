package org.haidang.media.rtsp.net;

import java.net.InetAddress;
import org.haidang.media.source.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * One step of trying a camera, as a person follows it.
 *
 * @param ms how long it took
 * @param message one English sentence without secrets
 * @param reason null when it went well
 * @param address the one that is called, in the step {@link Kind#ADDRESS}; null in all others
 */
public record ProbeStep(
        Kind kind,
        long ms,
        String message,
        @Nullable FailureReason reason,
        @Nullable InetAddress address) {

    /** In the order they are taken. */
    public enum Kind {
        /** The name is looked up and the address is allowed. */
        ADDRESS,
        CONNECT,
        /** What answers there speaks RTSP. */
        RTSP,
        /** Not told when another step fails before the camera has asked for a login. */
        LOGIN,
        /** The camera knows the path and says what it sends. */
        DESCRIBE,
        SETUP,
        /** A packet of media has come. */
        PACKET,
        /** A picture a decoder can start at has come; of a camera without pictures, sound. */
        MEDIA,
        /** What the camera's clock says beside ours, when it tells at all. */
        CLOCK
    }

    public boolean ok() {
        return reason == null;
    }
}
