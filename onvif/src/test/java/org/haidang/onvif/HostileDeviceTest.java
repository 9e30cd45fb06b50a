package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.haidang.media.rtsp.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device may do to whoever asks it. Each ends soon, and says what it was. */
class HostileDeviceTest {
    private static final OnvifLimits LIMITS =
            new OnvifLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20);
    private static final long SOON_MS = 5_000;

    private final FakeDevice device = new FakeDevice();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        over.countDown();
        device.close();
    }

    private OnvifException failure(FakeDevice.Behaviour behaviour) {
        device.behave(behaviour);
        return failure(device.service());
    }

    private static OnvifException failure(URI address) {
        long start = System.nanoTime();
        try {
            new OnvifDevice(
                            address,
                            new Credentials("admin", "sesame"),
                            LIMITS,
                            InetAddress::isLoopbackAddress,
                            InstantSource.fixed(Instant.EPOCH),
                            new Random(1))
                    .information();
        } catch (OnvifException e) {
            assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(SOON_MS);
            assertThat(e.detail().length()).isLessThanOrEqualTo(300);
            assertThat(e.getMessage()).doesNotContain("sesame");
            return e;
        }
        throw new AssertionError("answered");
    }

    private OnvifException answered(String body) {
        return failure((_, out) -> FakeDevice.http(out, 200, body));
    }

    private static void is(OnvifException e, OnvifFailure failure, String detail) {
        assertThat(e.failure()).as(e.detail()).isEqualTo(failure);
        assertThat(e.detail()).contains(detail);
    }

    @Test
    void readsNoFileForAnExternalEntity(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "open");
        is(
                answered(
                        "<!DOCTYPE x [<!ENTITY x SYSTEM \""
                                + secret.toUri()
                                + "\">]>"
                                + FakeDevice.envelope("<a>&x;</a>").substring(40)),
                OnvifFailure.MALFORMED,
                "DOCTYPE");
    }

    @Test
    void laughsAtABillionLaughs() {
        var text = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"Envelope\">");
        for (int i = 1; i < 10; i++) {
            text.append("<!ENTITY l").append(i).append(" \"");
            text.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        is(answered(text + "]><l>&l9;</l>"), OnvifFailure.MALFORMED, "DOCTYPE");
    }

    @Test
    void cutsAHundredMegabytes() {
        is(
                failure((_, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n");
                    byte[] zeros = new byte[1 << 20];
                    for (int i = 0; i < 100; i++) {
                        out.write(zeros);
                    }
                }),
                OnvifFailure.TOO_LARGE,
                "1048576 bytes");
        is(
                failure((_, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\n\r\n");
                    byte[] zeros = new byte[1 << 20];
                    for (int i = 0; i < 100; i++) {
                        out.write(zeros);
                    }
                }),
                OnvifFailure.TOO_LARGE,
                "1048576 bytes");
    }

    @Test
    void cutsChunksWithoutEnd() {
        is(
                failure((_, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (over.getCount() > 0) {
                        write(out, "10\r\n0123456789abcdef\r\n");
                    }
                }),
                OnvifFailure.TOO_LARGE,
                "bytes");
    }

    @Test
    void cutsAnAnswerThatDrips() {
        is(
                failure((_, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    while (!await(20)) {
                        write(out, "<");
                    }
                }),
                OnvifFailure.TIMEOUT,
                "1000 ms");
    }

    private boolean await(long ms) {
        try {
            return over.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void refusesDeepAndBroadAndTruncatedXml() {
        String good =
                FakeDevice.envelope(
                        "<GetDeviceInformationResponse><Model>X</Model></GetDeviceInformationResponse>");
        is(
                answered(FakeDevice.envelope("<a>".repeat(100_000))),
                OnvifFailure.MALFORMED,
                "deeper than 64");
        is(
                answered(FakeDevice.envelope("<a/>".repeat(100_000))),
                OnvifFailure.MALFORMED,
                "100000 elements");
        is(answered(good.substring(0, good.length() - 30)), OnvifFailure.MALFORMED, "XML");
    }

    @Test
    void takesNoNamespaceAmiss() throws OnvifException {
        device.behave((_, out) ->
                FakeDevice.http(
                        out,
                        200,
                        "<E:Envelope xmlns:E=\"urn:1\"><E:Body xmlns=\"urn:2\">"
                                + "<GetDeviceInformationResponse><Model>X</Model>"
                                + "</GetDeviceInformationResponse></E:Body></E:Envelope>"));
        var client =
                new OnvifDevice(
                        device.service(),
                        null,
                        LIMITS,
                        _ -> true,
                        InstantSource.fixed(Instant.EPOCH),
                        new Random(1));
        assertThat(client.information().model()).isEqualTo("X");
    }

    @Test
    void tellsOtherMachinesFromDevices() {
        is(answered("<!DOCTYPE html><html></html>"), OnvifFailure.NOT_ONVIF, "DOCTYPE");
        is(answered("hello"), OnvifFailure.NOT_ONVIF, "200");
        is(answered(""), OnvifFailure.NOT_ONVIF, "empty");
        is(
                failure((_, out) -> FakeDevice.http(out, 404, "nothing")),
                OnvifFailure.NOT_ONVIF,
                "404");
        is(
                failure((_, out) -> FakeDevice.http(out, 301, "", "Location: http://127.0.0.1/")),
                OnvifFailure.NOT_ONVIF,
                "301");
        is(
                failure((_, out) -> write(out, "SSH-2.0-dropbear\r\n")),
                OnvifFailure.NOT_ONVIF,
                "not HTTP");
        is(failure((_, out) -> FakeDevice.http(out, 500, "oops")), OnvifFailure.FAULT, "500");
    }

    @Test
    void saysWhatTheDeviceSaid() {
        is(
                failure((_, out) ->
                        FakeDevice.http(out, 500, FakeDevice.fault("Sender", "X", "is\nbroken"))),
                OnvifFailure.FAULT,
                "Sender X: is broken");
        is(
                failure((_, out) ->
                        FakeDevice.http(
                                out, 500, FakeDevice.fault("Receiver", "ActionNotSupported", ""))),
                OnvifFailure.UNSUPPORTED,
                "ActionNotSupported");
        is(
                answered(FakeDevice.envelope("<GetPresetsResponse/>")),
                OnvifFailure.MALFORMED,
                "answered GetDeviceInformation with GetPresetsResponse");
    }

    @Test
    void tellsWhyThereIsNoAnswer() throws IOException {
        is(failure((_, _) -> {}), OnvifFailure.CLOSED, "hung up");
        InetAddress nobody = Loopback.address();
        int port;
        try (var socket = new ServerSocket(0, 1, nobody)) {
            port = socket.getLocalPort();
        }
        is(
                failure(URI.create("http://" + nobody.getHostAddress() + ":" + port + "/")),
                OnvifFailure.REFUSED,
                "refused");
        is(
                failure(URI.create("http://nobody.invalid/onvif/device_service")),
                OnvifFailure.UNKNOWN_HOST,
                "nobody.invalid");
        is(
                failure(URI.create("http://192.0.2.1/onvif/device_service")),
                OnvifFailure.FORBIDDEN_ADDRESS,
                "192.0.2.1");
        is(
                failure(URI.create("ftp://127.0.0.1/onvif/device_service")),
                OnvifFailure.UNSUPPORTED,
                "ftp");
    }

    @Test
    void survivesAnyAnswer() throws IOException {
        Random chance = new Random(17);
        String good =
                FakeDevice.envelope(
                        "<GetDeviceInformationResponse><Model>X</Model></GetDeviceInformationResponse>");
        device.behave((_, out) -> {
            byte[] bytes =
                    ("HTTP/1.1 200 OK\r\nContent-Length: " + good.length() + "\r\n\r\n" + good)
                            .getBytes(StandardCharsets.UTF_8);
            synchronized (chance) {
                for (int n = chance.nextInt(6); n >= 0; n--) {
                    bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(128);
                }
            }
            out.write(bytes);
        });
        int answered = 0;
        for (int i = 0; i < 500; i++) {
            try {
                new OnvifDevice(
                                device.service(),
                                null,
                                LIMITS,
                                _ -> true,
                                InstantSource.fixed(Instant.EPOCH),
                                chance)
                        .information();
                answered++;
            } catch (OnvifException e) {
                assertThat(e.detail()).isNotEmpty();
            }
        }
        assertThat(answered).isPositive();
    }
}
