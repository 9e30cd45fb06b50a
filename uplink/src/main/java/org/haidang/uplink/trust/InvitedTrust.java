package org.haidang.uplink.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Believes the one centre whose authority the invitation names, and nobody else. */
public final class InvitedTrust implements X509TrustManager {
    private final byte[] fingerprint;

    public InvitedTrust(byte[] fingerprint) {
        this.fingerprint = fingerprint.clone();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        if (chain.length != 2
                || !MessageDigest.isEqual(Sha256.of(Authority.encoded(chain[1])), fingerprint)) {
            throw new CertificateException(
                    "this is not the centre that the invitation names: who answers shows "
                            + CentreTrust.shown(chain));
        }
        try {
            chain[0].verify(chain[1].getPublicKey());
            chain[0].checkValidity();
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the centre's certificate does not hold", e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("asked as a client only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
