package org.haidang.camerafarm.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.camerafarm.camera.LoginCount;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.ServerLogin;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak to one device: HTTP digest (RFC 7616) or a WS-UsernameToken (OASIS Web Services
 * Security UsernameToken Profile 1.0, PasswordDigest only). Guarded by its device's lock.
 */
final class DeviceLogin {

    /** A token may have been made so long before or after now, by the device's own clock. */
    static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    /** When more are remembered, the oldest is forgotten, and all older tokens are refused. */
    static final int MAX_NONCES = 4_096;

    static final int WRONG_LOGINS = 3;
    static final Duration WRONG_WITHIN = Duration.ofMinutes(1);
    static final Duration LOCKED_FOR = Duration.ofSeconds(30);

    private static final Pattern USERNAME = Pattern.compile("username=\"([^\"]*)\"");

    private final ServerLogin http;
    private final @Nullable Credentials credentials;
    private final LoginCount count;
    private final RandomGenerator random;
    private final Map<String, Instant> nonces = new LinkedHashMap<>();
    private final Deque<Instant> wrong = new ArrayDeque<>();
    private Instant forgottenUpTo = Instant.MIN;
    private Instant lockedUntil = Instant.MIN;
    private String httpNonce;
    private long digestLogins;

    /** What came of a request. */
    enum Verdict {
        OK,
        /** It carried no login. */
        MISSING,
        /** Right but for the nonce. */
        STALE,
        REFUSED,
        LOCKED
    }

    /**
     * How a device takes logins now.
     *
     * @param digest whether HTTP digest is understood
     * @param token whether a UsernameToken is understood
     * @param refuse whether every login is refused
     * @param lock whether wrong logins lock the device
     * @param staleEvery every so many digest logins meet a new nonce, 0 for never
     */
    record Manner(boolean digest, boolean token, boolean refuse, boolean lock, long staleEvery) {}

    /**
     * When a login came.
     *
     * @param real the farm's clock
     * @param device the device's own
     */
    record Moment(Instant real, Instant device) {}

    DeviceLogin(
            ServerLogin http,
            @Nullable Credentials credentials,
            LoginCount count,
            RandomGenerator random) {
        this.http = http;
        this.credentials = credentials;
        this.count = count;
        this.random = random;
        this.httpNonce = newNonce();
    }

    private String newNonce() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    /** The challenges of a 401. */
    List<String> challenges(boolean stale) {
        return http.challenges(httpNonce, stale);
    }

    /** Seconds until a locked device may be asked again, at least 1. */
    long lockedSeconds(Moment now) {
        return Math.max(1, Duration.between(now.real, lockedUntil).toSeconds());
    }

    /** Checks and counts. */
    Verdict check(Call call, @Nullable Element security, Manner manner, Moment now) {
        String header = manner.digest ? call.authorization() : null;
        Element token = manner.token && security != null ? security.child("UsernameToken") : null;
        if (header == null && token == null) {
            return credentials == null && !manner.refuse ? Verdict.OK : Verdict.MISSING;
        }
        String username = header != null ? find(USERNAME, header) : username(token);
        Verdict verdict = verdict(call, header, token, manner, now);
        boolean refused = verdict == Verdict.REFUSED || verdict == Verdict.LOCKED;
        count.tried(username, refused);
        if (verdict == Verdict.REFUSED && manner.lock) {
            remember(now.real);
        }
        return verdict;
    }

    private Verdict verdict(
            Call call,
            @Nullable String header,
            @Nullable Element token,
            Manner manner,
            Moment now) {
        if (manner.lock && now.real.isBefore(lockedUntil)) {
            return Verdict.LOCKED;
        }
        if (manner.refuse) {
            return Verdict.REFUSED;
        }
        if (credentials == null) {
            return Verdict.OK;
        }
        if (header != null) {
            return digest(call, header, credentials, manner.staleEvery);
        }
        boolean right = token != null && tokenIsRight(token, credentials, now.device);
        return right ? Verdict.OK : Verdict.REFUSED;
    }

    private Verdict digest(Call call, String header, Credentials expected, long staleEvery) {
        digestLogins++;
        if (staleEvery > 0 && digestLogins % staleEvery == 0) {
            httpNonce = newNonce();
        }
        RtspRequest request =
                RtspRequest.of(call.method(), call.path(), 0).with("Authorization", header);
        return switch (http.verify(request, expected, httpNonce)) {
            case OK -> Verdict.OK;
            case MISSING -> Verdict.MISSING;
            case STALE -> Verdict.STALE;
            case WRONG -> Verdict.REFUSED;
        };
    }

    private boolean tokenIsRight(Element token, Credentials expected, Instant deviceTime) {
        String nonce = token.textAt("Nonce");
        String created = token.textAt("Created");
        Element password = token.child("Password");
        if (nonce == null || created == null || password == null) {
            return false;
        }
        String type = password.attributes().getOrDefault("Type", "");
        if (!type.endsWith("#PasswordDigest") || !expected.username().equals(username(token))) {
            return false;
        }
        try {
            Instant made = instant(created);
            byte[] bytes = Base64.getDecoder().decode(nonce);
            String digest = passwordDigest(bytes, created, expected.password());
            boolean same =
                    MessageDigest.isEqual(
                            digest.getBytes(StandardCharsets.UTF_8),
                            password.text().getBytes(StandardCharsets.UTF_8));
            return same && isFresh(made, deviceTime) && isNew(nonce, made, deviceTime);
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Section 3.1 of the profile: Base64(SHA-1(nonce + created + password)). */
    static String passwordDigest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private boolean isFresh(Instant made, Instant deviceTime) {
        return Duration.between(made, deviceTime).abs().compareTo(TOKEN_LIFE) <= 0
                && made.isAfter(forgottenUpTo);
    }

    /** Remembers a nonce; false when it was here before. */
    private boolean isNew(String nonce, Instant made, Instant deviceTime) {
        nonces.values()
                .removeIf(
                        each -> Duration.between(each, deviceTime).abs().compareTo(TOKEN_LIFE) > 0);
        if (nonces.putIfAbsent(nonce, made) != null) {
            return false;
        }
        if (nonces.size() > MAX_NONCES) {
            Map.Entry<String, Instant> oldest = nonces.entrySet().iterator().next();
            nonces.remove(oldest.getKey());
            if (oldest.getValue().isAfter(forgottenUpTo)) {
                forgottenUpTo = oldest.getValue();
            }
        }
        return true;
    }

    private void remember(Instant now) {
        wrong.addLast(now);
        while (wrong.getFirst().isBefore(now.minus(WRONG_WITHIN))) {
            wrong.removeFirst();
        }
        if (wrong.size() >= WRONG_LOGINS) {
            wrong.clear();
            lockedUntil = now.plus(LOCKED_FOR);
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static String username(@Nullable Element token) {
        String name = token == null ? null : token.textAt("Username");
        return name == null ? "" : name;
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
