package org.haidang.server.tier.store;

/**
 * What another tier may have of one camera. Of a camera that is not listed it may have nothing, and
 * what it does not see live it does not turn.
 *
 * @param listed know of it and of its state
 * @param live see its live pictures
 * @param playback see its recordings
 * @param talk speak through its loudspeaker
 * @param turn turn it
 * @param configure set what is recorded of it and for how long
 */
public record LinkGrant(
        boolean listed,
        boolean live,
        boolean playback,
        boolean talk,
        boolean turn,
        boolean configure) {
    /**
     * What is given of a camera about which nobody decided: to see it. Whatever does something at
     * the site, somebody there gives.
     */
    public static final LinkGrant USUAL = new LinkGrant(true, true, true, false, false, false);

    public static final LinkGrant ALL = new LinkGrant(true, true, true, true, true, true);

    public static final LinkGrant NONE = new LinkGrant(false, false, false, false, false, false);

    public LinkGrant {
        live &= listed;
        playback &= listed;
        talk &= listed;
        turn &= live;
        configure &= listed;
    }

    /** What both give. */
    public LinkGrant and(LinkGrant other) {
        return new LinkGrant(
                listed && other.listed,
                live && other.live,
                playback && other.playback,
                talk && other.talk,
                turn && other.turn,
                configure && other.configure);
    }
}
