package org.haidang.media.rtsp;

import java.util.List;

/**
 * Which transports may be tried, in which order. What the camera accepts beats what was wished:
 * only {@link #TCP} rules the other one out.
 */
public enum TransportChoice {
    /** TCP and nothing else. */
    TCP,
    /** UDP; TCP when the camera refuses it or nothing arrives. */
    UDP,
    /** TCP; UDP when the camera refuses it or nothing arrives. */
    AUTO;

    /** The transports to try, the wished one first. */
    public List<Transport> order() {
        return switch (this) {
            case TCP -> List.of(Transport.TCP);
            case UDP -> List.of(Transport.UDP, Transport.TCP);
            case AUTO -> List.of(Transport.TCP, Transport.UDP);
        };
    }
}
