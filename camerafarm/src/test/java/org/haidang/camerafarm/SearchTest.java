package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client learns over ONVIF what a device has stored and where that is replayed. */
class SearchTest {

    private static final Duration GROUP = Duration.ofSeconds(2);
    private static final String HISTORY = "tns1:RecordingHistory/Track/State";

    private static TestFarm farm;
    private static TestControl control;
    private static TestDevice camera;
    private static TestDevice recorder;

    private static final Map<TestDevice, List<String>> begun = new HashMap<>();

    private final Instant past =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(300).plusNanos(500_000);

    @BeforeAll
    static void play() throws Exception {
        farm = TestFarm.of(List.of(TestCameras.reordered()), "--recorder", "16");
        control = farm.control();
        camera = farm.device(1);
        recorder = farm.device(2);
    }

    @AfterAll
    static void close() throws Exception {
        camera.close();
        recorder.close();
        farm.close();
    }

    @AfterEach
    void isAsBefore() throws Exception {
        control.behave(farm.address(1));
        control.send("DELETE", "/cameras/reordered/holes", "");
    }

    /** Ends the searches of a test, so that the next one may begin as many. */
    @AfterEach
    void endSearches() throws Exception {
        for (TestDevice device : List.of(camera, recorder)) {
            for (String token : begun.getOrDefault(device, List.of())) {
                device.ask(TestDevice.SEARCH, endSearch(token));
            }
        }
        begun.clear();
    }

    private static String endSearch(String token) {
        return "<tse:EndSearch><tse:SearchToken>" + token + "</tse:SearchToken></tse:EndSearch>";
    }

    private static String begin(TestDevice device, String operation) throws Exception {
        String token = ask(device, operation).value("SearchToken");
        begun.computeIfAbsent(device, _ -> new ArrayList<>()).add(token);
        return token;
    }

    private static TestDevice.Answer ask(TestDevice device, String operation) throws Exception {
        TestDevice.Answer answer = device.ask(TestDevice.SEARCH, operation);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String find(TestDevice device, String scope) throws Exception {
        return begin(
                device,
                "<tse:FindRecordings><tse:Scope>"
                        + scope
                        + "</tse:Scope><tse:KeepAliveTime>PT30S</tse:KeepAliveTime>"
                        + "</tse:FindRecordings>");
    }

    private static TestDevice.Answer results(TestDevice device, String what, String token, int max)
            throws Exception {
        return ask(
                device,
                "<tse:Get%sSearchResults><tse:SearchToken>%s</tse:SearchToken>"
                                .formatted(what, token)
                        + "<tse:MaxResults>%d</tse:MaxResults><tse:WaitTime>PT5S</tse:WaitTime>"
                                .formatted(max)
                        + "</tse:Get%sSearchResults>".formatted(what));
    }

    @Test
    void findsAllRecordingsOfARecorderPageByPage() throws Exception {
        String token = find(recorder, "<tt:IncludedSources/><tt:IncludedRecordings/>");
        List<String> recordings = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        String state = "Searching";
        for (int page = 0; state.equals("Searching") && page < 10; page++) {
            TestDevice.Answer answer = results(recorder, "Recording", token, 5);
            state = answer.value("SearchState");
            assertThat(answer.values("RecordingToken")).hasSizeLessThanOrEqualTo(5);
            recordings.addAll(answer.values("RecordingToken"));
            sources.addAll(answer.values("SourceId"));
        }
        assertThat(state).isEqualTo("Completed");
        assertThat(recordings)
                .isEqualTo(IntStream.rangeClosed(1, 16).mapToObj(i -> "recording_" + i).toList());
        assertThat(sources)
                .isEqualTo(
                        recorder.ask(TestDevice.MEDIA, "<trt:GetVideoSources/>")
                                .attributes("VideoSources", "token"));
        assertThat(ask(recorder, endSearch(token)).value("Endpoint")).isNotEmpty();
        assertThat(recorder.ask(TestDevice.SEARCH, endSearch(token)).values("Value"))
                .containsExactly("s:Sender", "ter:InvalidArgVal", "ter:InvalidToken");
    }

    @Test
    void tellsOfARecordingWhoseItIsAndSinceWhen() throws Exception {
        TestDevice.Answer answer =
                ask(
                        camera,
                        "<tse:GetRecordingInformation><tse:RecordingToken>recording_1"
                                + "</tse:RecordingToken></tse:GetRecordingInformation>");
        assertThat(answer.value("SourceId")).isEqualTo("source_1");
        assertThat(answer.value("Name")).isEqualTo("Cổng reordered");
        assertThat(answer.values("TrackToken")).containsExactly("video_1", "audio_1");
        assertThat(answer.values("TrackType")).containsExactly("Video", "Audio");
        assertThat(answer.value("RecordingStatus")).isEqualTo("Recording");
        Instant earliest = Instant.parse(answer.value("EarliestRecording"));
        Instant now = Instant.now();
        assertThat(Duration.between(earliest, now))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(70));
        assertThat(answer.values("DataFrom")).containsOnly(answer.value("EarliestRecording"));
        assertThat(Instant.parse(answer.value("LatestRecording")))
                .isBetween(now.minusSeconds(20), now);
        TestDevice.Answer summary = ask(recorder, "<tse:GetRecordingSummary/>");
        assertThat(summary.value("NumberRecordings")).isEqualTo("16");
        assertThat(Instant.parse(summary.value("DataFrom"))).isBefore(now.minusSeconds(3_400));
    }

