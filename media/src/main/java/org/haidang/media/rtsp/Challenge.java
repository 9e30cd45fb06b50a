package org.haidang.media.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One way to log in that a camera offers ({@code WWW-Authenticate}, RFC 7616 section 3.3).
 *
 * @param scheme which way
 * @param realm as it came; hashed as it is
 * @param nonce empty for Basic
 * @param opaque to be sent back, null when none came
 * @param qopAuth whether quality of protection {@code auth} is offered
 * @param stale the nonce was too old and the password is not in doubt
 */
record Challenge(
        Scheme scheme,
        String realm,
        String nonce,
        @Nullable String opaque,
        boolean qopAuth,
        boolean stale) {

    /** Strongest first. */
    enum Scheme {
        DIGEST_SHA_256,
        DIGEST_MD5,
        BASIC;

        DigestAlgorithm algorithm() {
            return this == DIGEST_SHA_256 ? DigestAlgorithm.SHA_256 : DigestAlgorithm.MD5;
        }
    }

    /** More offers than this are not looked at. */
    private static final int MAX_CHALLENGES = 16;

    /** Those offers that we can follow, of all header lines, strongest first. */
    static List<Challenge> parse(List<String> headerValues) {
        List<Challenge> challenges = new ArrayList<>();
        for (String value : headerValues) {
            var reader = new AuthParameters.Reader(value);
            for (AuthParameters next = reader.next();
                    next != null && challenges.size() < MAX_CHALLENGES;
                    next = reader.next()) {
                Challenge challenge = of(next);
                if (challenge != null) {
                    challenges.add(challenge);
                }
            }
        }
        challenges.sort((a, b) -> a.scheme.compareTo(b.scheme));
        return challenges;
    }

    private static @Nullable Challenge of(AuthParameters p) {
        String realm = p.getOr("realm", "");
        if (p.scheme().equals("basic")) {
            return new Challenge(Scheme.BASIC, realm, "", null, false, false);
        }
        DigestAlgorithm algorithm = DigestAlgorithm.of(p.get("algorithm"));
        if (!p.scheme().equals("digest") || algorithm == null) {
            return null; // SHA-512-256, MD5-sess, Bearer: others may do
        }
        String qop = p.getOr("qop", "").toLowerCase(Locale.ROOT);
        boolean auth = List.of(qop.split("[, ]+")).contains("auth");
        if (!qop.isBlank() && !auth) {
            return null; // auth-int alone
        }
        return new Challenge(
                algorithm == DigestAlgorithm.SHA_256 ? Scheme.DIGEST_SHA_256 : Scheme.DIGEST_MD5,
                realm,
                p.getOr("nonce", ""),
                p.get("opaque"),
                auth,
                p.getOr("stale", "").equalsIgnoreCase("true"));
    }
}
