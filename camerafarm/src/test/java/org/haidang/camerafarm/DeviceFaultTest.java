package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a device does wrong on request, and that it stops. */
class DeviceFaultTest {

    private static final String SERVICES = "<tds:GetServices/>";

    private static TestFarm farm;
    private static TestControl control;
    private static String address;
    private static TestDevice device;

    @BeforeAll
    static void play() throws Exception {
        farm = TestFarm.of(List.of(TestCameras.plain(), TestCameras.withSub()));
        control = farm.control();
        address = farm.address(2);
        device = farm.device(2);
    }

    @AfterAll
    static void close() throws Exception {
        device.close();
        farm.close();
    }

    @AfterEach
    void isAsBeforeWhenToldSo() throws Exception {
        control.behave(address);
        TestDevice.Answer answer = device.ask(TestDevice.DEVICE, SERVICES);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<?xml").endsWith("</s:Envelope>");
    }

    private static String answer() throws Exception {
        return device.ask(TestDevice.DEVICE, SERVICES).body();
    }

    @Test
    void cutsItsAnswers() throws Exception {
        control.misbehave(address, "broken-xml", "");
        assertThat(answer()).startsWith("<?xml").doesNotContain("</s:Envelope>");
    }

    @Test
    void speaksInNamespacesThatNobodyKnows() throws Exception {
        control.misbehave(address, "wrong-namespace", "");
        assertThat(answer())
                .contains("http://www.example.org/envelope", "GetServicesResponse")
                .doesNotContain("http://www.onvif.org/ver10/device/wsdl")
                .doesNotContain("http://www.w3.org/2003/05/soap-envelope");
    }

    @Test
    void namesAFileAsAnEntity() throws Exception {
        control.misbehave(address, "external-entity", "");
        assertThat(answer()).contains("SYSTEM \"file:///etc/passwd\"", "&x;");
    }

    @Test
    void laughsABillionTimes() throws Exception {
        control.misbehave(address, "billion-laughs", "");
        String laughs = answer();
        assertThat(laughs).contains("<!ENTITY l9 \"&l8;&l8;", "&x;");
        assertThat(laughs.length()).isLessThan(8_000);
    }

    @Test
    void dripsItsAnswers() throws Exception {
        control.misbehave(address, "drip", "\"value\":20");
        try (Socket socket = asked()) {
            InputStream in = socket.getInputStream();
            readHead(in);
            long fromNs = System.nanoTime();
            in.readNBytes(10);
            assertThat(Duration.ofNanos(System.nanoTime() - fromNs))
                    .isBetween(Duration.ofMillis(350), Duration.ofSeconds(5));
        }
    }

    @Test
    void neverEnds() throws Exception {
        control.misbehave(address, "endless", "");
        try (Socket socket = asked()) {
            InputStream in = socket.getInputStream();
            assertThat(readHead(in)).containsIgnoringCase("Transfer-encoding: chunked");
            assertThat(in.readNBytes(6_000_000)).hasSize(6_000_000);
        }
    }

    @Test
    void sendsMillionsOfBytes() throws Exception {
        control.misbehave(address, "huge", "\"value\":5");
        assertThat(answer()).hasSize(5_000_000);
    }

    @Test
    void failsEachRequest() throws Exception {
        control.misbehave(address, "error-500", "");
        TestDevice.Answer answer = device.ask(TestDevice.DEVICE, SERVICES);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("<");
    }

