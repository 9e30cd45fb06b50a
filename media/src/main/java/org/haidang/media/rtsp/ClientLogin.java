package org.haidang.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to one camera for one attempt to pull it: answers challenges, strongest scheme first, and
 * signs every later request (RFC 7616, RFC 7617).
 *
 * <p>A camera may ask again at any request, because its nonce has expired. So what a 401 means
 * depends on what went before:
 *
 * <table>
 *   <caption>Meaning of 401</caption>
 *   <tr><td>request was not signed</td><td>sign with the best scheme not yet refused</td></tr>
 *   <tr><td>signed, this scheme has worked before or {@code stale=true}</td>
 *       <td>sign with the new nonce, once per request</td></tr>
 *   <tr><td>signed, never worked</td><td>the scheme is refused: next best, at most
 *       {@value #MAX_SCHEMES} per attempt, because cameras lock accounts</td></tr>
 * </table>
 */
public final class ClientLogin {

    /** Schemes tried per attempt: each costs one failed login when the password is wrong. */
    static final int MAX_SCHEMES = 2;

    private final @Nullable Credentials credentials;
    private final AuthMemory memory;
    private final RandomGenerator random;
    private final boolean digestOnly;

    private @Nullable Challenge current;
    private boolean proven;
    private boolean carriedOver;
    private int schemesTried;
    private int refusedLogins;
    private int count;
    private String cnonce = "";

    public ClientLogin(
            @Nullable Credentials credentials, CameraMemory memory, RandomGenerator random) {
        this(credentials, memory.auth(), random, false);
    }

    private ClientLogin(
            @Nullable Credentials credentials,
            AuthMemory memory,
            RandomGenerator random,
            boolean digestOnly) {
        this.credentials = credentials;
        this.memory = memory;
        this.random = random;
        this.digestOnly = digestOnly;
    }

    /**
     * A login for HTTP in the clear: by digest alone, because Basic would hand the password to
     * whoever listens, and with one scheme alone, because its caller knows another way to log in
     * and each way costs a failed login.
     */
    public static ClientLogin digestOnly(Credentials credentials, RandomGenerator random) {
        return new ClientLogin(credentials, new AuthMemory(), random, true);
    }

    /**
     * The {@code Authorization} for a request, or null before the first challenge.
     *
     * @param uri as it stands in the request line
     */
    public @Nullable String authorization(String method, String uri) {
        Challenge challenge = current;
        if (challenge == null || credentials == null) {
            return null;
        }
        return challenge.scheme() == Challenge.Scheme.BASIC
                ? basic(credentials)
                : digest(challenge, credentials, method, uri);
    }

    /** Whether the camera has asked for a login that we can give. */
    public boolean asked() {
        return current != null;
    }

    /** Whether a signed request was answered with something else than 401. */
    public boolean proven() {
        return proven;
    }

    /** Logins the camera has refused, each of which may count towards its locking the account. */
    public int refusedLogins() {
        return refusedLogins;
    }

    /** The next request goes over a new connection, where the nonce may count no more. */
    void newConnection() {
        carriedOver = current != null;
    }

    /** A signed request was answered with something else than 401. */
    public void accepted() {
        carriedOver = false;
        if (current != null && !proven) {
            proven = true;
            memory.accept(current.scheme());
        }
    }

    /**
     * A 401 came.
     *
     * @param headerValues of all {@code WWW-Authenticate} lines
     * @param signed whether the request had an authorization
     * @param again whether this request had been sent signed before and was refused then too
     * @return whether to send the request again, signed
     */
    public boolean challenged(List<String> headerValues, boolean signed, boolean again) {
        if (credentials == null) {
            return false;
        }
        List<Challenge> offers = Challenge.parse(headerValues);
        if (digestOnly) {
            offers.removeIf(offer -> offer.scheme() == Challenge.Scheme.BASIC);
        }
        Challenge before = current;
        if (signed && before != null) {
            Challenge renewed = find(offers, before.scheme());
            if (renewed != null && !again && (proven || carriedOver || renewed.stale())) {
                carriedOver = false;
                use(renewed);
                return true;
            }
            if (renewed != null && again && !proven && renewed.stale()) {
                return false; // calls every nonce stale: not to be hammered
            }
            memory.refuse(before.scheme());
            refusedLogins++;
            proven = false;
        }
        Challenge best = best(offers);
        if (best == null || schemesTried >= (digestOnly ? 1 : MAX_SCHEMES)) {
            if (best == null) {
                memory.forgetRefusals();
            }
            return false;
        }
        schemesTried++;
        use(best);
        return true;
    }

    private @Nullable Challenge best(List<Challenge> offers) {
        Challenge known = memory.accepted() == null ? null : find(offers, memory.accepted());
        if (known != null) {
            return known;
        }
        for (Challenge offer : offers) {
            if (!memory.refused(offer.scheme())) {
                return offer;
            }
        }
        return null;
    }

    private static @Nullable Challenge find(List<Challenge> offers, Challenge.Scheme scheme) {
        for (Challenge offer : offers) {
            if (offer.scheme() == scheme) {
                return offer;
            }
        }
        return null;
    }

    private void use(Challenge challenge) {
        current = challenge;
        count = 0;
        cnonce = String.format("%016x", random.nextLong());
    }

    private static String basic(Credentials credentials) {
        String pair = credentials.username() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String digest(Challenge c, Credentials credentials, String method, String uri) {
        DigestAlgorithm algorithm = c.scheme().algorithm();
        String nc = String.format("%08x", ++count);
        String qop = c.qopAuth() ? "auth" : null;
        String response =
                algorithm.response(credentials, c.realm(), c.nonce(), qop, nc, cnonce, method, uri);
        var out = new StringBuilder(256).append("Digest username=");
        out.append(AuthParameters.quoted(credentials.username()));
        out.append(", realm=").append(AuthParameters.quoted(c.realm()));
        out.append(", nonce=").append(AuthParameters.quoted(c.nonce()));
        out.append(", uri=").append(AuthParameters.quoted(uri));
        out.append(", response=\"").append(response).append('"');
        if (algorithm != DigestAlgorithm.MD5) {
            out.append(", algorithm=").append(algorithm.token()); // cameras with MD5 alone choke
        }
        if (qop != null) {
            out.append(", qop=auth, nc=").append(nc);
            out.append(", cnonce=\"").append(cnonce).append('"');
        }
        if (c.opaque() != null) {
            out.append(", opaque=").append(AuthParameters.quoted(c.opaque()));
        }
        return out.toString();
    }
}
