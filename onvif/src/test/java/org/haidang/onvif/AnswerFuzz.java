package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.soap.Answer;
import org.haidang.onvif.soap.Fault;
import org.haidang.onvif.xml.Element;

/** Any bytes as a device's answer: read within bounds by everything that reads one, or refused. */
class AnswerFuzz {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration OFFSET = Duration.ofHours(3);
    private static final int MAX_NAME = 256;
    private static final int MAX_REFUSAL = 300;

    private final ServiceReader services =
            new ServiceReader(new Dialled(URI.create("http://10.0.0.9/onvif/device_service")));

    @FuzzTest
    void isReadOrRefused(byte[] document) {
        try {
            switch (Answer.read(document)) {
                case Answer.Failed(Fault fault) -> check(fault);
                case Answer.Done(Element content) -> check(content);
            }
        } catch (MalformedInputException e) {
            assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(MAX_REFUSAL);
        }
    }

    private static void check(Fault fault) {
        assertThat(fault.reason()).hasSizeLessThanOrEqualTo(Fault.MAX_REASON);
        assertThat(fault.reason()).doesNotContain("\n");
        assertThat(fault.subcodes()).hasSizeLessThanOrEqualTo(8);
    }

    private void check(Element content) throws MalformedInputException {
        profiles(ProfileReader.media(content));
        profiles(ProfileReader.media2(content));
        for (EventNotice notice : EventReader.read(content, OFFSET, NOW)) {
            assertThat(notice.property()).hasSizeLessThanOrEqualTo(EventNotice.MAX_PROPERTY);
            assertThat(notice.source()).hasSizeLessThanOrEqualTo(MAX_NAME);
        }
        services.services(content);
        services.capabilities(content);
        for (Element each : content.children()) {
            Recording recording = RecordingReader.recording(each, OFFSET);
            if (recording != null) {
                assertThat(recording.token()).hasSizeLessThanOrEqualTo(MAX_NAME);
                content.children().forEach(c -> RecordingReader.turn(c, recording, OFFSET));
            }
        }
        DeviceTime.read(content);
    }

    private static void profiles(List<MediaProfile> profiles) {
        assertThat(profiles).hasSizeLessThanOrEqualTo(ProfileReader.MAX_PROFILES);
        for (MediaProfile each : profiles) {
            assertThat(each.token()).isNotEmpty().hasSizeLessThanOrEqualTo(MAX_NAME);
            assertThat(each.name()).hasSizeLessThanOrEqualTo(MAX_NAME);
        }
    }
}
