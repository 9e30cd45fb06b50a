package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haidang.camerafarm.camera.CameraPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that nobody here wrote thinks of the farm. */
class FfmpegClientTest {

    @BeforeAll
    static void needFfmpeg() throws InterruptedException {
        boolean there;
        try {
            there = run(List.of("ffmpeg", "-version")).contains("ffmpeg version");
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "SKIPPED: ffmpeg is not installed (apt-get install ffmpeg)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void ffmpegReadsEveryKindOfCameraWithoutAWord(String transport) throws Exception {
        List<CameraPlan> cameras =
                List.of(TestCameras.plain(), TestCameras.reordered(), TestCameras.hevc());
        try (Farm farm = TestCameras.farm(cameras)) {
            for (CameraPlan camera : cameras) {
                String uri = ConversationTest.uri(farm, camera.id());
                String said =
                        run(
                                List.of(
                                        "ffmpeg",
                                        "-hide_banner",
                                        "-loglevel",
                                        "warning",
                                        "-nostdin",
                                        "-rtsp_transport",
                                        transport,
                                        "-i",
                                        uri,
                                        "-t",
                                        "3",
                                        "-f",
                                        "null",
                                        "-"));
                assertThat(said).as(camera.id() + " over " + transport).isEmpty();
            }
        }
    }

    @Test
    void ffmpegReplaysWhatEveryKindOfCameraHasStored() throws Exception {
        List<CameraPlan> cameras =
                List.of(TestCameras.plain(), TestCameras.reordered(), TestCameras.hevc());
        try (TestFarm farm = TestFarm.of(cameras)) {
            for (int device = 1; device <= cameras.size(); device++) {
                String said =
                        run(
                                List.of(
                                        "ffmpeg",
                                        "-hide_banner",
                                        "-loglevel",
                                        "warning",
                                        "-nostdin",
                                        "-rtsp_transport",
                                        "tcp",
                                        "-i",
                                        farm.rtsp(device, "replay/recording_1"),
                                        "-t",
                                        "3",
                                        "-f",
                                        "null",
                                        "-"));
                assertThat(said).as("device " + device).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "reordered", "hevc"})
    void ffprobeFindsWhatThePlanSays(String id) throws Exception {
        CameraPlan camera =
                switch (id) {
                    case "plain" -> TestCameras.plain();
                    case "reordered" -> TestCameras.reordered();
                    default -> TestCameras.hevc();
                };
        try (Farm farm = TestCameras.farm(List.of(camera))) {
            String found =
                    run(
                            List.of(
                                    "ffprobe",
                                    "-v",
                                    "error",
                                    "-rtsp_transport",
                                    "tcp",
                                    "-show_entries",
                                    "stream=codec_name,width,height",
                                    "-of",
                                    "csv=p=0",
                                    ConversationTest.uri(farm, id)));
            assertThat(found.lines())
                    .containsExactlyElementsOf(
                            switch (id) {
                                case "plain" -> List.of("h264,320,192");
                                case "reordered" -> List.of("h264,320,192", "pcm_alaw");
                                default -> List.of("hevc,320,192", "aac");
                            });
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }
}
