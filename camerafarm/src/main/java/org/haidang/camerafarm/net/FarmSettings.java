package org.haidang.camerafarm.net;

import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.ServerLogin;
import org.jspecify.annotations.Nullable;

/**
 * How the farm listens and sends.
 *
 * @param bind address to listen on
 * @param port RTSP port, 0 for a free one
 * @param portPerCamera a port for each camera
 * @param login how cameras ask for a login
 * @param credentials what they accept, or null when they ask for none
 * @param packetAtATime one write per packet instead of one per picture
 * @param joinAtKey a new viewer starts at the nearest key picture
 */
public record FarmSettings(
        String bind,
        int port,
        boolean portPerCamera,
        ServerLogin login,
        @Nullable Credentials credentials,
        boolean packetAtATime,
        boolean joinAtKey) {}
