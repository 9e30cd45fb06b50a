package org.haidang.camerafarm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Speaks SOAP with one device by hand, so that nothing of the farm judges itself. */
final class TestDevice implements AutoCloseable {

    static final String DEVICE = "/onvif/device_service";
    static final String MEDIA = "/onvif/media_service";
    static final String MEDIA2 = "/onvif/media2_service";
    static final String PTZ = "/onvif/ptz_service";
    static final String EVENTS = "/onvif/event_service";
    static final String SEARCH = "/onvif/search_service";
    static final String REPLAY = "/onvif/replay_service";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD_DIGEST =
            "http://docs.oasis-open.org/wss/2004/01/"
                    + "oasis-200401-wss-username-token-profile-1.0#PasswordDigest";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private @Nullable String user;
    private @Nullable String password;
    private Duration offset = Duration.ZERO;

    /** What a device said. */
    record Answer(int status, String body, List<String> challenges) {

        /** The text of the first element of a local name; empty when there is none. */
        String value(String name) {
            List<String> all = values(name);
            return all.isEmpty() ? "" : all.getFirst();
        }

        List<String> values(String name) {
            return Pattern.compile("<(?:\\w+:)?" + name + "(?: [^>]*)?>([^<]*)<")
                    .matcher(body)
                    .results()
                    .map(found -> unescaped(found.group(1)))
                    .toList();
        }

        /** An attribute of each element of a local name. */
        List<String> attributes(String element, String attribute) {
            return Pattern.compile(
                            "<(?:\\w+:)?" + element + " (?:[^>]* )?" + attribute + "=\"([^\"]*)\"")
                    .matcher(body)
                    .results()
                    .map(found -> unescaped(found.group(1)))
                    .toList();
        }

        private static String unescaped(String text) {
            return text.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
        }
    }

    TestDevice(String address, int port) {
        base = "http://" + address + ":" + port;
    }

    /** From now on with a UsernameToken. */
    TestDevice as(String newUser, String newPassword) {
        user = newUser;
        password = newPassword;
        return this;
    }

    /** Tokens are made by a clock that is off by so much. */
    TestDevice clock(Duration newOffset) {
        offset = newOffset;
        return this;
    }

    /** Asks for an operation with the token, if there is a user. */
    Answer ask(String path, String operation) throws IOException, InterruptedException {
        String security = "";
        if (user != null && password != null) {
            byte[] nonce = new byte[16];
            ThreadLocalRandom.current().nextBytes(nonce);
            security = token(user, password, nonce, Instant.now().plus(offset));
        }
        return post(path, envelope(security, operation), null);
    }

    /** Asks by HTTP digest: once without a login, then with one for the challenge. */
    Answer askByDigest(String path, String operation) throws IOException, InterruptedException {
        Answer first = post(path, envelope("", operation), null);
        if (first.challenges().isEmpty()) {
            return first;
        }
        return askByDigest(path, operation, first.challenges().getFirst());
    }

    Answer askByDigest(String path, String operation, String challenge)
            throws IOException, InterruptedException {
        String login = digest(challenge, "POST", path);
        return post(path, envelope("", operation), login);
    }

    Answer post(String path, String document, @Nullable String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/soap+xml; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(document));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(), answer.body(), answer.headers().allValues("WWW-Authenticate"));
    }

    /** Fetches a picture, by digest when asked. */
    HttpResponse<byte[]> get(URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> first =
                client.send(
                        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (first.statusCode() != 401 || user == null) {
            return first;
        }
        String challenge = first.headers().firstValue("WWW-Authenticate").orElseThrow();
        return client.send(
                HttpRequest.newBuilder(uri)
                        .timeout(PATIENCE)
                        .header("Authorization", digest(challenge, "GET", uri.getPath()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    static String envelope(String security, String operation) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\""
                + " xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\""
                + " xmlns:tr2=\"http://www.onvif.org/ver20/media/wsdl\""
                + " xmlns:tptz=\"http://www.onvif.org/ver20/ptz/wsdl\""
                + " xmlns:tse=\"http://www.onvif.org/ver10/search/wsdl\""
                + " xmlns:trp=\"http://www.onvif.org/ver10/replay/wsdl\""
                + " xmlns:tev=\"http://www.onvif.org/ver10/events/wsdl\""
                + " xmlns:wsnt=\"http://docs.oasis-open.org/wsn/b-2\""
                + " xmlns:tt=\"http://www.onvif.org/ver10/schema\"><s:Header>"
                + security
                + "</s:Header><s:Body>"
                + operation
                + "</s:Body></s:Envelope>";
    }

    static String token(String user, String password, byte[] nonce, Instant created) {
        String when = created.toString();
        byte[] digest = hash("SHA-1", nonce, bytes(when), bytes(password));
        String wss = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-";
        return "<wsse:Security xmlns:wsse=\""
                + wss
                + "secext-1.0.xsd\" xmlns:wsu=\""
                + wss
                + "utility-1.0.xsd\"><wsse:UsernameToken><wsse:Username>"
                + user
                + "</wsse:Username><wsse:Password Type=\""
                + PASSWORD_DIGEST
                + "\">"
                + Base64.getEncoder().encodeToString(digest)
                + "</wsse:Password><wsse:Nonce>"
                + Base64.getEncoder().encodeToString(nonce)
                + "</wsse:Nonce><wsu:Created>"
                + when
                + "</wsu:Created></wsse:UsernameToken></wsse:Security>";
    }

    private String digest(String challenge, String method, String path) {
        String algorithm = challenge.contains("SHA-256") ? "SHA-256" : "MD5";
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String a1 = hex(algorithm, user + ":" + realm + ":" + password);
        String a2 = hex(algorithm, method + ":" + path);
        String response = hex(algorithm, a1 + ":" + nonce + ":00000001:abc:auth:" + a2);
        return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\","
                        .formatted(user, realm, nonce, path, response)
                + " algorithm=%s, qop=auth, nc=00000001, cnonce=\"abc\"".formatted(algorithm);
    }

    static String parameter(String header, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(header);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(hash(algorithm, bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
