package org.haidang.uplink.trust;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes certificates of one authority, as the JDK judges them; of others it says whose they are,
 * so that a device that answers in the centre's place can be found.
 */
public final class CentreTrust extends X509ExtendedTrustManager {
    private static final int MAX_NAME = 120;

    private final X509ExtendedTrustManager judge;

    public CentreTrust(X509Certificate authority) {
        this.judge = judge(authority);
    }

    private static X509ExtendedTrustManager judge(X509Certificate authority) {
        try {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            known.setCertificateEntry("centre", authority);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            return Stream.of(trust.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this Java judges no X.509"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the centre's authority cannot be used", e);
        }
    }

    /** Whose certificate was shown, in a stranger's own words: bounded, on one line. */
    static String shown(X509Certificate[] chain) {
        if (chain.length == 0) {
            return "no certificate";
        }
        return "a certificate of "
                + clean(chain[0].getSubjectX500Principal().getName())
                + ", given by "
                + clean(chain[0].getIssuerX500Principal().getName());
    }

    private static String clean(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MAX_NAME ? line : line.substring(0, MAX_NAME) + "...";
    }

    private interface Judgement {
        void judge() throws CertificateException;
    }

    private static void judged(X509Certificate[] chain, Judgement judgement)
            throws CertificateException {
        try {
            judgement.judge();
        } catch (CertificateException e) {
            throw new CertificateException(
                    "who answers shows " + shown(chain) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judged(chain, () -> judge.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("asked as a client only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
