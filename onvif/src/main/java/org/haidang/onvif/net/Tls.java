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
import org.haidang.onvif.net.CertificateRule.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a connection to a device, TLS 1.2 or 1.3 (RFC 5246, RFC 8446), and has its key judged.
 * Each handshake has a context of its own: no session is resumed that was judged by another rule.
 */
final class Tls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * What the JDK and devices say when there is no version or cipher that both have. The words are
     * those of the alerts (RFC 8446 section 6.2) and of the JDK's own refusals.
     */
    private static final String[] OUTDATED = {
        "protocol_version",
        "protocol version", // the JDK's, of a server that has chosen one of old
        "handshake_failure",
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
     * Makes the handshake. Both sockets are closed by closing the lower one.
     *
     * @param within the whole handshake's time
     * @throws CallException why there is no encrypted connection
     */
    static Socket over(TimedSocket plain, URI address, CertificateRule rule, Duration within)
            throws CallException {
        Judge judge = new Judge(address, rule);
        plain.within(within);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {judge}, null);
            Socket layered =
                    context.getSocketFactory()
                            .createSocket(
                                    plain, Hosts.bare(address.getHost()), plain.getPort(), true);
            SSLSocket socket = (SSLSocket) layered;
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        } catch (IOException e) {
            throw judge.failure(e, plain.isLate(), within);
        }
    }

    /** Asks the rule, and remembers what came of it: the JDK wraps all exceptions. */
    private static final class Judge extends X509ExtendedTrustManager {
        private final URI address;
        private final CertificateRule rule;
        private @Nullable Fingerprint shown;
        private @Nullable Verdict verdict;
        private @Nullable RuntimeException broken;

        Judge(URI address, CertificateRule rule) {
            this.address = address;
            this.rule = rule;
        }

        private void judge(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0) {
                throw new CertificateException("no certificate");
            }
            Fingerprint key = Fingerprint.of(chain[0]);
            shown = key;
            try {
                verdict = rule.judge(address, key);
            } catch (RuntimeException e) {
                broken = e;
                throw e;
            }
            if (verdict != Verdict.TRUSTED) {
                throw new CertificateException(verdict.name());
            }
        }

        CallException failure(IOException e, boolean late, Duration within) {
            if (broken != null) {
                throw broken;
            }
            if (verdict == Verdict.CHANGED) {
                return new CallException(
                        Reason.CERTIFICATE_CHANGED, "it shows another key: " + shown, shown);
            }
            if (verdict == Verdict.UNKNOWN) {
                return new CallException(
                        Reason.CERTIFICATE_UNKNOWN,
                        "no key is known of it; shown: " + shown,
                        shown);
            }
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

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, Socket socket)
                throws CertificateException {
            judge(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by, SSLEngine engine)
                throws CertificateException {
            judge(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String by)
                throws CertificateException {
            judge(chain);
        }

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
