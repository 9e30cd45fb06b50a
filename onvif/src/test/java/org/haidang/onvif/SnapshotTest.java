package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.DigestAlgorithm;
import org.haidang.media.rtsp.RtspHeaders;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.ServerLogin;
import org.haidang.onvif.net.CertificateRule;
import org.haidang.onvif.soap.Namespaces;
import org.junit.jupiter.api.Test;

/** Pictures that devices make themselves. */
class SnapshotTest {
    private static final byte[] JPEG = jpeg();
    private static final MediaProfile PROFILE =
            new MediaProfile("p1", "", "s1", null, null, false, false);

    private static byte[] jpeg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static void file(OutputStream out, byte[] body) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(body);
    }

    /** One that tells of its picture at another host, as devices behind a router do. */
    private static FakeDevice device(FakeDevice device, FakeDevice.Behaviour picture) {
        device.on(
                "GetServices",
                Answers.service(Namespaces.MEDIA, device.root() + "/onvif/media_service"));
        device.on(
                "GetSnapshotUri",
                "<tt:MediaUri><tt:Uri>http://192.0.2.9/snap.jpg?ch=1</tt:Uri></tt:MediaUri>");
        device.behave((request, out) -> {
            if (request.method().equals("GET")) {
                picture.answer(request, out);
            } else {
                device.answerByOperation(request, out);
            }
        });
        return device;
    }

    private static FakeDevice.Behaviour guarded(ServerLogin login) {
        return (request, out) -> {
            RtspHeaders headers = RtspHeaders.EMPTY;
            if (!request.authorization().isEmpty()) {
                headers = headers.with("Authorization", request.authorization());
            }
            var asked = new RtspRequest("GET", request.target(), headers, new byte[0]);
            if (login.verify(asked, Guards.RIGHT, "n1") == ServerLogin.Verdict.OK) {
                file(out, JPEG);
            } else {
                Guards.challenge(out, login.challenges("n1", false));
            }
        };
    }

    private static void basic(FakeDevice.Request request, OutputStream out) throws IOException {
        String pair = Guards.RIGHT.username() + ":" + Guards.RIGHT.password();
        String right =
                "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        if (request.authorization().equals(right)) {
            file(out, JPEG);
        } else {
            Guards.challenge(out, List.of("Basic realm=\"cam\""));
        }
    }

    private static OnvifDevice asker(FakeDevice device) {
        return new OnvifDevice(
                device.service(),
                Guards.RIGHT,
                OnvifLimits.DEFAULT,
                InetAddress::isLoopbackAddress,
                CertificateRule.anybody(),
                InstantSource.fixed(Asker.NOW),
                new Random(1));
    }

    @Test
    void fetchesItFromTheHostThatWasDialledByDigest() throws Exception {
        var login = new ServerLogin("cam", List.of(DigestAlgorithm.MD5), true);
        try (var device = device(new FakeDevice(), guarded(login))) {
            Snapshot snapshot = asker(device).snapshot(PROFILE);
            assertThat(snapshot).isNotNull();
            assertThat(snapshot.jpeg()).isEqualTo(JPEG);
            assertThat(snapshot.width()).isEqualTo(320);
            assertThat(snapshot.height()).isEqualTo(180);
            assertThat(device.requests().getLast().target()).isEqualTo("/snap.jpg?ch=1");
            assertThat(device.logins()).isEqualTo(1);
        }
    }

    @Test
    void tellsItsPasswordByBasicOnlyWhereNobodyListens() throws Exception {
        try (var clear = device(new FakeDevice(), SnapshotTest::basic);
                var secure = device(new FakeDevice(new TestKey()), SnapshotTest::basic)) {
            assertThat(failure(clear)).isEqualTo(OnvifFailure.LOGIN_REFUSED);
            assertThat(clear.logins()).isZero();
            assertThat(asker(secure).snapshot(PROFILE)).isNotNull();
        }
    }

    private static OnvifFailure failure(FakeDevice device) {
        return catchThrowableOfType(OnvifException.class, () -> asker(device).snapshot(PROFILE))
                .failure();
    }

    @Test
    void triesARefusedLoginTwiceAtMost() {
        try (var device =
                device(
                        new FakeDevice(),
                        (_, out) ->
                                Guards.challenge(
                                        out,
                                        List.of(
                                                "Digest realm=\"cam\", nonce=\"x\"",
                                                "Digest realm=\"cam\", nonce=\"x\","
                                                        + " algorithm=SHA-256")))) {
            OnvifDevice asker = asker(device);
            for (int i = 0; i < 4; i++) {
                OnvifException e =
                        catchThrowableOfType(OnvifException.class, () -> asker.snapshot(PROFILE));
                assertThat(e.failure()).isEqualTo(OnvifFailure.LOGIN_REFUSED);
            }
            assertThat(device.logins()).isBetween(1L, 2L);
        }
    }

    @Test
    void takesNothingElseForAPicture() throws Exception {
        byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
        for (byte[] wrong : List.of(page, new byte[0], Arrays.copyOf(JPEG, 20))) {
            try (var device = device(new FakeDevice(), (_, out) -> file(out, wrong))) {
                assertThat(failure(device)).isEqualTo(OnvifFailure.MALFORMED);
            }
        }
        try (var device =
                device(new FakeDevice(), (_, out) -> file(out, new byte[(4 << 20) + 1]))) {
            assertThat(failure(device)).isEqualTo(OnvifFailure.TOO_LARGE);
        }
        try (var device = device(new FakeDevice(), (_, out) -> FakeDevice.http(out, 404, "none"))) {
            assertThat(failure(device)).isEqualTo(OnvifFailure.UNSUPPORTED);
        }
    }

    @Test
    void knowsADeviceWithoutOne() throws Exception {
        try (var device = new FakeDevice()) {
            device.on(
                    "GetServices",
                    Answers.service(Namespaces.MEDIA, device.root() + "/onvif/media_service"));
            assertThat(asker(device).snapshot(PROFILE)).isNull();
        }
    }

    @Test
    void survivesAnyFile() throws Exception {
        Random chance = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(JPEG, chance.nextInt(JPEG.length + 1));
            for (int n = chance.nextInt(4); n > 0 && bytes.length > 0; n--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt();
            }
            try {
                assertThat(Snapshot.read(bytes).width()).isBetween(1, 16_384);
            } catch (MalformedInputException e) {
                assertThat(e.getMessage()).contains("JPEG");
            }
        }
        assertThatThrownBy(() -> Snapshot.read(new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 0}))
                .isInstanceOf(MalformedInputException.class);
    }
}
