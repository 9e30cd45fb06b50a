package org.haidang.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.onvif.soap.Namespaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device with a card, and recorders that do it their own way. */
class RecordingsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final FakeDevice device = new FakeDevice();
    private final OnvifDevice client =
            new OnvifDevice(
                    device.service(),
                    null,
                    OnvifLimits.DEFAULT,
                    address -> address.isLoopbackAddress(),
                    InstantSource.fixed(NOW),
                    new Random(1));

    @BeforeEach
    void hasACard() {
        device.on(
                "GetServices",
                Answers.service(Namespaces.MEDIA, "http://10.0.0.9/m")
                        + Answers.service(Namespaces.SEARCH, "http://10.0.0.9/search")
                        + Answers.service(Namespaces.REPLAY, "http://10.0.0.9/replay"));
        device.on("FindRecordings", "<SearchToken>s1</SearchToken>");
        device.on("FindEvents", "<SearchToken>s2</SearchToken>");
        device.on("EndSearch", "<Endpoint>2026-11-28T10:00:00Z</Endpoint>");
    }

    @AfterEach
    void close() {
        device.close();
    }

    private static String recording(String token, String source, String from, String to) {
        return "<tt:RecordingInformation><tt:RecordingToken>"
                + token
                + "</tt:RecordingToken><tt:Source><tt:SourceId>"
                + source
                + "</tt:SourceId><tt:Name>Cổng</tt:Name></tt:Source><tt:EarliestRecording>"
                + from
                + "</tt:EarliestRecording><tt:LatestRecording>"
                + to
                + "</tt:LatestRecording><tt:Track><tt:TrackToken>V1</tt:TrackToken>"
                + "<tt:TrackType>Video</tt:TrackType></tt:Track><tt:Track>"
                + "<tt:TrackToken>A1</tt:TrackToken><tt:TrackType>Audio</tt:TrackType></tt:Track>"
                + "</tt:RecordingInformation>";
    }

    private static String results(String state, String content) {
        return "<ResultList><tt:SearchState>"
                + state
                + "</tt:SearchState>"
                + content
                + "</ResultList>";
    }

    private static String turn(String track, String at, boolean present) {
        return "<tt:Result><tt:RecordingToken>R1</tt:RecordingToken><tt:TrackToken>"
                + track
                + "</tt:TrackToken><tt:Time>"
                + at
                + "</tt:Time><tt:Event><wsnt:Message><tt:Message><tt:Data>"
                + "<tt:SimpleItem Name=\"IsDataPresent\" Value=\""
                + present
                + "\"/></tt:Data></tt:Message></wsnt:Message></tt:Event>"
                + "<tt:StartStateEvent>false</tt:StartStateEvent></tt:Result>";
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-28T" + time + "Z");
    }

    private Recording one() throws OnvifException {
        device.on(
                "GetRecordingSearchResults",
                results(
                        "Completed",
                        recording("R1", "src", "2026-11-28T08:00:00Z", "2026-11-28T09:59:58Z")));
        return client.recordings().all().getFirst();
    }

    @Test
    void listsWhatIsKeptPageByPage() throws OnvifException {
        AtomicInteger pages = new AtomicInteger();
        device.on(
                "GetRecordingSearchResults",
                _ ->
                        switch (pages.incrementAndGet()) {
                            case 1 -> results("Searching", "");
                            case 2 ->
                                    results(
                                            "Searching",
                                            recording(
                                                            "R1",
                                                            "src1",
                                                            "2026-11-28T08:00:00Z",
                                                            "2026-11-28T09:59:58Z")
                                                    + "<tt:RecordingInformation/>");
                            default ->
                                    results(
                                            "Completed",
                                            recording("R2", "src2", "soon", "2026-11-28T09:00:00"));
                        });
        List<Recording> all = client.recordings().all();
        assertThat(all)
                .containsExactly(
                        new Recording(
                                "R1",
                                "src1",
                                "Cổng",
                                at("08:00:00"),
                                at("09:59:58"),
                                List.of("V1")),
                        new Recording("R2", "src2", "Cổng", null, at("09:00:00"), List.of("V1")));
        assertThat(device.count("EndSearch")).as("the device has ended it by itself").isZero();
    }

    @Test
    void tellsTheBreaksByOurClock() throws OnvifException {
        device.on("GetSystemDateAndTime", Guards.time(NOW.plus(Duration.ofHours(3))));
        client.deviceTime();
        Recording recording = one();
        device.on(
                "GetEventSearchResults",
                results(
                        "Completed",
                        turn("V1", "2026-11-28T12:30:00Z", true)
                                + turn("V1", "2026-11-28T12:40:00Z", false)
                                + turn("A1", "2026-11-28T12:41:00Z", true)
                                + turn("V1", "2026-11-28T12:50:00Z", true)));
        assertThat(client.recordings().stored(recording, at("09:32:00"), at("09:55:00")))
                .containsExactly(
                        new StoredTime(at("09:32:00"), at("09:40:00")),
                        new StoredTime(at("09:50:00"), at("09:55:00")));
        String asked =
                device.requests().stream()
                        .filter(request -> request.operation().equals("FindEvents"))
                        .findFirst()
                        .orElseThrow()
                        .body();
        assertThat(asked)
                .contains(
                        "<StartPoint>2026-11-28T12:32:00Z</StartPoint>",
                        "<EndPoint>2026-11-28T12:55:00Z</EndPoint>",
                        "tns1:RecordingHistory/Track/State");
    }

    @Test
    void withoutEventsItsEndsAreAllThatIsKnown() throws OnvifException {
        Recording recording = one();
        device.on("GetEventSearchResults", results("Completed", ""));
        Recordings recordings = client.recordings();
        assertThat(recordings.stored(recording, at("07:00:00"), at("08:30:00")))
                .containsExactly(new StoredTime(at("08:00:00"), at("08:30:00")));
        assertThat(recordings.stored(recording, at("06:00:00"), at("07:30:00"))).isEmpty();
        device.on("FindEvents", "<Nothing/>");
        assertThatThrownBy(() -> recordings.stored(recording, at("06:00:00"), at("07:30:00")))
                .isInstanceOfSatisfying(
                        OnvifException.class,
                        e -> assertThat(e.failure()).isEqualTo(OnvifFailure.MALFORMED));
    }

    @Test
    void aSearchThatFindsTooMuchIsEnded() throws OnvifException {
        String page = recording("R", "s", "x", "y").repeat(100);
        device.on("GetRecordingSearchResults", results("Searching", page));
        assertThat(client.recordings().all()).hasSize(512);
        assertThat(device.count("EndSearch")).isEqualTo(1);
    }

    @Test
    void playsAtTheHostThatWasDialled() throws OnvifException {
        device.on("GetReplayUri", "<Uri>rtsp://10.0.0.9:8554/replay/R1?x=1</Uri>");
        assertThat(client.recordings().uri(one()).toString())
                .isEqualTo("rtsp://" + device.address().getHostAddress() + ":8554/replay/R1?x=1");
    }

    @Test
    void withoutACard() {
        device.on("GetServices", Answers.service(Namespaces.MEDIA, "http://10.0.0.9/m"));
        assertThatThrownBy(client::recordings)
                .isInstanceOfSatisfying(
                        OnvifException.class,
                        e -> assertThat(e.failure()).isEqualTo(OnvifFailure.UNSUPPORTED));
    }
}
