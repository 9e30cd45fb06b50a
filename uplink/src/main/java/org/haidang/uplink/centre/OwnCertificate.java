package org.haidang.uplink.centre;

import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.X509ExtendedKeyManager;
import org.haidang.uplink.trust.Authority;

/**
 * What the centre's port shows of itself. It is made anew while the port is open, long before it
 * runs out, and when the machine's clock turns out to have been wrong as it was made: a centre that
 * is never restarted would else lose all its sites on one day. Conversations under way go on.
 */
final class OwnCertificate {
    private static final Duration BEFORE_END = Duration.ofDays(30);

    private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    private final Authority authority;
    private final InstantSource clock;
    private X509Certificate shown;

    OwnCertificate(Authority authority, InstantSource clock) throws IOException {
        this.authority = authority;
        this.clock = clock;
        this.shown = made();
    }

    /** For the port; what it shows follows by itself. */
    X509ExtendedKeyManager keys() {
        return keys;
    }

    /** Makes a new one when it is time. */
    void look() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(shown.getNotBefore().toInstant())
                || now.plus(BEFORE_END).isAfter(shown.getNotAfter().toInstant())) {
            shown = made();
        }
    }

    private X509Certificate made() throws IOException {
        Authority.Credentials own = authority.forCentre();
        keys.updateIdentityCredentials(own.chain().toArray(X509Certificate[]::new), own.key());
        return own.chain().getFirst();
    }
}