    @Test
    void looksOnlyWhereItIsTold() throws Exception {
        String token =
                find(
                        recorder,
                        "<tt:IncludedSources><tt:Token>source_7</tt:Token></tt:IncludedSources>");
        assertThat(results(recorder, "Recording", token, 50).values("RecordingToken"))
                .containsExactly("recording_7");
        token = find(recorder, "<tt:IncludedRecordings>recording_3</tt:IncludedRecordings>");
        assertThat(results(recorder, "Recording", token, 50).values("RecordingToken"))
                .containsExactly("recording_3");
        String filter = "<tt:RecordingInformationFilter>%s</tt:RecordingInformationFilter>";
        token = find(camera, filter.formatted("boolean(//Track[TrackType = &quot;Audio&quot;])"));
        assertThat(results(camera, "Recording", token, 50).values("RecordingToken")).hasSize(1);
        token = find(camera, filter.formatted("boolean(//Track[TrackType='Metadata'])"));
        assertThat(results(camera, "Recording", token, 50).values("RecordingToken")).isEmpty();
        assertThat(
                        camera.ask(
                                        TestDevice.SEARCH,
                                        "<tse:FindRecordings><tse:Scope>"
                                                + filter.formatted("count(//Track)")
                                                + "</tse:Scope></tse:FindRecordings>")
                                .values("Value"))
                .contains("ter:InvalidFilterFault");
        assertThat(
                        camera.ask(
                                        TestDevice.SEARCH,
                                        "<tse:GetRecordingInformation><tse:RecordingToken>x"
                                                + "</tse:RecordingToken>"
                                                + "</tse:GetRecordingInformation>")
                                .values("Value"))
                .containsExactly("s:Sender", "ter:InvalidArgVal", "ter:NoRecording");
    }

    private static TestDevice.Answer events(Instant start, String more) throws Exception {
        String token =
                begin(
                        camera,
                        "<tse:FindEvents><tse:StartPoint>"
                                + start
                                + "</tse:StartPoint>"
                                + more
                                + "<tse:KeepAliveTime>PT30S</tse:KeepAliveTime>"
                                + "</tse:FindEvents>");
        return results(camera, "Event", token, 100);
    }

    private static String until(Instant end) {
        return "<tse:EndPoint>" + end + "</tse:EndPoint><tse:Scope/><tse:SearchFilter/>";
    }

    private static final String START_STATE = "<tse:IncludeStartState>true</tse:IncludeStartState>";

    @Test
    void tellsTheStretchesThatAreStoredAsEvents() throws Exception {
        Instant hole = past.plusSeconds(60);
        control.hole("reordered", hole, hole.plusSeconds(20));
        TestDevice.Answer found = events(past, until(past.plusSeconds(200)) + START_STATE);
        assertThat(found.value("SearchState")).isEqualTo("Completed");
        assertThat(found.values("Topic")).hasSize(6).containsOnly(HISTORY);
        assertThat(found.values("RecordingToken")).containsOnly("recording_1");
        assertThat(found.values("TrackToken"))
                .containsExactly("video_1", "audio_1", "video_1", "audio_1", "video_1", "audio_1");
        assertThat(found.values("StartStateEvent"))
                .containsExactly("true", "true", "false", "false", "false", "false");
        assertThat(present(found)).containsExactly(true, true, false, false, true, true);
        List<Instant> times = found.values("Time").stream().map(Instant::parse).toList();
        assertThat(times.get(2)).isEqualTo(hole.truncatedTo(ChronoUnit.MILLIS));
        assertThat(times.get(4)).isBetween(hole.plusSeconds(20), hole.plusSeconds(20).plus(GROUP));
        TestDevice.Answer backward = events(past.plusSeconds(200), until(past));
        assertThat(present(backward)).containsExactly(true, true, false, false);
        TestDevice.Answer inside =
                events(hole.plusSeconds(5), until(hole.plusSeconds(10)) + START_STATE);
        assertThat(present(inside)).containsExactly(false, false);
    }

    private static List<Boolean> present(TestDevice.Answer found) {
        return java.util.regex.Pattern.compile("Name=\"IsDataPresent\" Value=\"(\\w+)\"")
                .matcher(found.body())
                .results()
                .map(each -> Boolean.parseBoolean(each.group(1)))
                .toList();
    }

