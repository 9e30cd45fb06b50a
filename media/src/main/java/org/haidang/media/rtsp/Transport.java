package org.haidang.media.rtsp;

/** How RTP comes to us in one session. */
public enum Transport {
    /** Interleaved with RTSP on its own connection (RFC 2326 section 10.12). */
    TCP,
    /** Datagrams to a pair of ports of ours. */
    UDP
}
