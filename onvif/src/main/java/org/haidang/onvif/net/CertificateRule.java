package org.haidang.onvif.net;

import java.net.URI;

/**
 * Whether a device is the one that it was, by the certificate it shows. Asked when the device has
 * proved in the handshake that it has the key, and before anything is sent to it. Nobody has signed
 * the certificates of cameras, so who issued one, for which name and until when, counts for
 * nothing: only its key does.
 */
@FunctionalInterface
public interface CertificateRule {

    /** What to do with a device. */
    enum Verdict {
        /** Go on. */
        TRUSTED,
        /** Hang up: another key is known of this device. */
        CHANGED,
        /** Hang up: none is known of it yet, and whoever asks may not be the first to. */
        UNKNOWN
    }

    /**
     * Judges a device. May be asked several times in one conversation, from several threads.
     *
     * @param device any address of the device, by https
     * @param shown what it has proved to have the key of
     */
    Verdict judge(URI device, Fingerprint shown);

    /** Nobody is trusted. */
    static CertificateRule nobody() {
        return (_, _) -> Verdict.UNKNOWN;
    }

    /** Everybody is: for questions that carry no login, such as who is there at all. */
    static CertificateRule anybody() {
        return (_, _) -> Verdict.TRUSTED;
    }
}
