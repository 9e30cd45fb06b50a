package org.haidang.onvif.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.haidang.onvif.discovery.Hosts;
import org.haidang.onvif.net.CallException.Reason;

/**
 * Encrypts a connection to a device, TLS 1.2 or 1.3 (RFC 5246, RFC 8446), and has its key judged.
 * Each handshake has a context of its own: no session is resumed that was judged by another rule.
 */
final class Tls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * What the JDK and devices say when there is no version or cipher that both have. The words are
     * those of the alerts (RFC 8446 section 6.2) and of the JDK's own refusals, which bear the name
     * of the alert that it sends: a handshake_failure of ours is none of these.
     */
    private static final String[] OUTDATED = {
        "protocol_version",
        "protocol version", // the JDK's, of a server that has chosen one of old
        "alert: handshake_failure",
        "insufficient_security",
        "server chose tls",
        "server chose ssl",
        "not enabled or not supported",
        "no appropriate protocol",
        "algorithm constraints",
        "unsupported protocol"
    };

    private Tls() {}

    /**
     * Makes the handshake, and has the key judged when the device has proved that it has it: what
     * it only shows may be another's. Both sockets are closed by closing the lower one.
     *
     * @param within the whole handshake's time
     * @throws CallException why there is no encrypted connection
     */
    static Socket over(TimedSocket plain, URI address, CertificateRule rule, Duration within)
            throws CallException {
        plain.within(within);
        SSLSocket socket;
        Fingerprint shown;
        try {
            socket = layered(plain, address);
            socket.startHandshake();
            shown = Fingerprint.of(socket.getSession().getPeerCertificates()[0]);
        } catch (IOException e) {
            throw failure(e, plain.isLate(), within);
        }
        return switch (rule.judge(address, shown)) {
            case TRUSTED -> socket;
            case CHANGED ->
                    throw new CallException(
                            Reason.CERTIFICATE_CHANGED, "it shows another key: " + shown, shown);
            case UNKNOWN ->
                    throw new CallException(
                            Reason.CERTIFICATE_UNKNOWN,
                            "no key is known of it; shown: " + shown,
                            shown);
        };
    }

    private static SSLSocket layered(TimedSocket plain, URI address) throws IOException {
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
        Socket layered =
                context.getSocketFactory()
                        .createSocket(plain, Hosts.bare(address.getHost()), plain.getPort(), true);
        SSLSocket socket = (SSLSocket) layered;
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static CallException failure(IOException e, boolean late, Duration within) {
        if (late) {
            return new CallException(
                    Reason.TIMEOUT, "no TLS handshake within " + within.toMillis() + " ms");
        }
        String message = String.valueOf(e.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        for (String sign : OUTDATED) {
            if (e instanceof SSLException && lower.contains(sign)) {
                return new CallException(Reason.OUTDATED_TLS, "TLS: " + message);
            }
        }
        boolean hungUp =
                !(e instanceof SSLException)
                        || e.getCause() instanceof EOFException
                        || lower.contains("terminated");
        return new CallException(
                hungUp ? Reason.CLOSED : Reason.MALFORMED, "TLS handshake: " + message);
    }

    /** Lets the handshake go on; the rule is asked after it. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by, Socket socket)
                throws CertificateException {
            throw new CertificateException("nobody calls us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("nobody calls us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String by)
                throws CertificateException {
            throw new CertificateException("nobody calls us");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
