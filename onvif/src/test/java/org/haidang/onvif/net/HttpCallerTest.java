package org.haidang.onvif.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.haidang.onvif.FakeDevice;
import org.haidang.onvif.Loopback;
import org.haidang.onvif.net.CallException.Reason;
import org.junit.jupiter.api.Test;

/** Over real sockets, with limits of a test. */
class HttpCallerTest {
    private static final CallLimits LIMITS =
            new CallLimits(Duration.ofMillis(800), Duration.ofMillis(800), 64 << 10);
    private static final long SOON_MS = 5_000;

    private static HttpAnswer call(URI address, Predicate<InetAddress> guard) throws CallException {
        return new HttpCaller(LIMITS, guard)
                .call("POST", address, Map.of("X", "y"), "body".getBytes(StandardCharsets.UTF_8));
    }

    /** And checks that it did not take long. */
    private static Reason failure(URI address) {
        long start = System.nanoTime();
        try {
            call(address, InetAddress::isLoopbackAddress);
        } catch (CallException e) {
            assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(SOON_MS);
            return e.reason();
        }
        throw new AssertionError("answered");
    }

    @Test
    void sendsARequestAndReadsItsAnswer() throws Exception {
        try (var device = new FakeDevice()) {
            device.behave((_, out) -> FakeDevice.http(out, 200, "fine", "A: b"));
            URI address = URI.create(device.root() + "/a%20b?c=d");
            HttpAnswer answer = call(address, _ -> true);
            assertThat(answer.body()).asString().isEqualTo("fine");
            assertThat(answer.first("a")).isEqualTo("b");
            FakeDevice.Request request = device.requests().getFirst();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/a%20b?c=d");
            assertThat(request.body()).isEqualTo("body");
            assertThat(request.headers())
                    .containsEntry("host", device.address().getHostAddress() + ":" + device.port())
                    .containsEntry("x", "y");
        }
    }

    @Test
    void tellsRefusedAndUnknownApart() throws Exception {
        InetAddress nobody = Loopback.address();
        int port;
        try (var socket = new ServerSocket(0, 1, nobody)) {
            port = socket.getLocalPort();
        }
        assertThat(failure(URI.create("http://" + nobody.getHostAddress() + ":" + port + "/")))
                .isEqualTo(Reason.REFUSED);
        assertThat(failure(URI.create("http://nobody.invalid/"))).isEqualTo(Reason.UNKNOWN_HOST);
    }

    @Test
    void givesUpConnectingInTime() throws Exception {
        // A full queue of connections: Linux lets the next one wait.
        try (var socket = new ServerSocket(0, 1, Loopback.address())) {
            List<Socket> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    Socket one = new Socket();
                    waiting.add(one);
                    try {
                        one.connect(
                                new InetSocketAddress(
                                        socket.getInetAddress(), socket.getLocalPort()),
                                200);
                    } catch (IOException e) {
                        break; // full
                    }
                }
                String host = socket.getInetAddress().getHostAddress();
                assertThat(failure(URI.create("http://" + host + ":" + socket.getLocalPort())))
                        .isEqualTo(Reason.TIMEOUT);
            } finally {
                for (Socket one : waiting) {
                    one.close();
                }
            }
        }
    }

    @Test
    void connectsToNoAddressThatTheRuleForbids() throws Exception {
        try (var device = new FakeDevice()) {
            List<InetAddress> asked = new ArrayList<>();
            assertThatThrownBy(() ->
                            call(
                                    device.service(),
                                    address -> {
                                        asked.add(address);
                                        return false;
                                    }))
                    .isInstanceOfSatisfying(
                            CallException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN_ADDRESS));
            assertThat(asked).containsExactly(device.address());
            assertThat(device.requests()).isEmpty();
        }
    }

    @Test
    void asksTheRuleAboutWhatANameResolvesTo() {
        assertThatThrownBy(() ->
                        call(
                                URI.create("http://localhost:1/"),
                                address -> !address.isLoopbackAddress()))
                .isInstanceOfSatisfying(
                        CallException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN_ADDRESS));
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (var device = new FakeDevice();
                var other = new FakeDevice()) {
            device.behave(
                    (_, out) -> FakeDevice.http(out, 302, "", "Location: " + other.service()));
            assertThat(call(device.service(), _ -> true).status()).isEqualTo(302);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void cutsAnAnswerThatDripsAtItsDeadline() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (var device = new FakeDevice()) {
            device.behave((_, out) -> {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                while (!await(over, 50)) {
                    out.write('a');
                    out.flush();
                }
            });
            assertThat(failure(device.service())).isEqualTo(Reason.TIMEOUT);
        } finally {
            over.countDown();
        }
    }

    @Test
    void cutsSilenceAtItsDeadline() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (var device = new FakeDevice()) {
            device.behave((_, _) -> await(over, 10_000));
            assertThat(failure(device.service())).isEqualTo(Reason.TIMEOUT);
        } finally {
            over.countDown();
        }
    }

    private static boolean await(CountDownLatch over, long ms) {
        try {
            return over.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void cutsAStreamOfChunksAtItsLimit() throws Exception {
        try (var device = new FakeDevice()) {
            device.behave((_, out) -> {
                String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.UTF_8));
                byte[] chunk =
                        ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.UTF_8);
                while (true) { // until the client hangs up
                    out.write(chunk);
                }
            });
            assertThat(failure(device.service())).isEqualTo(Reason.TOO_LARGE);
        }
    }

    @Test
    void saysWhenTheDeviceHangsUp() throws Exception {
        try (var device = new FakeDevice()) {
            device.behave((_, _) -> {});
            assertThat(failure(device.service())).isEqualTo(Reason.CLOSED);
        }
    }

    @Test
    void refusesItsCallersMistakes() {
        HttpCaller caller = new HttpCaller(LIMITS, _ -> true);
        URI address = URI.create("http://127.0.0.1:1/");
        byte[] none = {};
        assertThatThrownBy(() -> caller.call("GET", URI.create("ftp://127.0.0.1/"), Map.of(), none))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> caller.call("GET", address, Map.of("A", "b\r\nC: d"), none))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        caller.call("POST", address, Map.of(), new byte[HttpCaller.MAX_REQUEST]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
