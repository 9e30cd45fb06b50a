package org.haidang.uplink;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** How both ends of the link encrypt: TLS 1.3 (RFC 8446) and nothing older. */
public final class Tls {
    private Tls() {}

    /**
     * Made by the library that gRPC brings along, which takes a small part of the work that Java's
     * own takes for a handshake: it counts when thousands of sites come back at once. Where that
     * cannot be loaded, Java's own does it.
     *
     * @throws SSLException when keys or certificates are not usable
     */
    public static SslContext context(SslContextBuilder of) throws SSLException {
        return GrpcSslContexts.configure(
                        of, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols("TLSv1.3")
                .build();
    }
}
