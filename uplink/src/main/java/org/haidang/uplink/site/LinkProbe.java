package org.haidang.uplink.site;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.LinkGrpc;
import org.haidang.uplink.wire.ProbeAnswer;
import org.haidang.uplink.wire.ProbeRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tries a link step by step, by the way that the link itself goes, beside a running one and without
 * disturbing it. With a proxy between, the first steps are to the proxy.
 */
public final class LinkProbe {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_SECONDS = 10;
    private static final int DEFAULT_PORT = 443;

    private final Membership member;
    private final Route route;
    private final InstantSource clock;

    public LinkProbe(Membership member, Route route, InstantSource clock) {
        this.member = member;
        this.route = route;
        this.clock = clock;
    }

    /**
     * What the centre said.
     *
     * @param certifiedUntil until when the centre's certificate is good
     * @param roundTripUs of the second of two questions: the first also connects
     * @param clockUs its clock minus ours, microseconds, as exact as half a round trip
     * @param protocol that would be spoken; 0 when there is none in common
     */
    public record Answer(
            @Nullable Instant certifiedUntil,
            long roundTripUs,
            long clockUs,
            String software,
            int oldest,
            int newest,
            int protocol) {}

    /** The addresses of the name that is dialled, the proxy's or the centre's. */
    public List<InetAddress> resolve() throws IOException {
        return List.of(InetAddress.getAllByName(host()));
    }

    /** Connects to the proxy or the centre and hangs up. */
    public void reach() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port()), CONNECT_MS);
        }
    }

    /**
     * Asks the centre with our certificate.
     *
     * @throws FailedException when it does not answer, or does not want us
     */
    public Answer ask() throws IOException, FailedException {
        ManagedChannel channel = Dialler.member(member, member.address(), route, 64 << 10);
        Handshake handshake = new Handshake();
        try {
            LinkGrpc.LinkBlockingStub centre =
                    LinkGrpc.newBlockingStub(ClientInterceptors.intercept(channel, handshake));
            once(centre);
            long askedNs = System.nanoTime();
            long askedUs = nowUs();
            ProbeAnswer said = once(centre);
            long tripUs = (System.nanoTime() - askedNs) / 1_000;
            return new Answer(
                    handshake.certifiedUntil,
                    tripUs,
                    said.getClockUs() - askedUs - tripUs / 2,
                    said.getSoftware(),
                    said.getOldestProtocol(),
                    said.getProtocol(),
                    Protocol.SPOKEN.common(said.getOldestProtocol(), said.getProtocol()));
        } catch (StatusRuntimeException e) {
            Failure failure = Failure.of(e.getStatus(), route);
            throw new FailedException(
                    failure.trouble() == Trouble.SILENT
                            ? Failure.silent(channel, route, failure.why())
                            : failure,
                    handshake.certifiedUntil,
                    e);
        } finally {
            channel.shutdownNow();
        }
    }

    private static ProbeAnswer once(LinkGrpc.LinkBlockingStub centre) {
        return centre.withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                .probe(
                        ProbeRequest.newBuilder()
                                .setProtocol(Protocol.NEWEST)
                                .setOldestProtocol(Protocol.OLDEST)
                                .build());
    }

    /** Notes whom TLS has shown, also when the call over it fails. */
    private static final class Handshake implements ClientInterceptor {
        /** Null until TLS stands. */
        private volatile @Nullable Instant certifiedUntil;

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(
                MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    super.start(
                            new SimpleForwardingClientCallListener<>(listener) {
                                @Override
                                public void onClose(Status status, Metadata trailers) {
                                    see(getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
                                    super.onClose(status, trailers);
                                }
                            },
                            headers);
                }
            };
        }

        private void see(@Nullable SSLSession session) {
            try {
                if (session != null
                        && session.getPeerCertificates()[0] instanceof X509Certificate centre) {
                    certifiedUntil = centre.getNotAfter().toInstant();
                }
            } catch (SSLPeerUnverifiedException nobody) {
                // Then TLS does not stand.
            }
        }
    }

    private String host() {
        HttpProxy proxy = route.proxy();
        if (proxy != null) {
            return proxy.host();
        }
        int colon = member.address().lastIndexOf(':');
        String host = colon < 0 ? member.address() : member.address().substring(0, colon);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port() {
        HttpProxy proxy = route.proxy();
        if (proxy != null) {
            return proxy.port();
        }
        int colon = member.address().lastIndexOf(':');
        try {
            return colon < 0
                    ? DEFAULT_PORT
                    : Integer.parseInt(member.address().substring(colon + 1));
        } catch (NumberFormatException e) {
            return DEFAULT_PORT;
        }
    }

    private long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** The centre did not answer as hoped. Its message is for an engineer. */
    public static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Trouble trouble;
        private final transient @Nullable Instant certifiedUntil;

        FailedException(Failure failure, @Nullable Instant certifiedUntil, Throwable cause) {
            super(failure.why(), cause);
            this.trouble = failure.trouble();
            this.certifiedUntil = certifiedUntil;
        }

        public Trouble trouble() {
            return trouble;
        }

        /** Until when the certificate of who answered is good; null when TLS does not stand. */
        public @Nullable Instant certifiedUntil() {
            return certifiedUntil;
        }
    }
}
