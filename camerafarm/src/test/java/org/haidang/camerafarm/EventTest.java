package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events are pulled by those who subscribe. */
class EventTest {

    private static final int PORT = 8_087;
    private static final String NET = TestCameras.net();
    private static final String ADDRESS = NET + ".1";
    private static final String SUBSCRIBE = "<tev:CreatePullPointSubscription/>";

    private static Farm farm;
    private static TestControl control;

    private final TestDevice device = new TestDevice(ADDRESS, PORT);
    private final TestDevice recorder = new TestDevice(NET + ".2", PORT);

    @BeforeAll
    static void play() throws Exception {
        farm =
                TestCameras.farm(
                        List.of(TestCameras.plain()),
                        "--onvif",
                        NET,
                        "--onvif-port",
                        Integer.toString(PORT),
                        "--recorder",
                        "3");
        control = new TestControl(farm.controlPort());
    }

    @AfterAll
    static void closeFarm() throws Exception {
        farm.close();
    }

    @AfterEach
    void close() {
        device.close();
        recorder.close();
    }

    private static String subscribe(TestDevice from, String operation) throws Exception {
        TestDevice.Answer answer = from.ask(TestDevice.EVENTS, operation);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return URI.create(answer.value("Address")).getPath();
    }

    private static TestDevice.Answer pull(TestDevice from, String path, String timeout)
            throws Exception {
        return from.ask(
                path,
                "<tev:PullMessages><tev:Timeout>"
                        + timeout
                        + "</tev:Timeout><tev:MessageLimit>50</tev:MessageLimit>"
                        + "</tev:PullMessages>");
    }

    private static void unsubscribe(TestDevice from, String path) throws Exception {
        assertThat(from.ask(path, "<wsnt:Unsubscribe/>").status()).isEqualTo(200);
    }

    @Test
    void tellsFirstHowEverythingStands() throws Exception {
        String path = subscribe(device, SUBSCRIBE);
        TestDevice.Answer first = pull(device, path, "PT5S");
        assertThat(first.values("Topic"))
                .containsExactly(
                        "tns1:RuleEngine/CellMotionDetector/Motion",
                        "tns1:RuleEngine/TamperDetector/Tamper",
                        "tns1:VideoSource/SignalLoss",
                        "tns1:Device/Trigger/DigitalInput",
                        "tns1:Device/HardwareFailure/StorageFailure");
        assertThat(first.attributes("Message", "PropertyOperation"))
                .hasSize(5)
                .containsOnly("Initialized");
        unsubscribe(device, path);
    }

    @Test
    void tellsWhatChangesToWhoWaits() throws Exception {
        String path = subscribe(device, SUBSCRIBE);
        pull(device, path, "PT5S");
        CompletableFuture<TestDevice.Answer> waiting =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return pull(device, path, "PT15S");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        control.misbehave(ADDRESS, "clock", "\"value\":-3600");
        Instant before = Instant.now();
        control.event(ADDRESS, "motion", 1, true);
        TestDevice.Answer got = waiting.get(10, TimeUnit.SECONDS);
        assertThat(got.values("Topic"))
                .containsExactly("tns1:RuleEngine/CellMotionDetector/Motion");
        assertThat(got.attributes("Message", "PropertyOperation")).containsExactly("Changed");
        assertThat(got.attributes("SimpleItem", "Value"))
                .containsExactly("source_config_1", "true");
        Instant told = Instant.parse(got.attributes("Message", "UtcTime").getFirst());
        assertThat(Duration.between(told, before))
                .as("by the device's own clock")
                .isBetween(Duration.ofSeconds(3_590), Duration.ofSeconds(3_601));
        control.behave(ADDRESS);
        for (String kind : List.of("tamper", "signal-loss", "digital-input", "storage-failure")) {
            control.event(ADDRESS, kind, 1, true);
            control.event(ADDRESS, kind, 1, false);
        }
        TestDevice.Answer all = pull(device, path, "PT5S");
        assertThat(all.values("Topic")).hasSize(8);
        assertThat(all.attributes("SimpleItem", "Name"))
                .contains("IsTamper", "State", "LogicalState", "Failed");
        unsubscribe(device, path);
    }

    @Test
    void namesTheChannelOfARecorder() throws Exception {
        String path =
                subscribe(
                        recorder,
                        "<tev:CreatePullPointSubscription><tev:Filter><wsnt:TopicExpression"
                                + " Dialect=\"http://www.onvif.org/ver10/tev/topicExpression/"
                                + "ConcreteSet\">tns1:VideoSource//.</wsnt:TopicExpression>"
                                + "</tev:Filter></tev:CreatePullPointSubscription>");
        assertThat(pull(recorder, path, "PT5S").values("Topic"))
                .hasSize(9)
                .allMatch(topic -> topic.startsWith("tns1:VideoSource/"));
        control.event(NET + ".2", "digital-input", 1, true);
        control.event(NET + ".2", "motion", 3, true);
        TestDevice.Answer got = pull(recorder, path, "PT5S");
        assertThat(got.values("Topic")).containsExactly("tns1:VideoSource/MotionAlarm");
        assertThat(got.attributes("SimpleItem", "Value")).containsExactly("source_3", "true");
        unsubscribe(recorder, path);
    }

