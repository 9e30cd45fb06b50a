package org.haidang.media.rtp;

import java.util.Locale;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * Turns the RTP packets of one track into access units.
 *
 * <p>One receiver is made per track and session; the {@link MediaClock} outlives it. It never
 * throws for what a camera sends: bad input is counted. Buffers are only read during the call. Not
 * thread-safe: belongs to the event loop of its source.
 */
public final class TrackReceiver {

    /** Whether a track of this encoding (name of {@code a=rtpmap}, any case) can be received. */
    public static boolean supports(String encodingName) {
        return switch (encodingName.toUpperCase(Locale.ROOT)) {
            case "H264", "H265", "HEVC", "MPEG4-GENERIC", "PCMU", "PCMA" -> true;
            default -> false;
        };
    }

    /**
     * @throws IllegalArgumentException when the encoding is not supported
     */
    public TrackReceiver(TrackSettings settings, MediaClock clock, TrackListener listener) {
        if (!supports(settings.encodingName())) {
            throw new IllegalArgumentException("encoding " + settings.encodingName());
        }
    }

    /**
     * The track as far as it is known: right after construction what the description told, later
     * what the packets told.
     */
    public @Nullable Track track() {
        return null;
    }

    /**
     * One packet from the RTP channel or port; RTCP that strayed on to it is handled as such.
     *
     * @param arrivalNs monotonic time of arrival
     * @param arrivalWallUs the server's clock at arrival, microseconds since 1970 UTC
     */
    public void onRtp(byte[] buffer, int offset, int length, long arrivalNs, long arrivalWallUs) {}

    /** One packet from the RTCP channel or port; RTP that strayed on to it is handled as such. */
    public void onRtcp(byte[] buffer, int offset, int length, long arrivalNs, long arrivalWallUs) {}

    /**
     * Time passes: gives up on packets held for reordering. Call every 10 to 200 ms when {@link
     * TrackSettings#reorder()} is set; harmless otherwise.
     */
    public void onTick(long nowNs) {}

    /**
     * A compound RTCP packet (receiver report and source description) to send every 5 s; also over
     * TCP, where some cameras take it as the sign of life.
     */
    public byte[] receiverReport(long nowNs) {
        return new byte[0];
    }

    /**
     * The SSRC that the SETUP answer or the RTP-Info announced, when it is known only after
     * construction.
     */
    public void expectSsrc(int ssrc) {}

    /**
     * What follows does not continue what was: hands over what is complete, drops the rest and
     * starts at the next random access. For a PLAY after a pause; a reconnect makes a new receiver.
     */
    public void discontinuity() {}

    /** The session ends: hands over the picture in hand and packets still held for reordering. */
    public void flush() {}

    /** Monotonic time of arrival of the last RTP packet taken, or {@link Long#MIN_VALUE}. */
    public long lastPacketNs() {
        return Long.MIN_VALUE;
    }

    /** Whether the sender said BYE after its last RTP packet. */
    public boolean goodbye() {
        return false;
    }

    public ReceiverCounters counters() {
        return new ReceiverCounters(
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ReceiverCounters.UNKNOWN_OFFSET);
    }
}