    @Test
    void tellsOnlyEventsOfTheTopicsThatAreWanted() throws Exception {
        String topic = "<wsnt:TopicExpression>%s</wsnt:TopicExpression>";
        for (String wanted : List.of(HISTORY, "tns1:RecordingHistory//.")) {
            assertThat(
                            events(
                                            past,
                                            until(past.plusSeconds(9))
                                                            .replace(
                                                                    "<tse:SearchFilter/>",
                                                                    "<tse:SearchFilter>"
                                                                            + topic.formatted(
                                                                                    wanted)
                                                                            + "</tse:SearchFilter>")
                                                    + START_STATE)
                                    .values("Topic"))
                    .hasSize(2);
        }
        assertThat(
                        events(
                                        past,
                                        until(past.plusSeconds(9))
                                                        .replace(
                                                                "<tse:SearchFilter/>",
                                                                "<tse:SearchFilter>"
                                                                        + topic.formatted(
                                                                                "tns1:VideoSource//.")
                                                                        + "</tse:SearchFilter>")
                                                + START_STATE)
                                .values("Topic"))
                .isEmpty();
    }

    @Test
    void takesItsTimeWhenAsked() throws Exception {
        control.misbehave(farm.address(1), "slow-search", "\"value\":600");
        String token = find(camera, "");
        TestDevice.Answer answer =
                ask(
                        camera,
                        "<tse:GetRecordingSearchResults><tse:SearchToken>"
                                + token
                                + "</tse:SearchToken><tse:WaitTime>PT0.2S</tse:WaitTime>"
                                + "</tse:GetRecordingSearchResults>");
        assertThat(answer.value("SearchState")).isEqualTo("Queued");
        assertThat(answer.values("RecordingToken")).isEmpty();
    }

    @Test
    void tellsTimesOfItsOwnWrongClock() throws Exception {
        control.misbehave(farm.address(1), "clock", "\"value\":86400");
        Instant latest =
                Instant.parse(
                        ask(
                                        camera,
                                        "<tse:GetRecordingInformation><tse:RecordingToken>"
                                                + "recording_1</tse:RecordingToken>"
                                                + "</tse:GetRecordingInformation>")
                                .value("LatestRecording"));
        assertThat(Duration.between(Instant.now(), latest))
                .isBetween(Duration.ofHours(23), Duration.ofHours(25));
    }

    @Test
    void tellsWhereARecordingIsReplayed() throws Exception {
        String setup =
                "<trp:GetReplayUri><trp:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream>"
                        + "<tt:Transport><tt:Protocol>%s</tt:Protocol></tt:Transport>"
                        + "</trp:StreamSetup><trp:RecordingToken>%s</trp:RecordingToken>"
                        + "</trp:GetReplayUri>";
        assertThat(
                        recorder.ask(TestDevice.REPLAY, setup.formatted("RTSP", "recording_16"))
                                .value("Uri"))
                .isEqualTo(farm.rtsp(2, "replay/recording_16"));
        assertThat(
                        recorder.ask(TestDevice.REPLAY, setup.formatted("RTSP", "recording_17"))
                                .values("Value"))
                .containsExactly("s:Sender", "ter:InvalidArgVal", "ter:NoRecording");
        assertThat(
                        recorder.ask(TestDevice.REPLAY, setup.formatted("UDP", "recording_1"))
                                .values("Value"))
                .contains("ter:InvalidStreamSetup");
        assertThat(
                        recorder.ask(TestDevice.REPLAY, "<trp:GetReplayConfiguration/>")
                                .value("SessionTimeout"))
                .isEqualTo("PT60S");
        assertThat(recorder.ask(TestDevice.REPLAY, "<trp:GetServiceCapabilities/>").body())
                .contains("ReversePlayback=\"false\"");
        assertThat(recorder.ask(TestDevice.SEARCH, "<tse:GetServiceCapabilities/>").body())
                .contains("MetadataSearch=\"false\"");
    }

    @Test
    void hasNothingOfThisWithoutACard() throws Exception {
        try (TestFarm without = TestFarm.of(List.of(TestCameras.plain()), "--no-storage");
                TestDevice device = without.device(1);
                TestViewer viewer = without.viewer(1)) {
            assertThat(device.ask(TestDevice.DEVICE, "<tds:GetServices/>").body())
                    .contains("event_service")
                    .doesNotContain("search_service", "replay_service");
            assertThat(device.ask(TestDevice.DEVICE, "<tds:GetScopes/>").body())
                    .doesNotContain("Profile/G");
            assertThat(device.ask(TestDevice.SEARCH, "<tse:GetRecordingSummary/>").status())
                    .isEqualTo(404);
            assertThat(viewer.ask("DESCRIBE", without.rtsp(1, "replay/recording_1")).status())
                    .isEqualTo(404);
            assertThat(without.control().send("GET", "/stored/plain", "").statusCode())
                    .isEqualTo(400);
            assertThat(without.control().send("POST", "/cameras/plain/holes", "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void saysWhatItDoesNotUnderstandAboutHoles() throws Exception {
        String path = "/cameras/reordered/holes";
        assertThat(control.send("POST", path, "{\"from\":\"yesterday\"}").body())
                .contains("from wants a time like");
        assertThat(
                        control.send("GET", "/stored/reordered?from=" + past + "&to=" + past, "")
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        control.send(
                                        "GET",
                                        "/stored/reordered?from="
                                                + past
                                                + "&to="
                                                + past.plusSeconds(601),
                                        "")
                                .body())
                .contains("PT10M");
        assertThat(control.send("POST", path, "{}").body()).contains("\"goesOn\":false");
    }
}
