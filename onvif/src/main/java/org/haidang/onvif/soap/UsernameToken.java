package org.haidang.onvif.soap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.xml.XmlWriter;

/**
 * Proof of a password in a request (WS-Security UsernameToken profile 1.0, section 3.1). Good for
 * one request: devices remember nonces, and forget them when the time of creation has grown old.
 *
 * @param username in clear
 * @param digest Base64 of SHA-1 of nonce, time and password
 * @param nonce Base64
 * @param created by the device's clock, as written
 */
public record UsernameToken(String username, String digest, String nonce, String created) {

    /** Bytes of a nonce. */
    public static final int NONCE_LENGTH = 16;

    private static final String PROFILE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
    private static final String ENCODING =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * Makes a token.
     *
     * @param nonce never used before
     * @param created now, by the clock of the device
     */
    public static UsernameToken of(Credentials login, byte[] nonce, Instant created) {
        String time = TIME.format(created);
        return new UsernameToken(
                login.username(),
                digest(login.password(), nonce, time),
                Base64.getEncoder().encodeToString(nonce),
                time);
    }

    static String digest(String password, byte[] nonce, String created) {
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

    void writeTo(XmlWriter out) {
        out.open("Security", Namespaces.SECURITY).attribute("s:mustUnderstand", "1");
        out.open("UsernameToken").leaf("Username", username);
        out.open("Password").attribute("Type", PROFILE + "#PasswordDigest").text(digest).close();
        out.open("Nonce").attribute("EncodingType", ENCODING + "#Base64Binary");
        out.text(nonce).close();
        out.open("Created", Namespaces.SECURITY_TIME).text(created).close();
        out.close().close();
    }
}