    @Test
    void closesWithoutAnAnswer() throws Exception {
        control.misbehave(address, "close", "");
        try (Socket socket = asked()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void namesAForeignHost() throws Exception {
        control.misbehave(address, "foreign-host", "");
        assertThat(device.ask(TestDevice.DEVICE, SERVICES).values("XAddr"))
                .isNotEmpty()
                .allMatch(told -> told.startsWith("http://10.0.0.9:8084/onvif/"));
        String operation =
                "<tr2:GetStreamUri><tr2:Protocol>RTSP</tr2:Protocol><tr2:ProfileToken>"
                        + "profile_1_main</tr2:ProfileToken></tr2:GetStreamUri>";
        assertThat(device.ask(TestDevice.MEDIA2, operation).value("Uri"))
                .isEqualTo("rtsp://10.0.0.9:8554/with-sub/main");
    }

    @Test
    void lacksMedia2() throws Exception {
        control.misbehave(address, "no-media2", "");
        assertThat(answer()).doesNotContain("media2_service").contains("media_service");
        assertThat(device.ask(TestDevice.MEDIA2, "<tr2:GetProfiles/>").status()).isEqualTo(404);
    }

    @Test
    void hasAMedia2ThatDoesNothing() throws Exception {
        control.misbehave(address, "media2-faults", "");
        assertThat(answer()).contains("media2_service");
        assertThat(device.ask(TestDevice.MEDIA2, "<tr2:GetProfiles/>").values("Value"))
                .contains("ter:ActionNotSupported");
        assertThat(device.ask(TestDevice.MEDIA, "<trt:GetProfiles/>").status()).isEqualTo(200);
    }

    @Test
    void isTooOldForGetServices() throws Exception {
        control.misbehave(address, "no-get-services", "");
        assertThat(device.ask(TestDevice.DEVICE, SERVICES).status()).isEqualTo(500);
        assertThat(device.ask(TestDevice.DEVICE, "<tds:GetCapabilities/>").status()).isEqualTo(200);
    }

    @Test
    void isNoDeviceAtAll() throws Exception {
        control.misbehave(address, "no-onvif", "");
        assertThat(device.ask(TestDevice.DEVICE, SERVICES).status()).isEqualTo(404);
    }

    @Test
    void disturbsNoOtherDevice() throws Exception {
        control.misbehave(address, "close", "");
        try (TestDevice other = farm.device(1)) {
            assertThat(other.ask(TestDevice.DEVICE, SERVICES).status()).isEqualTo(200);
        }
    }

    @Test
    void doesSeveralThingsWrongUntilTheirTimeIsOver() throws Exception {
        control.misbehave(address, "no-media2", "");
        control.misbehave(address, "error-500", "\"seconds\":0.5");
        assertThat(control.device(address))
                .contains("\"misbehaviours\":[\"error-500\",\"no-media2\"]");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> device.ask(TestDevice.DEVICE, SERVICES).status() == 200);
        assertThat(answer()).doesNotContain("media2_service");
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        String path = "/devices/" + address + "/misbehave";
        assertThat(control.send("POST", path, "{\"kind\":\"dance\"}").body())
                .contains("no such kind: dance");
        assertThat(control.send("POST", path, "{\"kind\":\"huge\",\"value\":-1}").statusCode())
                .isEqualTo(400);
        assertThat(control.send("POST", "/devices/1/misbehave", "{}").statusCode()).isEqualTo(404);
        assertThat(
                        control.send(
                                        "POST",
                                        "/devices/" + address + "/event",
                                        "{\"kind\":\"motion\",\"channel\":2}")
                                .body())
                .contains("no channel 2");
        assertThat(control.send("GET", "/devices", "").body()).contains(address, farm.address(1));
    }

    @Test
    void endsAtOnceWhileADeviceIsAsked() throws Exception {
        TestFarm other = TestFarm.of(List.of(TestCameras.plain()));
        other.control().misbehave(other.address(1), "drip", "");
        try (Socket socket = asked(other.address(1))) {
            readHead(socket.getInputStream());
            long fromNs = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - fromNs))
                    .isLessThan(Duration.ofSeconds(5));
        }
        assertThatThrownBy(() -> new Socket(other.address(1), TestFarm.PORT).close())
                .isInstanceOf(IOException.class);
    }

    private static Socket asked() throws IOException {
        return asked(address);
    }

    /** A connection over which a request has been sent. */
    private static Socket asked(String host) throws IOException {
        byte[] body =
                TestDevice.envelope("", "<tds:GetHostname/>").getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(host, TestFarm.PORT);
        socket.setSoTimeout(10_000);
        String head =
                "POST /onvif/device_service HTTP/1.1\r\nHost: x\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("head so far: " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }
}
