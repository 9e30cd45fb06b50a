package org.haidang.media.rtsp;

import org.jspecify.annotations.Nullable;

/**
 * What one conversation is about.
 *
 * @param uri what to describe
 * @param credentials null when there are none, or none for this host
 * @param transport which transports may be tried
 * @param userAgent sent with every request
 * @param responseTimeoutMs for the answer to one request
 * @param replay what of the device's recordings to play; null to play what is now
 */
public record ConversationSettings(
        RtspUri uri,
        @Nullable Credentials credentials,
        TransportChoice transport,
        String userAgent,
        int responseTimeoutMs,
        @Nullable ReplayRange replay) {}
