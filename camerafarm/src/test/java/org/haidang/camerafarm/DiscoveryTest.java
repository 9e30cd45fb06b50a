package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Devices are found by WS-Discovery. */
class DiscoveryTest {

    private static final int DISCOVERY_PORT = 3_702;
    private static final String VIDEO =
            "<d:Types xmlns:n=\"http://www.onvif.org/ver10/network/wsdl\">"
                    + "n:NetworkVideoTransmitter</d:Types>";

    private static TestFarm farm;
    private static TestControl control;

    @BeforeAll
    static void play() throws Exception {
        farm = TestFarm.of(List.of(TestCameras.plain(), TestCameras.withSub()), "--recorder", "2");
        control = farm.control();
    }

    @AfterAll
    static void close() throws Exception {
        farm.close();
    }

    private static String probe(String id, String what) {
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
                + " xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\"><s:Header>"
                + "<a:MessageID>"
                + id
                + "</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>"
                + "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action>"
                + "</s:Header><s:Body><d:Probe>"
                + what
                + "</d:Probe></s:Body></s:Envelope>";
    }

    private static void send(DatagramSocket socket, String host, String message)
            throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(
                new DatagramPacket(
                        bytes, bytes.length, new InetSocketAddress(host, DISCOVERY_PORT)));
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static TestDevice.Answer receive(DatagramSocket socket, Map<String, String> from)
            throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[16_384], 16_384);
        socket.receive(packet);
        String body = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        TestDevice.Answer answer = new TestDevice.Answer(0, body, List.of());
        from.put(packet.getAddress().getHostAddress(), answer.value("XAddrs"));
        return answer;
    }

    @Test
    void aDeviceAnswersFromItsOwnAddress() throws Exception {
        String id = "urn:uuid:" + UUID.randomUUID();
        Map<String, String> from = new HashMap<>();
        try (DatagramSocket socket = socket()) {
            send(socket, farm.address(2), probe(id, VIDEO));
            TestDevice.Answer match = receive(socket, from);
            assertThat(from)
                    .containsExactly(
                            Map.entry(
                                    farm.address(2),
                                    "http://" + farm.address(2) + ":8084/onvif/device_service"));
            assertThat(match.value("RelatesTo")).isEqualTo(id);
            assertThat(match.value("Types")).isEqualTo("dn:NetworkVideoTransmitter tds:Device");
            assertThat(match.values("Address").getFirst()).matches("urn:uuid:[0-9a-f-]{36}");
            assertThat(match.value("Scopes"))
                    .contains("onvif://www.onvif.org/Profile/Streaming")
                    .contains("onvif://www.onvif.org/name/S%C3%A2n%20tr%C6%B0%E1%BB%9Bc");
            send(socket, farm.address(2), probe(id, VIDEO));
            assertThat(receive(socket, from).values("Address"))
                    .as("the same endpoint each time")
                    .isEqualTo(match.values("Address"));
        }
    }

    @Test
    void allAnswerAProbeToTheGroupOnLoopback() throws Exception {
        Map<String, String> from = new HashMap<>();
        try (DatagramSocket socket = socket()) {
            socket.setOption(
                    StandardSocketOptions.IP_MULTICAST_IF,
                    NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
            send(socket, "239.255.255.250", probe("urn:uuid:" + UUID.randomUUID(), ""));
            long untilNs = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (!from.keySet()
                    .containsAll(List.of(farm.address(1), farm.address(2), farm.address(3)))) {
                assertThat(System.nanoTime()).as("found so far: " + from).isLessThan(untilNs);
                receive(socket, from);
            }
        }
    }

    @Test
    void answersOnlyForWhatItIs() throws Exception {
        List<String> foreign =
                List.of(
                        VIDEO.replace("Transmitter", "Display"),
                        VIDEO.replace("network/wsdl", "other/wsdl"),
                        "<d:Types xmlns:p=\"http://schemas.xmlsoap.org/ws/2006/02/devprof\">"
                                + "p:Device</d:Types>",
                        "<d:Scopes>onvif://www.onvif.org/hardware/HF-X</d:Scopes>",
                        "<d:Scopes>onvif://www.onvif.org/Prof</d:Scopes>");
        Map<String, String> from = new HashMap<>();
        try (DatagramSocket socket = socket()) {
            for (String what : foreign) {
                send(socket, farm.address(1), probe("urn:uuid:foreign", what));
            }
            send(socket, farm.address(1), "no XML at all");
            send(
                    socket,
                    farm.address(1),
                    probe(
                            "urn:uuid:own",
                            VIDEO + "<d:Scopes>onvif://www.onvif.org/Profile</d:Scopes>"));
            assertThat(receive(socket, from).value("RelatesTo")).isEqualTo("urn:uuid:own");
            socket.setSoTimeout(400);
            assertThatThrownBy(() -> receive(socket, from))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aDeviceWithoutOnvifIsNotFound() throws Exception {
        control.misbehave(farm.address(1), "no-onvif", "");
        Map<String, String> from = new HashMap<>();
        try (DatagramSocket socket = socket()) {
            send(socket, farm.address(1), probe("urn:uuid:x", VIDEO));
            socket.setSoTimeout(400);
            assertThatThrownBy(() -> receive(socket, from))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            control.behave(farm.address(1));
        }
    }

    @Test
    void aMovedDeviceNamesItsOldAddress() throws Exception {
        control.misbehave(farm.address(3), "foreign-host", "");
        Map<String, String> from = new HashMap<>();
        try (DatagramSocket socket = socket()) {
            send(socket, farm.address(3), probe("urn:uuid:x", VIDEO));
            receive(socket, from);
            assertThat(from)
                    .containsEntry(farm.address(3), "http://10.0.0.9:8084/onvif/device_service");
        } finally {
            control.behave(farm.address(3));
        }
    }
}
