package org.haidang.server.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haidang.onvif.DeviceInformation;
import org.haidang.onvif.MediaProfile;
import org.haidang.onvif.VideoEncoding;
import org.haidang.programme.survey.Question;
import org.haidang.server.device.Examined;
import org.haidang.server.device.Examined.FoundChannel;
import org.haidang.server.device.Examined.FoundStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeviceAnswersTest {
    private static final String LONG = "x".repeat(300);

    private static Examined recorder(String host, @Nullable String mac, int channels) {
        MediaProfile main =
                new MediaProfile(
                        "p",
                        "main",
                        "s",
                        new VideoEncoding("H265", 1920, 1080, 12.5, 2_048, 50),
                        "AAC",
                        false,
                        true);
        MediaProfile sub =
                new MediaProfile(
                        "q",
                        "sub",
                        "s",
                        new VideoEncoding("JPEG", 640, 360, 0, 0, 0),
                        null,
                        false,
                        true);
        return new Examined(
                URI.create("http://" + host + "/onvif/device_service"),
                new DeviceInformation("Hãng", LONG, "1.0\n2", "", "hw"),
                mac,
                Duration.ofDays(30_000),
                IntStream.rangeClosed(1, channels)
                        .mapToObj(n ->
                                new FoundChannel(
                                        n,
                                        "Kênh " + n,
                                        new FoundStream(main, "rtsp://" + host + "/" + n),
                                        new FoundStream(sub, "rtsp://" + host + "/s" + n),
                                        n == 1 ? "p" : null))
                        .toList());
    }

    @Test
    void answersACameraForEachChannelWithWhatTheFormTakes() {
        Map<String, String> answers =
                DeviceAnswers.of(recorder("10.0.0.5", "00:11:22:aa:bb:cc", 16), List.of());
        assertThat(answers.keySet().stream().map(path -> path.split("/")[1]).distinct())
                .hasSize(16)
                .allMatch(key -> Question.CAMERA.matcher(key).matches());
        answers.forEach((path, text) -> {
            assertThat(Question.at(path)).as(path).isInstanceOf(Question.Asked.class);
            Question question = ((Question.Asked) Question.at(path)).question();
            assertThat(question.kind().read(text))
                    .as(path + " " + text)
                    .isInstanceOf(org.haidang.programme.survey.AnswerReading.Read.class);
        });
        assertThat(answers.values()).contains("H265", "OTHER", "1920", "12.5", "2048", "50", "AAC");
        assertThat(answers.values()).contains("3 - Kênh 3", "1.0 2", "1000000");
    }

    @Test
    void theSameDeviceAnswersTheSameCamerasAtAnotherAddress() {
        Examined first = recorder("10.0.0.5", "00:11:22:aa:bb:cc", 2);
        Examined moved = recorder("10.0.0.9", "00:11:22:aa:bb:cc", 2);
        Examined other = recorder("10.0.0.5", "00:11:22:aa:bb:cd", 2);
        assertThat(DeviceAnswers.key(moved, 1)).isEqualTo(DeviceAnswers.key(first, 1));
        assertThat(DeviceAnswers.key(first, 2)).isNotEqualTo(DeviceAnswers.key(first, 1));
        assertThat(DeviceAnswers.key(other, 1)).isNotEqualTo(DeviceAnswers.key(first, 1));
    }

    @Test
    void givesNoCodeToACameraThatIsOnTheForm() {
        Examined device = recorder("10.0.0.5", null, 1);
        String key = DeviceAnswers.key(device, 1);
        String code = "camera/" + key + "/CODE";
        assertThat(DeviceAnswers.of(device, List.of())).containsKey(code);
        assertThat(DeviceAnswers.of(device, List.of(key))).doesNotContainKey(code);
    }
}
