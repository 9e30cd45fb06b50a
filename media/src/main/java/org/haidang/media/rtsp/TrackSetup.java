package org.haidang.media.rtsp;

/**
 * A track that the camera has agreed to send.
 *
 * @param transport how
 * @param rtpChannel interleaved channel of its RTP, -1 with UDP
 * @param rtcpChannel interleaved channel of its RTCP, -1 with UDP
 * @param answer what else the camera said; for UDP its ports and source
 */
public record TrackSetup(
        MediaTrack track,
        Transport transport,
        int rtpChannel,
        int rtcpChannel,
        TransportHeader answer) {}
