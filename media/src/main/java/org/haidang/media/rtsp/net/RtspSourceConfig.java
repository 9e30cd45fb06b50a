package org.haidang.media.rtsp.net;

import java.net.InetAddress;
import java.util.function.Predicate;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to pull one stream of one camera. Made by {@link #of}, then changed with the
 * {@code with} methods.
 *
 * @param name for the log: camera and stream, for example {@code gate-1/main}
 * @param uri the address without credentials; scheme {@code rtsp}
 * @param credentials null when the camera asks for none; the password is in no {@code toString}
 * @param transport which transports may be tried
 * @param connectTimeoutMs for the TCP connection, per address of the host; default 5 s
 * @param responseTimeoutMs for the answer to one request; default 8 s
 * @param mediaTimeoutMs without any RTP packet of the video track (of any track when there is no
 *     video) the session is made anew; default 8 s. Silent audio never matters.
 * @param addressGuard asked with each address before it is connected to; default {@link
 *     AddressRules#camerasOnly()}
 * @param anyUdpSource take RTP over UDP from any sender, for cameras behind odd routing; default no
 * @param userAgent sent with every request (some cameras refuse clients without one)
 */
public record RtspSourceConfig(
        String name,
        RtspUri uri,
        @Nullable Credentials credentials,
        TransportChoice transport,
        int connectTimeoutMs,
        int responseTimeoutMs,
        int mediaTimeoutMs,
        Predicate<InetAddress> addressGuard,
        boolean anyUdpSource,
        String userAgent) {

    public static final int DEFAULT_CONNECT_TIMEOUT_MS = 5_000;
    public static final int DEFAULT_RESPONSE_TIMEOUT_MS = 8_000;
    public static final int DEFAULT_MEDIA_TIMEOUT_MS = 8_000;
    public static final String DEFAULT_USER_AGENT = "HaiDang/0.1";

    public RtspSourceConfig {
        if (uri.secure()) {
            throw new IllegalArgumentException("scheme rtsps is not supported: " + uri);
        }
        if (connectTimeoutMs < 1 || responseTimeoutMs < 1 || mediaTimeoutMs < 1) {
            throw new IllegalArgumentException(
                    "timeouts "
                            + connectTimeoutMs
                            + ", "
                            + responseTimeoutMs
                            + ", "
                            + mediaTimeoutMs
                            + " ms");
        }
        if (userAgent.isBlank() || userAgent.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("user agent '" + userAgent + "'");
        }
    }

    /**
     * With all defaults. Credentials that are written into the address are taken over and removed
     * from it.
     *
     * @throws MalformedInputException when the address cannot be read
     */
    public static RtspSourceConfig of(String name, String address) throws MalformedInputException {
        RtspUri.WithCredentials parsed = RtspUri.parse(address);
        if (parsed.uri().secure()) {
            throw new MalformedInputException("scheme rtsps is not supported");
        }
        return new RtspSourceConfig(
                name,
                parsed.uri(),
                parsed.credentials(),
                TransportChoice.AUTO,
                DEFAULT_CONNECT_TIMEOUT_MS,
                DEFAULT_RESPONSE_TIMEOUT_MS,
                DEFAULT_MEDIA_TIMEOUT_MS,
                AddressRules.camerasOnly(),
                false,
                DEFAULT_USER_AGENT);
    }

    public RtspSourceConfig withCredentials(String username, String password) {
        return new RtspSourceConfig(
                name,
                uri,
                new Credentials(username, password),
                transport,
                connectTimeoutMs,
                responseTimeoutMs,
                mediaTimeoutMs,
                addressGuard,
                anyUdpSource,
                userAgent);
    }

    public RtspSourceConfig withTransport(TransportChoice choice) {
        return new RtspSourceConfig(
                name,
                uri,
                credentials,
                choice,
                connectTimeoutMs,
                responseTimeoutMs,
                mediaTimeoutMs,
                addressGuard,
                anyUdpSource,
                userAgent);
    }

    public RtspSourceConfig withTimeouts(int connectMs, int responseMs, int mediaMs) {
        return new RtspSourceConfig(
                name,
                uri,
                credentials,
                transport,
                connectMs,
                responseMs,
                mediaMs,
                addressGuard,
                anyUdpSource,
                userAgent);
    }

    public RtspSourceConfig withAddressGuard(Predicate<InetAddress> guard) {
        return new RtspSourceConfig(
                name,
                uri,
                credentials,
                transport,
                connectTimeoutMs,
                responseTimeoutMs,
                mediaTimeoutMs,
                guard,
                anyUdpSource,
                userAgent);
    }

    public RtspSourceConfig withAnyUdpSource(boolean any) {
        return new RtspSourceConfig(
                name,
                uri,
                credentials,
                transport,
                connectTimeoutMs,
                responseTimeoutMs,
                mediaTimeoutMs,
                addressGuard,
                any,
                userAgent);
    }
}
