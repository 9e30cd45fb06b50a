package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recorder with many channels, of which each can be played. */
class RecorderTest {

    @Test
    void playsEachOfSixteenChannelsInTwoStreams() throws Exception {
        try (TestFarm farm = TestFarm.of(List.of(TestCameras.withSub()), "--recorder", "16");
                TestDevice recorder = farm.device(2)) {
            assertThat(farm.farm().readyJson())
                    .contains(
                            "\"name\":\"Đầu ghi hình\",\"model\":\"HF-NVR16\",\"channels\":16,"
                                    + "\"cameras\":[]}")
                    .doesNotContain("dau-ghi-kenh");
            assertThat(
                            recorder.ask(TestDevice.MEDIA, "<trt:GetVideoSources/>")
                                    .attributes("VideoSources", "token"))
                    .hasSize(16)
                    .contains("source_1", "source_16");
            List<String> profiles =
                    recorder.ask(
                                    TestDevice.MEDIA2,
                                    "<tr2:GetProfiles><tr2:Type>All</tr2:Type></tr2:GetProfiles>")
                            .attributes("Profiles", "token");
            assertThat(profiles).hasSize(32).contains("profile_16_sub");
            for (String profile : profiles) {
                String uri =
                        recorder.ask(
                                        TestDevice.MEDIA2,
                                        "<tr2:GetStreamUri><tr2:Protocol>RTSP</tr2:Protocol>"
                                                + "<tr2:ProfileToken>"
                                                + profile
                                                + "</tr2:ProfileToken></tr2:GetStreamUri>")
                                .value("Uri");
                String channel = profile.replaceAll("profile_(\\d+)_.*", "$1");
                String stream = profile.endsWith("main") ? "01" : "02";
                assertThat(uri).isEqualTo(farm.rtsp(2, "Streaming/Channels/" + channel + stream));
                try (TestViewer viewer = farm.viewer(2)) {
                    viewer.play(uri);
                    assertThat(viewer.media().nalType()).isEqualTo(7);
                }
            }
            assertThat(farm.control().send("GET", "/cameras", "").body())
                    .contains("\"id\":\"dau-ghi-kenh-16\"")
                    .contains("\"main\":\"" + farm.rtsp(2, "Streaming/Channels/1601") + "\"");
        }
    }

    @Test
    void sendsDatagramsFromItsOwnAddress() throws Exception {
        try (TestFarm farm = TestFarm.of(List.of(TestCameras.plain()), "--recorder", "1");
                TestViewer viewer = farm.viewer(2);
                DatagramSocket media = new DatagramSocket(0)) {
            assertThat(farm.farm().devices()).hasSize(2);
            String uri = farm.rtsp(2, "Streaming/Channels/101");
            int port = media.getLocalPort();
            viewer.ask(
                    "SETUP",
                    uri + "/trackID=0",
                    "Transport",
                    "RTP/AVP;unicast;client_port=" + port + "-" + (port + 1));
            assertThat(viewer.ask("PLAY", uri).status()).isEqualTo(200);
            media.setSoTimeout(5_000);
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            media.receive(packet);
            assertThat(packet.getAddress().getHostAddress()).isEqualTo(farm.address(2));
        }
    }

    @Test
    void knowsNoOtherAddresses() throws Exception {
        try (TestFarm farm = TestFarm.of(List.of(TestCameras.plain()), "--recorder", "4");
                TestViewer viewer = farm.viewer(2)) {
            assertThat(farm.farm().devices()).hasSize(2);
            String base = farm.rtsp(2, "");
            for (String path :
                    List.of(
                            "Streaming/Channels/501",
                            "Streaming/Channels/001",
                            "Streaming/Channels/102",
                            "Streaming/Channels/103",
                            "Streaming/Channels/101/x/y",
                            "Streaming/Channels",
                            "dau-ghi-kenh-01/main",
                            "plain/main")) {
                assertThat(viewer.ask("DESCRIBE", base + path).status()).as(path).isEqualTo(404);
            }
            assertThat(viewer.ask("DESCRIBE", base + "Streaming/Channels/401").status())
                    .isEqualTo(200);
        }
    }
}
