package org.haidang.onvif;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.DigestAlgorithm;
import org.haidang.media.rtsp.RtspHeaders;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.ServerLogin;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlReader;

/** How devices check a login, as strictly as the strictest do. */
final class Guards {
    static final Credentials RIGHT = new Credentials("admin", "p@ss<w\u1ED3rd");

    private Guards() {}

    /** What the device tells without a login. */
    static String time(Instant at) {
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        return "<tt:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType><tt:UTCDateTime>"
                + "<tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second>"
                        .formatted(utc.getHour(), utc.getMinute(), utc.getSecond())
                + "</tt:Time><tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day>"
                        .formatted(utc.getYear(), utc.getMonthValue(), utc.getDayOfMonth())
                + "</tt:Date></tt:UTCDateTime></tt:SystemDateAndTime>";
    }

    private static boolean free(FakeDevice.Request request) {
        return request.operation().equals("GetSystemDateAndTime");
    }

    /** WS-UsernameToken by its own clock; a nonce counts once. */
    static final class Token implements FakeDevice.Behaviour {
        private final FakeDevice device;
        private final Set<String> nonces = new HashSet<>();
        private volatile Instant now;
        private final AtomicInteger refused = new AtomicInteger();

        Token(FakeDevice device, Instant now) {
            this.device = device;
            set(now);
        }

        void set(Instant clock) {
            now = clock;
            device.on("GetSystemDateAndTime", time(clock));
        }

        int refused() {
            return refused.get();
        }

        @Override
        public void answer(FakeDevice.Request request, OutputStream out) throws IOException {
            if (free(request) || accepts(request)) {
                device.answerByOperation(request, out);
                return;
            }
            if (request.signed()) {
                refused.incrementAndGet();
            }
            FakeDevice.http(out, 400, FakeDevice.fault("Sender", "NotAuthorized", "no"));
        }

        private synchronized boolean accepts(FakeDevice.Request request) {
            Element token;
            try {
                token =
                        XmlReader.read(request.body().getBytes(StandardCharsets.UTF_8))
                                .at("Header", "Security", "UsernameToken");
            } catch (MalformedInputException e) {
                throw new AssertionError(e);
            }
            if (token == null) {
                return false;
            }
            String created = token.textAt("Created");
            String nonce = token.textAt("Nonce");
            Duration off = Duration.between(now, Instant.parse(created)).abs();
            return RIGHT.username().equals(token.textAt("Username"))
                    && digest(nonce, created).equals(token.textAt("Password"))
                    && off.compareTo(Duration.ofSeconds(5)) < 0
                    && nonces.add(nonce);
        }

        private static String digest(String nonce, String created) {
            try {
                MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
                sha1.update(Base64.getDecoder().decode(nonce));
                sha1.update((created + RIGHT.password()).getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(sha1.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** HTTP digest. */
    static final class Digest implements FakeDevice.Behaviour {
        private final FakeDevice device;
        private final ServerLogin login;
        private volatile String nonce = "n1";
        private volatile boolean alwaysStale;

        Digest(FakeDevice device, DigestAlgorithm... algorithms) {
            this.device = device;
            this.login = new ServerLogin("cam", List.of(algorithms), true);
        }

        void nonce(String other) {
            nonce = other;
        }

        void alwaysStale() {
            alwaysStale = true;
        }

        @Override
        public void answer(FakeDevice.Request request, OutputStream out) throws IOException {
            RtspHeaders headers = RtspHeaders.EMPTY;
            if (!request.authorization().isEmpty()) {
                headers = headers.with("Authorization", request.authorization());
            }
            var asked = new RtspRequest("POST", request.target(), headers, new byte[0]);
            ServerLogin.Verdict verdict = login.verify(asked, RIGHT, nonce);
            if (free(request) || (verdict == ServerLogin.Verdict.OK && !alwaysStale)) {
                device.answerByOperation(request, out);
                return;
            }
            boolean stale = verdict == ServerLogin.Verdict.STALE || alwaysStale;
            challenge(out, login.challenges(nonce, stale));
        }
    }

    static void challenge(OutputStream out, List<String> challenges) throws IOException {
        FakeDevice.http(
                out,
                401,
                "<html>Unauthorized</html>",
                Stream.concat(
                                challenges.stream().map(c -> "WWW-Authenticate: " + c),
                                Stream.of("Content-Type: text/html"))
                        .toArray(String[]::new));
    }
}
