package org.haidang.server.tier.store;

/**
 * What another tier may have of one camera. Of a camera that is not listed it may have nothing.
 *
 * @param listed know of it and of its state
 * @param live see its live pictures
 * @param playback see its recordings
 * @param talk speak through its loudspeaker
 */
public record LinkGrant(boolean listed, boolean live, boolean playback, boolean talk) {
    /** What is given of a camera about which nobody decided. */
    public static final LinkGrant USUAL = new LinkGrant(true, true, true, false);

    public static final LinkGrant NONE = new LinkGrant(false, false, false, false);

    public LinkGrant {
        live &= listed;
        playback &= listed;
        talk &= listed;
    }

    /** What both give. */
    public LinkGrant and(LinkGrant other) {
        return new LinkGrant(
                listed && other.listed,
                live && other.live,
                playback && other.playback,
                talk && other.talk);
    }
}
