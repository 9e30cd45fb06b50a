package org.haidang.media.rtsp;

import org.jspecify.annotations.Nullable;

/**
 * What one camera has taught us about itself, kept by its source over reconnects. Not thread-safe:
 * belongs to the event loop of the source.
 */
public final class CameraMemory {

    private final AuthMemory auth = new AuthMemory();
    private ControlUrl.Style controlStyle = ControlUrl.Style.APPEND;
    private boolean skipsOptions;
    private boolean refusesGetParameter;
    private int transportIndex;
    private @Nullable Transport proven;

    AuthMemory auth() {
        return auth;
    }

    ControlUrl.Style controlStyle() {
        return controlStyle;
    }

    void controlStyle(ControlUrl.Style style) {
        controlStyle = style;
    }

    /** The camera hangs up or stays silent on OPTIONS. */
    boolean skipsOptions() {
        return skipsOptions;
    }

    void skipOptions() {
        skipsOptions = true;
    }

    boolean refusesGetParameter() {
        return refusesGetParameter;
    }

    void refuseGetParameter() {
        refusesGetParameter = true;
    }

    /** The transport to ask for now. */
    public Transport transport(TransportChoice choice) {
        return choice.order().get(transportIndex % choice.order().size());
    }

    /** Media arrived over the present transport: it stays, whatever fails later. */
    public void transportWorks(TransportChoice choice) {
        proven = transport(choice);
    }

    /**
     * The present transport was refused or brought nothing.
     *
     * @return whether there is another one to try
     */
    public boolean nextTransport(TransportChoice choice) {
        if (choice.order().size() < 2) {
            return false;
        }
        transportIndex++;
        return true;
    }

    /** As {@link #nextTransport}, unless media has come over the present one before. */
    public boolean nextTransportAfterSilence(TransportChoice choice) {
        return proven != transport(choice) && nextTransport(choice);
    }
}
