package org.haidang.uplink.site;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.LinkGrpc;
import org.haidang.uplink.wire.ProbeAnswer;
import org.haidang.uplink.wire.ProbeRequest;

/**
 * Tries a link step by step, as far as each lets the next be tried, beside a running one and
 * without disturbing it. Goes straight to the centre, not through a proxy, until the last step.
 */
public final class LinkProbe {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_SECONDS = 10;
    private static final int DEFAULT_PORT = 443;

    private final Membership member;
    private final InstantSource clock;

    public LinkProbe(Membership member, InstantSource clock) {
        this.member = member;
        this.clock = clock;
    }

    /**
     * What the centre said.
     *
     * @param roundTripUs of the second of two questions: the first also connects
     * @param clockUs its clock minus ours, microseconds, as exact as half a round trip
     * @param protocol that would be spoken; 0 when there is none in common
     */
    public record Answer(
            long roundTripUs,
            long clockUs,
            String software,
            int oldest,
            int newest,
            int protocol) {}

    /** The addresses of the centre's name. */
    public List<InetAddress> resolve() throws IOException {
        return List.of(InetAddress.getAllByName(host()));
    }

    /** Connects and hangs up. */
    public void reach() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host(), port()), CONNECT_MS);
        }
    }

    /**
     * Greets by TLS and hangs up.
     *
     * @return until when the centre's certificate is good
     * @throws IOException when who answers has no certificate of our centre
     */
    public Instant greet() throws IOException {
        try (Socket raw = new Socket()) {
            raw.connect(new InetSocketAddress(host(), port()), CONNECT_MS);
            raw.setSoTimeout(CONNECT_MS);
            try (SSLSocket socket =
                    (SSLSocket)
                            trusting(member.authority())
                                    .getSocketFactory()
                                    .createSocket(raw, host(), port(), true)) {
                socket.setEnabledProtocols(new String[] {"TLSv1.3"});
                socket.startHandshake();
                X509Certificate centre =
                        (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return centre.getNotAfter().toInstant();
            }
        }
    }

    private static SSLContext trusting(X509Certificate authority) throws IOException {
        try {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            known.setCertificateEntry("centre", authority);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the centre's authority cannot be used", e);
        }
    }

    /**
     * Asks the centre with our certificate.
     *
     * @throws FailedException when it does not answer, or does not want us
     */
    public Answer ask() throws IOException, FailedException {
        ManagedChannel channel = Dialler.member(member, member.address(), 64 << 10);
        try {
            LinkGrpc.LinkBlockingStub centre = LinkGrpc.newBlockingStub(channel);
            once(centre);
            long askedNs = System.nanoTime();
            long askedUs = nowUs();
            ProbeAnswer said = once(centre);
            long tripUs = (System.nanoTime() - askedNs) / 1_000;
            return new Answer(
                    tripUs,
                    said.getClockUs() - askedUs - tripUs / 2,
                    said.getSoftware(),
                    said.getOldestProtocol(),
                    said.getProtocol(),
                    Protocol.common(said.getOldestProtocol(), said.getProtocol()));
        } catch (StatusRuntimeException e) {
            throw new FailedException(Trouble.of(e.getStatus()), String.valueOf(e.getMessage()), e);
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

    private String host() {
        int colon = member.address().lastIndexOf(':');
        String host = colon < 0 ? member.address() : member.address().substring(0, colon);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port() {
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

    /** The centre did not answer as hoped. */
    public static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Trouble trouble;

        FailedException(Trouble trouble, String message, Throwable cause) {
            super(message, cause);
            this.trouble = trouble;
        }

        public Trouble trouble() {
            return trouble;
        }
    }
}
