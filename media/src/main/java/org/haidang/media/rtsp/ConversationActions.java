package org.haidang.media.rtsp;

import java.util.List;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.source.FailureReason;

/**
 * What a {@link Conversation} wants done or known. Called from within its methods, in the same
 * thread. After {@code restart}, {@code onFailed} and {@code onTornDown} nothing more comes.
 */
public interface ConversationActions {

    /** Send these bytes on the connection. */
    void send(byte[] message);

    /**
     * Open a pair of UDP ports for a track.
     *
     * @return the even port for RTP (RTCP is the next), or -1 when there is none
     */
    int openUdpPorts(MediaTrack track);

    /** The description came; these of its tracks will be set up. */
    void onDescribed(Sdp sdp, List<MediaTrack> tracks);

    /** One track is set up; its packets may come from now on, before PLAY is answered too. */
    void onTrackSetup(TrackSetup setup);

    /** The camera plays. */
    void onPlaying();

    /** Worth a line in the log; at most a few per conversation. */
    default void onNote(String sentence) {}

    /**
     * Hang up and begin a new conversation over a new connection.
     *
     * @param target whom to call
     * @param why one English clause
     */
    void restart(RtspUri target, String why);

    /**
     * It cannot go on.
     *
     * @param sentence one English sentence without secrets
     */
    void onFailed(FailureReason reason, String sentence);

    /** TEARDOWN was answered, or needed no answer, or none came in time. */
    void onTornDown();
}
