package org.haidang.media.rtsp.net;

import org.haidang.media.rtp.TrackReceiver;
import org.haidang.media.rtp.TrackSettings;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.TrackSetup;
import org.haidang.media.rtsp.Transport;
import org.jspecify.annotations.Nullable;

/** One track of a session: what was agreed, who takes its packets, and its ports with UDP. */
final class TrackLine {
    final TrackSetup setup;
    final TrackReceiver receiver;
    final @Nullable UdpPorts udp;

    TrackLine(TrackSetup setup, TrackReceiver receiver, @Nullable UdpPorts udp) {
        this.setup = setup;
        this.receiver = receiver;
        this.udp = udp;
    }

    boolean isVideo() {
        return setup.track().isVideo();
    }

    /** Whether any packet has come. */
    boolean alive() {
        return receiver.lastPacketNs() != Long.MIN_VALUE;
    }

    /**
     * What a receiver has to know of a track that was set up.
     *
     * @param reportSsrc of our own reports
     */
    static TrackSettings settings(TrackSetup setup, int reportSsrc) {
        MediaTrack track = setup.track();
        return new TrackSettings(
                track.trackId(),
                track.encodingName(),
                track.payloadType(),
                track.clockRateHz(),
                track.channels(),
                track.fmtp(),
                setup.answer().ssrc(),
                setup.transport() == Transport.UDP,
                reportSsrc);
    }
}
