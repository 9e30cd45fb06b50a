package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.haidang.onvif.Asker.NOW;

import java.time.Duration;
import java.util.List;
import org.haidang.onvif.soap.Namespaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final FakeDevice device = new FakeDevice();
    private final OnvifDevice client = Asker.of(device);

    @AfterEach
    void close() {
        device.close();
    }

    private static String message(
            String topic, String at, String operation, String source, String data) {
        return "<wsnt:NotificationMessage xmlns:wsnt=\"urn:w\"><wsnt:Topic Dialect=\"d\">"
                + topic
                + "</wsnt:Topic><wsnt:Message><tt:Message UtcTime=\""
                + at
                + "\" PropertyOperation=\""
                + operation
                + "\"><tt:Source><tt:SimpleItem Name=\"VideoSourceToken\" Value=\""
                + source
                + "\"/></tt:Source><tt:Data>"
                + data
                + "</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>";
    }

    private static String item(String name, String value) {
        return "<tt:SimpleItem Name=\"" + name + "\" Value=\"" + value + "\"/>";
    }

    private EventPull subscribe() throws OnvifException {
        device.on(
                "GetServices",
                Answers.service(Namespaces.MEDIA, "http://10.0.0.9/m")
                        + Answers.service(Namespaces.EVENTS, "http://10.0.0.9/ev"));
        device.on(
                "CreatePullPointSubscription",
                "<SubscriptionReference><Address>http://10.0.0.9/sub/1</Address>"
                        + "<ReferenceParameters><x:SubscriptionId xmlns:x=\"urn:axis\">42"
                        + "</x:SubscriptionId></ReferenceParameters></SubscriptionReference>");
        return client.events(LIFE);
    }

    @Test
    void pullsWhatHappenedByOurClock() throws OnvifException {
        device.on("GetSystemDateAndTime", Guards.time(NOW.plus(Duration.ofHours(3))));
        client.deviceTime();
        EventPull pull = subscribe();
        device.on(
                "PullMessages",
                "<CurrentTime/>"
                        + message(
                                "tns1:RuleEngine/CellMotionDetector/Motion",
                                "2026-11-27T13:00:05Z",
                                "Changed",
                                "V1",
                                item("X", "y") + item("IsMotion", "true"))
                        + message(
                                "tns1:Nobody/Knows",
                                "2026-11-27T13:00:05Z",
                                "Changed",
                                "V1",
                                item("State", "true"))
                        + message(
                                "tns1:VideoSource/tns1:SignalLoss",
                                "2026-11-27T20:00:06.5+07:00",
                                "Initialized",
                                "V2",
                                item("State", "false")));
        assertThat(pull.pull(Duration.ofSeconds(5)))
                .containsExactly(
                        new EventNotice(
                                CameraEvent.MOTION,
                                "RuleEngine/CellMotionDetector/Motion VideoSourceToken=V1",
                                true,
                                false,
                                false,
                                "V1",
                                NOW.plusSeconds(5)),
                        new EventNotice(
                                CameraEvent.SIGNAL_LOSS,
                                "VideoSource/SignalLoss VideoSourceToken=V2",
                                false,
                                true,
                                false,
                                "V2",
                                NOW.plusMillis(6_500)));
        FakeDevice.Request asked = device.requests().getLast();
        assertThat(asked.target()).as("at the host that we dialled").isEqualTo("/sub/1");
        assertThat(asked.body())
                .contains("<SubscriptionId xmlns=\"urn:axis\">42<", "PT5S", "PullMessagesRequest");
    }

    @Test
    void renewsAndEndsItsSubscription() throws OnvifException {
        device.on("Renew", "").on("Unsubscribe", "");
        EventPull pull = subscribe();
        pull.renew(LIFE);
        assertThat(device.requests().getLast().body()).contains("PT60S", "RenewRequest");
        pull.unsubscribe();
        assertThat(device.requests().getLast().target()).isEqualTo("/sub/1");
    }

    @Test
    void knowsTheTopicsOfManyMakers() {
        assertThat(CameraEvent.of("tns1:VideoSource/MotionAlarm")).isEqualTo(CameraEvent.MOTION);
        assertThat(CameraEvent.of("tns1:RuleEngine/MotionRegionDetector/Motion"))
                .isEqualTo(CameraEvent.MOTION);
        assertThat(CameraEvent.of("tns1:RuleEngine/TamperDetector/Tamper"))
                .isEqualTo(CameraEvent.TAMPER);
        assertThat(CameraEvent.of("tns1:VideoSource/GlobalSceneChange/ImagingService"))
                .isEqualTo(CameraEvent.TAMPER);
        assertThat(CameraEvent.of("tns1:VideoSource/ImageTooDark/AnalyticsService"))
                .isEqualTo(CameraEvent.TAMPER);
        assertThat(CameraEvent.of("tns1:RuleEngine/LineDetector/tnsmaker:Crossed"))
                .isEqualTo(CameraEvent.LINE_CROSSED);
        assertThat(CameraEvent.of("tns1:Device/tns1:Trigger/tns1:DigitalInput"))
                .isEqualTo(CameraEvent.DIGITAL_INPUT);
        assertThat(CameraEvent.of("tns1:Device/HardwareFailure/StorageFailure"))
                .isEqualTo(CameraEvent.STORAGE_FAILURE);
        assertThat(CameraEvent.of("tns1:Monitoring/ProcessorUsage")).isNull();
        assertThat(CameraEvent.of("x".repeat(1_000_000))).isNull();
    }

    @Test
    void takesOurTimeWhereTheDeviceTellsNone() throws OnvifException {
        EventPull pull = subscribe();
        for (String wrong : List.of("", "yesterday", "+999999999-12-31T23:59:59Z")) {
            device.on(
                    "PullMessages",
                    message("VideoSource/MotionAlarm", wrong, "Deleted", "V", item("State", "1")));
            List<EventNotice> notices = pull.pull(Duration.ZERO);
            assertThat(notices).hasSize(1);
            assertThat(notices.getFirst().active()).as("deleted").isFalse();
            if (!wrong.startsWith("+")) {
                assertThat(notices.getFirst().at()).isEqualTo(NOW);
            }
        }
    }

    @Test
    void tellsWhatOnlyHappensFromWhatGoesOn() throws OnvifException {
        EventPull pull = subscribe();
        String lines = "RuleEngine/LineDetector/Crossed";
        device.on(
                "PullMessages",
                message(lines, "", "Changed", "V", item("ObjectId", "7"))
                        + message(lines, "", "Changed", "V", item("State", "true"))
                        + message(lines, "", "Deleted", "V", item("ObjectId", "7")));
        List<EventNotice> notices = pull.pull(Duration.ZERO);
        assertThat(notices).extracting(EventNotice::momentary).containsExactly(true, false, false);
        assertThat(notices).extracting(EventNotice::active).containsExactly(true, true, false);
    }

    @Test
    void tellsTheFieldsOfOnePictureApart() throws OnvifException {
        EventPull pull = subscribe();
        String motion = "tns1:RuleEngine/CellMotionDetector/Motion";
        String moves = item("IsMotion", "true");
        device.on(
                "PullMessages",
                message(motion, "", "Changed", "V\"/>" + item("Rule", "door") + "<x y=\"", moves)
                        + message(
                                motion,
                                "",
                                "Changed",
                                "V\"/>" + item("Rule", "y".repeat(999)) + "<x y=\"",
                                moves));
        List<EventNotice> notices = pull.pull(Duration.ZERO);
        assertThat(notices).extracting(EventNotice::source).containsExactly("V", "V");
        assertThat(notices.getFirst().property())
                .isEqualTo("RuleEngine/CellMotionDetector/Motion VideoSourceToken=V Rule=door");
        assertThat(notices.getLast().property()).hasSize(EventNotice.MAX_PROPERTY);
    }

    @Test
    void refusesItsCallersMistakes() throws OnvifException {
        EventPull pull = subscribe();
        assertThatThrownBy(() -> pull.pull(Duration.ofMinutes(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pull.renew(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
