package org.haidang.media.rtsp;

import java.util.List;

/**
 * Which transports may be tried, in which order. What the camera accepts beats what was wished:
 * only {@link #TCP} rules the other one out.
 */
public enum TransportChoice {
    /** TCP and nothing else. */
    TCP(List.of(Transport.TCP)),
    /** UDP; TCP when the camera refuses it or nothing arrives. */
    UDP(List.of(Transport.UDP, Transport.TCP)),
    /** TCP; UDP when the camera refuses it or nothing arrives. */
    AUTO(List.of(Transport.TCP, Transport.UDP));

    private final List<Transport> order;

    TransportChoice(List<Transport> order) {
        this.order = order;
    }

    public List<Transport> order() {
        return order;
    }
}
