package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haidang.media.rtsp.RtspResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak to a device. */
class DeviceLoginTest {

    private static final int PORT = 8_082;
    private static final String INFORMATION = "<tds:GetDeviceInformation/>";
    private static final String PASSWORD = "s3cret words";

    @TempDir Path folder;
    private final String net = TestCameras.net();
    private final String address = net + ".1";
    private Farm farm;

    @BeforeEach
    void play() throws Exception {
        farm = farm();
    }

    /** Again, with other options. */
    private void start(String... more) throws Exception {
        farm.close();
        farm = farm(more);
    }

    private Farm farm(String... more) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "--username",
                                "watcher",
                                "--password-file",
                                password.toString(),
                                "--onvif",
                                net,
                                "--onvif-port",
                                Integer.toString(PORT)));
        args.addAll(List.of(more));
        return TestCameras.farm(List.of(TestCameras.plain()), args.toArray(String[]::new));
    }

    @AfterEach
    void close() throws Exception {
        farm.close();
    }

    private TestDevice device() {
        return new TestDevice(address, PORT).as("watcher", PASSWORD);
    }

    private TestControl control() {
        return new TestControl(farm.controlPort());
    }

    @Test
    void challengesWhoBringsNoLogin() throws Exception {
        start("--digest", "both");
        try (TestDevice stranger = new TestDevice(address, PORT)) {
            TestDevice.Answer answer = stranger.ask(TestDevice.DEVICE, INFORMATION);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.challenges())
                    .hasSize(2)
                    .anyMatch(each -> each.contains("algorithm=MD5"))
                    .anyMatch(each -> each.contains("algorithm=SHA-256"));
            assertThat(answer.values("Value")).containsExactly("s:Sender", "ter:NotAuthorized");
            assertThat(stranger.post(TestDevice.DEVICE, "", null).challenges())
                    .as("who sends nothing wants to be challenged")
                    .hasSize(2);
            assertThat(control().number(address, "loginsTried")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "sha-256"})
    void takesTheRightDigestAndCountsTheWrongOne(String algorithm) throws Exception {
        start("--digest", algorithm);
        try (TestDevice device = device()) {
            assertThat(device.askByDigest(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(200);
            device.as("watcher", "guess");
            TestDevice.Answer wrong = device.askByDigest(TestDevice.DEVICE, INFORMATION);
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.challenges().getFirst()).doesNotContain("stale");
            device.as("root", "guess");
            assertThat(device.askByDigest(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(401);
        }
        assertThat(control().device(address))
                .contains(
                        "\"loginsTried\":3,\"loginsRefused\":2,"
                                + "\"usernames\":[\"watcher\",\"root\"]")
                .doesNotContain("guess");
    }

    @Test
    void takesATokenOnce() throws Exception {
        try (TestDevice device = device()) {
            byte[] nonce = {1, 2, 3, 4, 5, 6, 7, 8};
            String token = TestDevice.token("watcher", PASSWORD, nonce, Instant.now());
            String document = TestDevice.envelope(token, INFORMATION);
            assertThat(device.post(TestDevice.DEVICE, document, null).status()).isEqualTo(200);
            TestDevice.Answer again = device.post(TestDevice.DEVICE, document, null);
            assertThat(again.status()).isEqualTo(400);
            assertThat(again.values("Value")).containsExactly("s:Sender", "ter:NotAuthorized");
            String wrong = TestDevice.token("watcher", "guess", new byte[] {9}, Instant.now());
            assertThat(
                            device.post(
                                            TestDevice.DEVICE,
                                            TestDevice.envelope(wrong, INFORMATION),
                                            null)
                                    .status())
                    .isEqualTo(400);
        }
        assertThat(control().number(address, "loginsRefused")).isEqualTo(2);
    }

    @Test
    void measuresATokenByTheDevicesOwnClock() throws Exception {
        control().misbehave(address, "clock", "\"value\":-10800");
        try (TestDevice device = device()) {
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status())
                    .as("our clock is not the device's")
                    .isEqualTo(400);
            device.clock(Duration.ofHours(-3));
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(200);
            device.clock(Duration.ofHours(-3).plusSeconds(290));
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(200);
            device.clock(Duration.ofHours(-3).minusSeconds(310));
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(400);
            assertThat(device.askByDigest(TestDevice.DEVICE, INFORMATION).status())
                    .as("a digest knows no time")
                    .isEqualTo(200);
        }
        assertThat(control().number(address, "clockOffsetSeconds")).isBetween(-10_801.0, -10_799.0);
    }

    @Test
    void saysThatANonceIsStaleAndTakesTheNewOne() throws Exception {
        control().misbehave(address, "stale-nonce", "\"value\":2");
        try (TestDevice device = device()) {
            TestDevice.Answer first =
                    device.post(TestDevice.DEVICE, TestDevice.envelope("", INFORMATION), null);
            String challenge = first.challenges().getFirst();
            assertThat(device.askByDigest(TestDevice.DEVICE, INFORMATION, challenge).status())
                    .isEqualTo(200);
            TestDevice.Answer stale = device.askByDigest(TestDevice.DEVICE, INFORMATION, challenge);
            assertThat(stale.status()).isEqualTo(401);
            assertThat(stale.challenges().getFirst()).contains("stale=true");
            assertThat(
                            device.askByDigest(
                                            TestDevice.DEVICE,
                                            INFORMATION,
                                            stale.challenges().getFirst())
                                    .status())
                    .isEqualTo(200);
        }
        assertThat(control().number(address, "loginsRefused")).isZero();
        assertThat(control().number(address, "loginsTried")).isEqualTo(3);
    }

    @Test
    void locksAfterThreeWrongLoginsWhenAsked() throws Exception {
        control().misbehave(address, "lock", "");
        try (TestDevice device = device()) {
            device.as("watcher", "guess");
            for (int i = 0; i < 3; i++) {
                assertThat(device.ask(TestDevice.DEVICE, INFORMATION).body())
                        .doesNotContain("locked");
            }
            device.as("watcher", PASSWORD);
            TestDevice.Answer locked = device.askByDigest(TestDevice.DEVICE, INFORMATION);
            assertThat(locked.status()).isEqualTo(400);
            assertThat(locked.challenges()).isEmpty();
            assertThat(locked.value("Text")).matches("The account is locked.*[0-9]+ seconds");
            assertThat(device.ask(TestDevice.DEVICE, "<tds:GetSystemDateAndTime/>").status())
                    .isEqualTo(200);
            control().behave(address);
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesEveryLoginWhenAsked() throws Exception {
        control().misbehave(address, "refuse-login", "");
        try (TestDevice device = device()) {
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(400);
            assertThat(device.askByDigest(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(401);
        }
    }

    @Test
    void knowsOneWayToLogInWhenAsked() throws Exception {
        try (TestDevice device = device()) {
            control().misbehave(address, "token-only", "");
            TestDevice.Answer nothing =
                    device.post(TestDevice.DEVICE, TestDevice.envelope("", INFORMATION), null);
            assertThat(nothing.status()).isEqualTo(400);
            assertThat(nothing.challenges()).isEmpty();
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(200);
            control().behave(address);
            control().misbehave(address, "digest-only", "");
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(401);
            assertThat(device.askByDigest(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(200);
        }
    }

    @Test
    void keepsTheFactoryLoginWhereAsked() throws Exception {
        start("--onvif-default-password", "1");
        try (TestDevice device = device();
                TestViewer viewer = new TestViewer(address, 8_554);
                TestViewer shared = new TestViewer(farm.rtspPort())) {
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(400);
            device.as("admin", "12345");
            assertThat(device.ask(TestDevice.DEVICE, INFORMATION).status()).isEqualTo(200);
            String uri = "rtsp://" + address + ":8554/plain/main";
            viewer.logIn(viewer.ask("DESCRIBE", uri), "admin", "12345", "DESCRIBE", uri);
            assertThat(viewer.ask("DESCRIBE", uri).status()).isEqualTo(200);
            String local = ConversationTest.uri(farm, "plain");
            shared.logIn(shared.ask("DESCRIBE", local), "watcher", PASSWORD, "DESCRIBE", local);
            assertThat(shared.ask("DESCRIBE", local).status())
                    .as("at the farm's own address all stays as it was")
                    .isEqualTo(200);
        }
        assertThat(control().device(address))
                .contains("\"factoryLogin\":true")
                .contains("\"loginsTried\":3,\"loginsRefused\":1");
    }

    @Test
    void countsWhoTriesOverRtspToo() throws Exception {
        try (TestViewer viewer = new TestViewer(address, 8_554)) {
            String uri = "rtsp://" + address + ":8554/plain/main";
            viewer.logIn(viewer.ask("DESCRIBE", uri), "admin", "admin", "DESCRIBE", uri);
            assertThat(viewer.ask("DESCRIBE", uri).status()).isEqualTo(401);
        }
        assertThat(control().device(address))
                .contains("\"loginsTried\":1,\"loginsRefused\":1,\"usernames\":[\"admin\"]");
        control().send("DELETE", "/devices/" + address + "/logins", "");
        assertThat(control().device(address)).contains("\"loginsTried\":0");
    }

    @Test
    void asksForTheSameLoginBeforeItTellsOrReplaysWhatItHasStored() throws Exception {
        String search = "<tse:GetRecordingSummary/>";
        String replay =
                "<trp:GetReplayUri><trp:RecordingToken>recording_1</trp:RecordingToken>"
                        + "</trp:GetReplayUri>";
        try (TestDevice stranger = new TestDevice(address, PORT);
                TestDevice device = device();
                TestViewer viewer = new TestViewer(address, 8_554)) {
            assertThat(stranger.ask(TestDevice.SEARCH, search).status()).isEqualTo(401);
            assertThat(stranger.ask(TestDevice.REPLAY, replay).status()).isEqualTo(401);
            assertThat(device.ask(TestDevice.SEARCH, search).status()).isEqualTo(200);
            String uri = "rtsp://" + address + ":8554/replay/recording_1";
            RtspResponse challenge = viewer.ask("DESCRIBE", uri);
            assertThat(challenge.status()).isEqualTo(401);
            viewer.logIn(challenge, "watcher", "guess", "DESCRIBE", uri);
            assertThat(viewer.ask("DESCRIBE", uri).status()).isEqualTo(401);
            viewer.logIn(challenge, "watcher", PASSWORD, "DESCRIBE", uri);
            assertThat(viewer.ask("DESCRIBE", uri).status()).isEqualTo(200);
        }
        assertThat(control().device(address)).contains("\"loginsTried\":3,\"loginsRefused\":1");
    }
}
