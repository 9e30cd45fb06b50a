package org.haidang.media.rtp;

import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/** Makes units of the packets of one sender, given in order. */
interface Depacketizer {
    /** The track as far as it is known. */
    @Nullable Track track();

    /**
     * Takes the next packet.
     *
     * @param afterGap packets are missing just before this one
     */
    void onPacket(RtpPacket packet, boolean afterGap);

    /** Hands over the unit in hand if it is whole. */
    void flush();

    /** What follows does not continue: drops what is in hand. */
    void restart();
}
