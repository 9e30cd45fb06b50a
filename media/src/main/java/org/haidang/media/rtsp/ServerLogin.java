package org.haidang.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of logging in: makes the challenges and checks the {@code Authorization} of a
 * request (RFC 7616 section 3.4, RFC 7617). Stateless but for its settings; the caller owns the
 * life of a nonce. Safe for use from several threads.
 *
 * @param realm shown to the user; no quotes
 * @param digests offered in this order; old clients take the first whether they know it or not, so
 *     MD5 comes first
 * @param basic whether Basic is offered too
 */
public record ServerLogin(String realm, List<DigestAlgorithm> digests, boolean basic) {

    public ServerLogin {
        digests = List.copyOf(digests);
    }

    /** What {@link #verify} found. */
    public enum Verdict {
        OK,
        /** No authorization, or one of a scheme that is not offered. */
        MISSING,
        /** Right but for a nonce that is not the present one: challenge again with stale=true. */
        STALE,
        /** Wrong user, password or address. */
        WRONG
    }

    /** The {@code WWW-Authenticate} values for a 401, one header line each. */
    public List<String> challenges(String nonce, boolean stale) {
        List<String> lines = new ArrayList<>();
        for (DigestAlgorithm algorithm : digests) {
            lines.add(
                    "Digest realm="
                            + AuthParameters.quoted(realm)
                            + ", nonce="
                            + AuthParameters.quoted(nonce)
                            + ", algorithm="
                            + algorithm.token()
                            + ", qop=\"auth\""
                            + (stale ? ", stale=true" : ""));
        }
        if (basic) {
            lines.add("Basic realm=" + AuthParameters.quoted(realm));
        }
        return lines;
    }

    /** Checks a request against the credentials that its user should have. */
    public Verdict verify(RtspRequest request, Credentials expected, String nonce) {
        String header = request.headers().first("Authorization");
        AuthParameters given = header == null ? null : new AuthParameters.Reader(header).next();
        if (header == null || given == null) {
            return Verdict.MISSING;
        }
        if (given.scheme().equals("basic")) {
            return basic ? verifyBasic(header, expected) : Verdict.MISSING;
        }
        DigestAlgorithm algorithm = DigestAlgorithm.of(given.get("algorithm"));
        if (!given.scheme().equals("digest") || algorithm == null || !digests.contains(algorithm)) {
            return Verdict.MISSING;
        }
        return verifyDigest(given, algorithm, request, expected, nonce);
    }

    private static Verdict verifyBasic(String header, Credentials expected) {
        String pair = expected.username() + ":" + expected.password();
        int blank = header.strip().indexOf(' ');
        String token = blank < 0 ? "" : header.strip().substring(blank + 1).strip();
        try {
            byte[] given = Base64.getDecoder().decode(token);
            return MessageDigest.isEqual(given, pair.getBytes(StandardCharsets.UTF_8))
                    ? Verdict.OK
                    : Verdict.WRONG;
        } catch (IllegalArgumentException e) {
            return Verdict.WRONG;
        }
    }

    private Verdict verifyDigest(
            AuthParameters given,
            DigestAlgorithm algorithm,
            RtspRequest request,
            Credentials expected,
            String nonce) {
        String uri = given.getOr("uri", "");
        String qop = given.get("qop");
        String nonceGiven = given.getOr("nonce", "");
        String response =
                algorithm.response(
                        expected,
                        realm,
                        nonceGiven,
                        qop,
                        given.get("nc"),
                        given.get("cnonce"),
                        request.method(),
                        uri);
        boolean right =
                equal(response, given.get("response"))
                        && expected.username().equals(given.get("username"))
                        && realm.equals(given.get("realm"))
                        && covers(uri, request.uri());
        if (!right) {
            return Verdict.WRONG;
        }
        return equal(nonce, nonceGiven) ? Verdict.OK : Verdict.STALE;
    }

    private static boolean equal(String a, @Nullable String b) {
        return b != null
                && MessageDigest.isEqual(
                        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether the hashed address stands for the requested one. Some clients hash the path alone,
     * the address without its track, or with another slash at the end.
     */
    private static boolean covers(String hashed, String requested) {
        String a = path(hashed);
        String b = path(requested);
        return a.equals(b) || (!a.isEmpty() && b.startsWith(a + "/"));
    }

    private static String path(String uri) {
        int scheme = uri.indexOf("://");
        int slash = scheme < 0 ? 0 : uri.indexOf('/', scheme + 3);
        String path = slash < 0 ? "" : uri.substring(slash);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
