package org.haidang.media.rtsp.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.haidang.media.rtp.TrackListener;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.source.FailureReason;

/**
 * What a {@link Session} has to tell, in the loop's thread. Formats and units come through the
 * track listener. After {@code onFailed} no unit comes, and {@code onEnded} is the last call.
 */
interface SessionListener extends TrackListener {

    /** The first of the allowed addresses, which is called next. */
    default void onResolved(InetAddress first) {}

    default void onConnected(InetSocketAddress address) {}

    /** The camera has said something that is RTSP. */
    default void onSpoken() {}

    default void onDescribed(Sdp sdp, List<MediaTrack> tracks) {}

    /** One of the tracks is set up; all of them are before {@code onPlaying}. */
    default void onSetup(MediaTrack track, Transport transport) {}

    void onPlaying(Transport transport);

    /** The first RTP packet of the session; may come before {@code onPlaying} (P02). */
    default void onPacket() {}

    /** All that was read in this pass was handed over. */
    void onBatchEnd();

    /** Worth one line in the log. */
    void onNote(String sentence);

    void onFailed(FailureReason reason, String sentence);

    /** Everything is closed. */
    void onEnded();
}