    @Test
    void tellsOfACrossedLineEachTimeAndNeverHowItStands() throws Exception {
        String path = subscribe(recorder, SUBSCRIBE);
        assertThat(pull(recorder, path, "PT5S").values("Topic"))
                .doesNotContain("tns1:RuleEngine/LineDetector/Crossed");
        control.event(NET + ".2", "line-crossed", 3, true);
        control.event(NET + ".2", "line-crossed", 3, true);
        TestDevice.Answer got = pull(recorder, path, "PT5S");
        assertThat(got.values("Topic"))
                .containsExactly(
                        "tns1:RuleEngine/LineDetector/Crossed",
                        "tns1:RuleEngine/LineDetector/Crossed");
        assertThat(got.attributes("Message", "PropertyOperation")).isEmpty();
        assertThat(got.attributes("SimpleItem", "Value"))
                .containsExactly("source_config_3", "1", "source_config_3", "2");
        unsubscribe(recorder, path);
    }

    @Test
    void tellsAgainWhenAskedTo() throws Exception {
        String path = subscribe(device, SUBSCRIBE);
        pull(device, path, "PT5S");
        assertThat(device.ask(path, "<tev:SetSynchronizationPoint/>").status()).isEqualTo(200);
        assertThat(pull(device, path, "PT5S").values("Topic")).hasSize(5);
        TestDevice.Answer nothing = pull(device, path, "PT0.2S");
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.values("Topic")).isEmpty();
        unsubscribe(device, path);
    }

    @Test
    void endsWhenTheTimeIsOverUnlessRenewed() throws Exception {
        String brief =
                "<tev:CreatePullPointSubscription><tev:InitialTerminationTime>%s"
                        + "</tev:InitialTerminationTime></tev:CreatePullPointSubscription>";
        String path = subscribe(device, brief.formatted("PT1S"));
        String renewed = subscribe(device, brief.formatted("PT1S"));
        TestDevice.Answer renewal =
                device.ask(
                        renewed,
                        "<wsnt:Renew><wsnt:TerminationTime>PT10M</wsnt:TerminationTime>"
                                + "</wsnt:Renew>");
        Instant until = Instant.parse(renewal.value("TerminationTime"));
        assertThat(Duration.between(Instant.now(), until))
                .isBetween(Duration.ofSeconds(580), Duration.ofSeconds(601));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> pull(device, path, "PT0S").status() == 400);
        assertThat(pull(device, path, "PT0S").values("Value"))
                .containsExactly("s:Sender", "wsrf:ResourceUnknownFault");
        assertThat(pull(device, renewed, "PT0S").status()).isEqualTo(200);
        unsubscribe(device, renewed);
        assertThat(device.ask(renewed, "<wsnt:Unsubscribe/>").status()).isEqualTo(400);
        assertThat(
                        device.ask(TestDevice.EVENTS, brief.formatted("2001-01-01T00:00:00Z"))
                                .values("Value"))
                .contains("wsnt:UnacceptableInitialTerminationTimeFault");
    }

    @Test
    void hasRoomForTenSubscriptions() throws Exception {
        List<String> paths = new java.util.ArrayList<>();
        for (int i = 0; i < 10; i++) {
            paths.add(subscribe(recorder, SUBSCRIBE));
        }
        assertThat(control.number(NET + ".2", "subscriptions")).isEqualTo(10);
        assertThat(recorder.ask(TestDevice.EVENTS, SUBSCRIBE).values("Value"))
                .contains("wsnt:SubscribeCreationFailedFault");
        for (String path : paths) {
            unsubscribe(recorder, path);
        }
        assertThat(control.number(NET + ".2", "subscriptions")).isZero();
    }

    @Test
    void forgetsItsSubscribersAsAfterAPowerCut() throws Exception {
        String path = subscribe(device, SUBSCRIBE);
        assertThat(
                        control.send("DELETE", "/devices/" + ADDRESS + "/subscriptions", "")
                                .statusCode())
                .isEqualTo(200);
        assertThat(pull(device, path, "PT5S").values("Value"))
                .containsExactly("s:Sender", "wsrf:ResourceUnknownFault");
        assertThat(control.number(ADDRESS, "subscriptions")).isZero();
    }

    @Test
    void tellsItsTopics() throws Exception {
        TestDevice.Answer answer = device.ask(TestDevice.EVENTS, "<tev:GetEventProperties/>");
        assertThat(answer.body())
                .contains(
                        "<tns1:RuleEngine><CellMotionDetector><Motion wstop:topic=\"true\">",
                        "<tns1:Device><Trigger><DigitalInput wstop:topic=\"true\">",
                        "</Trigger><HardwareFailure>");
        assertThat(answer.attributes("SimpleItemDescription", "Name")).contains("IsMotion");
    }
}
