package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haidang.media.rtsp.RtspResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {

    @TempDir Path folder;

    @Test
    void describesSetsUpPlaysAndTearsDown() throws Exception {
        try (Farm farm = TestCameras.farm(List.of(TestCameras.plain()));
                TestViewer viewer = new TestViewer(farm.rtspPort())) {
            String uri = uri(farm, "plain");
            assertThat(viewer.ask("OPTIONS", uri).headers().first("Public")).contains("PLAY");
            RtspResponse description = viewer.ask("DESCRIBE", uri);
            assertThat(description.headers().first("Content-Base")).isEqualTo(uri + "/");
            assertThat(new String(description.body()))
                    .contains("m=video 0 RTP/AVP 96", "sprop-parameter-sets=", "trackID=0");
            viewer.play(uri);
            TestViewer.Frame first = viewer.media();
            assertThat(first.nalType()).as("parameter sets before the key picture").isEqualTo(7);
            assertThat(viewer.ask("GET_PARAMETER", uri).status()).isEqualTo(200);
            assertThat(viewer.ask("TEARDOWN", uri).status()).isEqualTo(200);
            assertThat(viewer.closed()).isTrue();
        }
    }

    @Test
    void sendsPicturesInOrderAndOnTheBeat() throws Exception {
        try (Farm farm = TestCameras.farm(List.of(TestCameras.plain()));
                TestViewer viewer = new TestViewer(farm.rtspPort())) {
            viewer.play(uri(farm, "plain"));
            TestViewer.Frame before = viewer.media();
            for (int i = 0; i < 60; i++) {
                TestViewer.Frame next = viewer.media();
                assertThat(next.sequence()).isEqualTo(before.sequence() + 1 & 0xffff);
                assertThat(next.timestamp() - before.timestamp())
                        .isEqualTo(before.marker() ? 7_200 : 0);
                before = next;
            }
        }
    }

    @Test
    void sendsASenderReportWithTheFirstPictures() throws Exception {
        try (Farm farm = TestCameras.farm(List.of(TestCameras.plain()));
                TestViewer viewer = new TestViewer(farm.rtspPort())) {
            viewer.play(uri(farm, "plain"));
            TestViewer.Frame frame = viewer.frame();
            int ssrc = frame.word(8);
            int timestamp = frame.timestamp();
            while (frame.channel() != 1) {
                frame = viewer.frame();
            }
            assertThat(frame.bytes()[1] & 0xff).as("sender report").isEqualTo(200);
            assertThat(frame.word(4)).isEqualTo(ssrc);
            assertThat(Math.abs(frame.word(16) - timestamp)).isLessThan(90_000);
            long ntpSeconds = Integer.toUnsignedLong(frame.word(8)) - 2_208_988_800L;
            assertThat(ntpSeconds).isCloseTo(System.currentTimeMillis() / 1000, within(5L));
        }
    }

    private static org.assertj.core.data.Offset<Long> within(long seconds) {
        return org.assertj.core.data.Offset.offset(seconds);
    }

    @Test
    void sendsDatagramsToThePortsTheViewerNames() throws Exception {
        try (Farm farm = TestCameras.farm(List.of(TestCameras.plain()));
                TestViewer viewer = new TestViewer(farm.rtspPort());
                DatagramSocket media = new DatagramSocket(0)) {
            String uri = uri(farm, "plain");
            int port = media.getLocalPort();
            RtspResponse answer =
                    viewer.ask(
                            "SETUP",
                            uri + "/trackID=0",
                            "Transport",
                            "RTP/AVP;unicast;client_port=" + port + "-" + (port + 1));
            assertThat(answer.headers().first("Transport")).contains("server_port=");
            viewer.ask("PLAY", uri);
            media.setSoTimeout(5_000);
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            media.receive(packet);
            assertThat(packet.getData()[0] & 0xc0).as("RTP version 2").isEqualTo(0x80);
            assertThat(packet.getData()[12] & 0x1f).as("SPS first").isEqualTo(7);
        }
    }

    @Test
    void asksForALoginAndTakesTheRightOne() throws Exception {
        for (String digest : List.of("md5", "sha-256")) {
            try (Farm farm = closedFarm(digest);
                    TestViewer viewer = new TestViewer(farm.rtspPort())) {
                String uri = uri(farm, "plain");
                RtspResponse challenge = viewer.ask("DESCRIBE", uri);
                assertThat(challenge.status()).isEqualTo(401);
                viewer.logIn(challenge, "watcher", "wrong", "DESCRIBE", uri);
                assertThat(viewer.ask("DESCRIBE", uri).status()).isEqualTo(401);
                viewer.logIn(challenge, "watcher", "s3cret words", "DESCRIBE", uri);
                assertThat(viewer.ask("DESCRIBE", uri).status()).isEqualTo(200);
            }
        }
    }

    private Farm closedFarm(String digest) throws IOException, InterruptedException {
        Path password = Files.writeString(folder.resolve("password"), "s3cret words\n");
        return TestCameras.farm(
                List.of(TestCameras.plain()),
                "--username",
                "watcher",
                "--password-file",
                password.toString(),
                "--digest",
                digest);
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        try (Farm farm = TestCameras.farm(List.of(TestCameras.plain()));
                TestViewer viewer = new TestViewer(farm.rtspPort())) {
            String uri = uri(farm, "plain");
            assertThat(viewer.ask("DESCRIBE", uri(farm, "nobody")).status()).isEqualTo(404);
            assertThat(viewer.ask("PLAY", uri).status()).isEqualTo(454);
            assertThat(viewer.ask("RECORD", uri).status()).isEqualTo(501);
            assertThat(
                            viewer.ask(
                                            "SETUP",
                                            uri + "/trackID=0",
                                            "Transport",
                                            "RTP/AVP;multicast")
                                    .status())
                    .isEqualTo(461);
        }
    }

    @Test
    void startsALongGroupAtItsKeyPictureOrInTheMiddleAsAsked() throws Exception {
        try (Farm farm = TestCameras.farm(List.of(TestCameras.longGroups()));
                TestViewer viewer = new TestViewer(farm.rtspPort())) {
            viewer.play(uri(farm, "long-groups"));
            assertThat(viewer.media().nalType()).isEqualTo(7);
        }
        try (Farm farm =
                        TestCameras.farm(
                                List.of(TestCameras.plain(), TestCameras.longGroups()),
                                "--join",
                                "middle");
                TestViewer viewer = new TestViewer(farm.rtspPort())) {
            viewer.play(uri(farm, "long-groups"));
            assertThat(viewer.media().nalType()).isEqualTo(1);
        }
    }

    static String uri(Farm farm, String camera) {
        return "rtsp://127.0.0.1:" + farm.rtspPort() + "/" + camera + "/main";
    }
}
