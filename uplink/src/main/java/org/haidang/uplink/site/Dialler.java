package org.haidang.uplink.site;

import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ManagedChannel;
import io.grpc.ProxiedSocketAddress;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.WriteBufferWaterMark;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollChannelOption;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.haidang.uplink.Tls;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.CentreTrust;
import org.haidang.uplink.trust.InvitedTrust;
import org.haidang.uplink.trust.Membership;
import org.jspecify.annotations.Nullable;

/** Makes the connections of a site, all by the same way. */
final class Dialler {
    static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final int CONNECT_MS = 5_000;

    /**
     * What may wait in the kernel and below us for the line. What is there already cannot be taken
     * back when somebody seeks: on a thin line each 16 KiB cost a tenth of a second.
     */
    private static final int UNSENT_BYTES = 8 << 10;

    private Dialler() {}

    /** Anonymous, to whom the invitation names. */
    static ManagedChannel invited(String address, byte[] fingerprint, Route route)
            throws SSLException {
        return builder(
                        address,
                        route,
                        SslContextBuilder.forClient().trustManager(new InvitedTrust(fingerprint)))
                .build();
    }

    /**
     * With our certificate.
     *
     * @param windowBytes what may be under way and not taken by the other side, per stream
     */
    static ManagedChannel member(Membership member, String address, Route route, int windowBytes)
            throws SSLException {
        // Given a key, Netty would seal it into a key store and open it again: a tenth of a second
        // of
        // work at each dial.
        AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
        own.updateIdentityCredentials(member.chain().toArray(X509Certificate[]::new), member.key());
        return builder(
                        address,
                        route,
                        SslContextBuilder.forClient()
                                .trustManager(new CentreTrust(member.authority()))
                                .keyManager(own))
                .flowControlWindow(windowBytes)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .build();
    }

    private static NettyChannelBuilder builder(String address, Route route, SslContextBuilder tls)
            throws SSLException {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forTarget("dns:///" + address)
                        .proxyDetector(target -> between(target, route))
                        .overrideAuthority(Authority.CENTRE_NAME)
                        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
                        .withOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(UNSENT_BYTES / 2, UNSENT_BYTES));
        if (Epoll.isAvailable()) {
            // Linux only; elsewhere the kernel decides.
            builder.withOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) UNSENT_BYTES);
        }
        return builder.maxInboundMessageSize(MAX_MESSAGE_BYTES).sslContext(Tls.context(tls));
    }

    /** Null for no proxy. Asked by gRPC before it looks up the centre's name, at each dial. */
    private static @Nullable ProxiedSocketAddress between(SocketAddress target, Route route)
            throws IOException {
        HttpProxy proxy = route.proxy();
        if (proxy == null || !(target instanceof InetSocketAddress centre)) {
            return null;
        }
        HttpConnectProxiedSocketAddress.Builder through =
                HttpConnectProxiedSocketAddress.newBuilder()
                        .setTargetAddress(centre)
                        .setProxyAddress(proxy.resolved());
        HttpProxy.Login login = proxy.login();
        if (login != null) {
            through.setUsername(login.username()).setPassword(login.password());
        }
        return through.build();
    }
}
