package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services of cameras that ask for a login, over sockets. */
class DeviceTest {

    private static final int PORT = 8_081;
    private static final String NET = TestCameras.net();

    @TempDir static Path folder;
    private static Farm farm;

    @BeforeAll
    static void play() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "s3cret words\n");
        farm =
                TestCameras.farm(
                        List.of(TestCameras.withSub(), TestCameras.plain(), TestCameras.hevc()),
                        "--username",
                        "watcher",
                        "--password-file",
                        password.toString(),
                        "--onvif",
                        NET,
                        "--onvif-port",
                        Integer.toString(PORT));
    }

    @AfterAll
    static void close() throws Exception {
        farm.close();
    }

    private static TestDevice camera(int number) {
        return new TestDevice(NET + "." + number, PORT).as("watcher", "s3cret words");
    }

    @Test
    void theReadyLineNamesEveryDevice() {
        assertThat(farm.readyJson())
                .contains(
                        "\"devices\":[{\"address\":\""
                                + NET
                                + ".1\",\"port\":8081,\"service\":\"http://"
                                + NET
                                + ".1:8081/onvif/device_service\",\"name\":\"Sân trước\","
                                + "\"model\":\"HF-C2010\",\"channels\":1,"
                                + "\"cameras\":[\"with-sub\"]},");
        assertThat(farm.readyText()).contains("http://" + NET + ".3:8081/onvif/device_service");
    }

    @Test
    void tellsTheTimeToAnybody() throws Exception {
        try (TestDevice device = new TestDevice(NET + ".1", PORT)) {
            TestDevice.Answer answer = device.ask(TestDevice.DEVICE, "<tds:GetSystemDateAndTime/>");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Duration.between(time(answer), Instant.now()).abs())
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(answer.value("DateTimeType")).isEqualTo("NTP");
        }
    }

    private static Instant time(TestDevice.Answer answer) {
        String utc =
                answer.body().replaceAll("(?s).*<tt:UTCDateTime>(.*)</tt:UTCDateTime>.*", "$1");
        TestDevice.Answer part = new TestDevice.Answer(200, utc, List.of());
        return LocalDateTime.of(
                        Integer.parseInt(part.value("Year")),
                        Integer.parseInt(part.value("Month")),
                        Integer.parseInt(part.value("Day")),
                        Integer.parseInt(part.value("Hour")),
                        Integer.parseInt(part.value("Minute")),
                        Integer.parseInt(part.value("Second")))
                .toInstant(ZoneOffset.UTC);
    }

    @Test
    void tellsWhatItIs() throws Exception {
        try (TestDevice device = camera(2)) {
            TestDevice.Answer answer = device.ask(TestDevice.DEVICE, "<tds:GetDeviceInformation/>");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.value("Manufacturer")).isEqualTo("Hai Dang Camera Farm");
            assertThat(answer.value("Model")).isEqualTo("HF-P2030");
            assertThat(answer.value("SerialNumber")).matches("[0-9A-F]{12}");
            TestDevice.Answer network =
                    device.ask(TestDevice.DEVICE, "<tds:GetNetworkInterfaces/>");
            assertThat(network.value("HwAddress")).matches("02:48(:[0-9a-f]{2}){4}");
            assertThat(network.value("Address")).isEqualTo(NET + ".2");
            assertThat(device.ask(TestDevice.DEVICE, "<tds:GetHostname/>").value("Name"))
                    .startsWith("hf-0248");
            assertThat(device.ask(TestDevice.DEVICE, "<tds:GetUsers/>").value("Username"))
                    .isEqualTo("watcher");
            assertThat(device.ask(TestDevice.DEVICE, "<tds:GetScopes/>").values("ScopeItem"))
                    .contains(
                            "onvif://www.onvif.org/Profile/Streaming",
                            "onvif://www.onvif.org/Profile/T",
                            "onvif://www.onvif.org/type/ptz",
                            "onvif://www.onvif.org/hardware/HF-P2030",
                            "onvif://www.onvif.org/name/C%E1%BB%95ng%20plain",
                            "onvif://www.onvif.org/location/gate");
        }
    }

    @Test
    void tellsItsServicesInBothWays() throws Exception {
        try (TestDevice device = camera(2)) {
            TestDevice.Answer services =
                    device.ask(
                            TestDevice.DEVICE,
                            "<tds:GetServices><tds:IncludeCapability>true</tds:IncludeCapability>"
                                    + "</tds:GetServices>");
            String base = "http://" + NET + ".2:8081/onvif/";
            assertThat(services.values("XAddr"))
                    .containsExactlyInAnyOrder(
                            base + "device_service",
                            base + "media_service",
                            base + "media2_service",
                            base + "ptz_service",
                            base + "event_service",
                            base + "search_service",
                            base + "replay_service");
            assertThat(services.values("Namespace"))
                    .contains("http://www.onvif.org/ver20/media/wsdl");
            assertThat(services.body()).contains("WSPullPointSupport=\"true\"");
            TestDevice.Answer capabilities =
                    device.ask(
                            TestDevice.DEVICE,
                            "<tds:GetCapabilities><tds:Category>All</tds:Category>"
                                    + "</tds:GetCapabilities>");
            assertThat(capabilities.values("XAddr"))
                    .contains(
                            base + "ptz_service", base + "search_service", base + "replay_service")
                    .doesNotContain(base + "media2_service");
        }
    }

    @Test
    void onlyEverySecondCameraTurns() throws Exception {
        try (TestDevice device = camera(1)) {
            TestDevice.Answer services = device.ask(TestDevice.DEVICE, "<tds:GetServices/>");
            assertThat(services.body()).doesNotContain("ptz_service");
            assertThat(device.ask(TestDevice.PTZ, "<tptz:GetNodes/>").status()).isEqualTo(404);
            assertThat(device.ask(TestDevice.MEDIA, "<trt:GetProfiles/>").body())
                    .doesNotContain("PTZConfiguration");
        }
    }

    @Test
    void setsItsClock() throws Exception {
        try (TestDevice device = camera(1)) {
            String manual =
                    "<tds:SetSystemDateAndTime><tds:DateTimeType>Manual</tds:DateTimeType>"
                            + "<tds:DaylightSavings>false</tds:DaylightSavings><tds:UTCDateTime>"
                            + "<tt:Time><tt:Hour>7</tt:Hour><tt:Minute>30</tt:Minute>"
                            + "<tt:Second>0</tt:Second></tt:Time><tt:Date><tt:Year>2031</tt:Year>"
                            + "<tt:Month>%s</tt:Month><tt:Day>3</tt:Day></tt:Date>"
                            + "</tds:UTCDateTime></tds:SetSystemDateAndTime>";
            TestDevice.Answer wrong = device.ask(TestDevice.DEVICE, manual.formatted("13"));
            assertThat(wrong.values("Value")).contains("ter:InvalidDateTime");
            assertThat(device.ask(TestDevice.DEVICE, manual.formatted("2")).status())
                    .isEqualTo(200);
            Instant told = time(device.ask(TestDevice.DEVICE, "<tds:GetSystemDateAndTime/>"));
            Instant set = Instant.parse("2031-02-03T07:30:00Z");
            assertThat(told).isBetween(set, set.plusSeconds(10));
            device.clock(Duration.between(Instant.now(), told));
            String follow =
                    "<tds:SetSystemDateAndTime><tds:DateTimeType>NTP</tds:DateTimeType>"
                            + "</tds:SetSystemDateAndTime>";
            assertThat(device.ask(TestDevice.DEVICE, follow).status()).isEqualTo(200);
            assertThat(time(device.ask(TestDevice.DEVICE, "<tds:GetSystemDateAndTime/>")))
                    .isBefore(set);
        }
    }

    @Test
    void tellsItsProfilesInBothMediaServices() throws Exception {
        try (TestDevice device = camera(1)) {
            TestDevice.Answer old = device.ask(TestDevice.MEDIA, "<trt:GetProfiles/>");
            assertThat(old.attributes("Profiles", "token"))
                    .containsExactly("profile_1_main", "profile_1_sub");
            assertThat(old.values("Width")).containsExactly("640", "320");
            assertThat(old.values("Encoding")).containsExactly("H264", "H264");
            TestDevice.Answer names = device.ask(TestDevice.MEDIA2, "<tr2:GetProfiles/>");
            assertThat(names.values("Name")).containsExactly("Kênh 1 chính", "Kênh 1 phụ");
            assertThat(names.body()).as("nothing is told unasked").doesNotContain("Encoding");
            TestDevice.Answer all =
                    device.ask(
                            TestDevice.MEDIA2,
                            "<tr2:GetProfiles><tr2:Type>All</tr2:Type></tr2:GetProfiles>");
            assertThat(all.values("Height")).containsExactly("384", "192");
            assertThat(all.values("FrameRateLimit")).containsExactly("12.5", "12.5");
            assertThat(all.attributes("VideoEncoder", "GovLength")).containsExactly("25", "25");
            TestDevice.Answer one =
                    device.ask(
                            TestDevice.MEDIA,
                            "<trt:GetProfile><trt:ProfileToken>profile_1_sub</trt:ProfileToken>"
                                    + "</trt:GetProfile>");
            assertThat(one.attributes("Profile", "token")).containsExactly("profile_1_sub");
            assertThat(
                            device.ask(TestDevice.MEDIA2, "<tr2:GetVideoEncoderConfigurations/>")
                                    .attributes("Configurations", "token"))
                    .containsExactly("encoder_1_main", "encoder_1_sub");
            assertThat(
                            device.ask(TestDevice.MEDIA, "<trt:GetVideoSources/>")
                                    .attributes("VideoSources", "token"))
                    .containsExactly("source_1");
        }
    }

    @Test
    void onlyTheNewerMediaServiceKnowsH265() throws Exception {
        try (TestDevice device = camera(3)) {
            TestDevice.Answer old = device.ask(TestDevice.MEDIA, "<trt:GetProfiles/>");
            assertThat(old.attributes("Profiles", "token")).containsExactly("profile_1_main");
            assertThat(old.body()).doesNotContain("VideoEncoderConfiguration");
            assertThat(old.values("Encoding")).as("the sound").containsExactly("AAC");
            TestDevice.Answer all =
                    device.ask(
                            TestDevice.MEDIA2,
                            "<tr2:GetProfiles><tr2:Type>All</tr2:Type></tr2:GetProfiles>");
            assertThat(all.values("Encoding")).containsExactly("H265", "MP4A-LATM");
        }
    }

    @Test
    void playsTheStreamItTellsAtItsOwnAddress() throws Exception {
        try (TestDevice device = camera(1)) {
            String operation =
                    "<trt:GetStreamUri><trt:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream>"
                            + "<tt:Transport><tt:Protocol>RTSP</tt:Protocol></tt:Transport>"
                            + "</trt:StreamSetup><trt:ProfileToken>profile_1_sub</trt:ProfileToken>"
                            + "</trt:GetStreamUri>";
            String uri = device.ask(TestDevice.MEDIA, operation).value("Uri");
            assertThat(uri).isEqualTo("rtsp://" + NET + ".1:8554/with-sub/sub");
            String newer =
                    "<tr2:GetStreamUri><tr2:Protocol>RtspUnicast</tr2:Protocol><tr2:ProfileToken>"
                            + "profile_1_sub</tr2:ProfileToken></tr2:GetStreamUri>";
            assertThat(device.ask(TestDevice.MEDIA2, newer).value("Uri")).isEqualTo(uri);
            try (TestViewer viewer = new TestViewer(NET + ".1", 8_554)) {
                viewer.logIn(
                        viewer.ask("DESCRIBE", uri), "watcher", "s3cret words", "DESCRIBE", uri);
                assertThat(viewer.ask("DESCRIBE", uri).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void answersAtADeviceForItsOwnCameraOnly() throws Exception {
        try (TestViewer viewer = new TestViewer(NET + ".1", 8_554)) {
            String uri = "rtsp://" + NET + ".1:8554/";
            assertThat(viewer.ask("DESCRIBE", uri + "plain/main").status()).isEqualTo(404);
            assertThat(viewer.ask("DESCRIBE", uri + "with-sub/main").status()).isEqualTo(401);
        }
        try (TestViewer viewer = new TestViewer(farm.rtspPort())) {
            assertThat(viewer.ask("DESCRIBE", ConversationTest.uri(farm, "plain")).status())
                    .as("the shared port knows all")
                    .isEqualTo(401);
        }
    }

    @Test
    void givesAPictureToWhomItKnows() throws Exception {
        try (TestDevice device = camera(1);
                TestDevice stranger = new TestDevice(NET + ".1", PORT)) {
            String operation =
                    "<trt:GetSnapshotUri><trt:ProfileToken>profile_1_main</trt:ProfileToken>"
                            + "</trt:GetSnapshotUri>";
            URI uri = URI.create(device.ask(TestDevice.MEDIA, operation).value("Uri"));
            HttpResponse<byte[]> picture = device.get(uri);
            assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.body()));
            assertThat(image.getWidth()).isEqualTo(640);
            assertThat(image.getRGB(10, 10)).isNotEqualTo(image.getRGB(320, 350));
            assertThat(stranger.get(uri).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        try (TestDevice device = camera(1)) {
            TestDevice.Answer unknown = device.ask(TestDevice.DEVICE, "<tds:SystemReboot/>");
            assertThat(unknown.status()).isEqualTo(500);
            assertThat(unknown.values("Value"))
                    .containsExactly("s:Receiver", "ter:ActionNotSupported");
            TestDevice.Answer elsewhere = device.ask(TestDevice.DEVICE, "<trt:GetProfiles/>");
            assertThat(elsewhere.values("Value")).contains("ter:ActionNotSupported");
            String profile =
                    "<trt:GetSnapshotUri><trt:ProfileToken>x</trt:ProfileToken>"
                            + "</trt:GetSnapshotUri>";
            TestDevice.Answer nobody = device.ask(TestDevice.MEDIA, profile);
            assertThat(nobody.status()).isEqualTo(400);
            assertThat(nobody.values("Value"))
                    .containsExactly("s:Sender", "ter:InvalidArgVal", "ter:NoProfile");
            TestDevice.Answer missing = device.ask(TestDevice.MEDIA, "<trt:GetSnapshotUri/>");
            assertThat(missing.values("Value")).contains("ter:InvalidArgs");
            TestDevice.Answer broken = device.post(TestDevice.DEVICE, "<s:Envelope", null);
            assertThat(broken.values("Value")).contains("ter:WellFormed");
            TestDevice.Answer declared =
                    device.post(
                            TestDevice.DEVICE,
                            TestDevice.envelope("", "<tds:GetHostname/>")
                                    .replace("?><s:", "?><!DOCTYPE x [<!ENTITY y 'z'>]><s:"),
                            null);
            assertThat(declared.values("Value")).contains("ter:WellFormed");
            assertThat(device.post("/", "", null).status()).isEqualTo(404);
            assertThat(device.post(TestDevice.DEVICE, "x".repeat(70_000), null).status())
                    .isEqualTo(413);
        }
    }
}
