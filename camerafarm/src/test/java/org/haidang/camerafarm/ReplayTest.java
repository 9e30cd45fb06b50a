package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haidang.camerafarm.TestControl.Stored;
import org.haidang.camerafarm.TestReplay.Unit;
import org.haidang.media.rtsp.RtspResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a device has stored is replayed over RTSP, and is what its viewers saw. */
class ReplayTest {

    private static final int PLAIN = 1;
    private static final int REORDERED = 2;
    private static final int RECORDER = 3;
    private static final Duration PICTURE = Duration.ofMillis(80);
    private static final Duration GROUP = PICTURE.multipliedBy(25);

    private static TestFarm farm;
    private static TestControl control;

    /** All that is asked for lies before it. */
    private final Instant past =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(300).plusNanos(500_000);

    @BeforeAll
    static void play() throws Exception {
        farm =
                TestFarm.of(
                        List.of(TestCameras.plain(), TestCameras.reordered()), "--recorder", "2");
        control = farm.control();
    }

    @AfterAll
    static void close() throws Exception {
        farm.close();
    }

    @AfterEach
    void isAsBefore() throws Exception {
        for (int device = PLAIN; device <= RECORDER; device++) {
            control.behave(farm.address(device));
        }
        control.send("DELETE", "/cameras/plain/holes", "");
        control.send("DELETE", "/cameras/reordered/holes", "");
    }

    private static TestReplay replay(int device) throws IOException {
        return replay(device, "recording_1");
    }

    private static TestReplay replay(int device, String recording) throws IOException {
        return new TestReplay(farm.viewer(device), farm.rtsp(device, "replay/" + recording));
    }

    private static List<Unit> ofTrack(List<Unit> units, int track) {
        return units.stream().filter(unit -> unit.track() == track).toList();
    }

    private static void areThose(List<Unit> units, List<Stored> stored) {
        assertThat(units).extracting(Unit::time).isEqualTo(times(stored));
        assertThat(units).extracting(Unit::nals).isEqualTo(nals(stored));
    }

    private static List<Instant> times(List<Stored> stored) {
        return stored.stream().map(Stored::time).toList();
    }

    private static List<List<String>> nals(List<Stored> stored) {
        return stored.stream().map(Stored::nals).toList();
    }

    // ---- what is stored

    @Test
    void storesWhatEachViewerSeesAlsoTheKeyPictureThatWasMadeForAnother() throws Exception {
        Instant began = Instant.now();
        try (TestReplay one = live(PLAIN, "plain")) {
            List<Unit> seen = pictures(one, 10);
            try (TestReplay other = live(PLAIN, "plain")) {
                seen.addAll(pictures(one, 30));
                List<Unit> alsoSeen = pictures(other, 30);
                List<List<String>> stored =
                        nals(
                                control.pictures(
                                        "plain",
                                        began.minusSeconds(1),
                                        Instant.now().plusSeconds(1)));
                assertThat(stored).containsSequence(seen.stream().map(Unit::nals).toList());
                assertThat(stored).containsSequence(alsoSeen.stream().map(Unit::nals).toList());
            }
        }
    }

    @Test
    void tellsOfStoredPicturesTheTimesOfTheSenderReports() throws Exception {
        for (String camera : List.of("plain", "reordered")) {
            Instant began = Instant.now();
            int device = camera.equals("plain") ? PLAIN : REORDERED;
            try (TestReplay viewer = live(device, camera)) {
                TestViewer.Frame report = viewer.viewer().frame();
                while (report.channel() != 1) {
                    report = viewer.viewer().frame();
                }
                Instant reported = TestReplay.time(report.word(8), report.word(12));
                List<Unit> seen = pictures(viewer, 30);
                List<Stored> stored =
                        control.pictures(
                                camera, began.minusSeconds(1), Instant.now().plusSeconds(1));
                for (Unit unit : seen.subList(1, seen.size())) {
                    long ticks = unit.timestamp() - report.word(16);
                    Instant taken = reported.plusNanos(ticks * 100_000 / 9);
                    Stored nearest =
                            stored.stream()
                                    .min(
                                            Comparator.comparing(each ->
                                                    Duration.between(each.time(), taken).abs()))
                                    .orElseThrow();
                    assertThat(Duration.between(nearest.time(), taken).abs())
                            .isLessThan(Duration.ofMillis(2));
                    assertThat(nearest.nals()).isEqualTo(unit.nals());
                }
            }
        }
    }

    @Test
    void storesWhatACoveredLensShowed() throws Exception {
        Instant began = Instant.now();
        try (TestReplay viewer = live(PLAIN, "plain")) {
            pictures(viewer, 5);
            control.send("POST", "/cameras/plain/misbehave", "{\"kind\":\"black\"}");
            List<Unit> seen = pictures(viewer, 20);
            control.send("DELETE", "/cameras/plain/misbehave", "");
            List<Unit> later = pictures(viewer, 20);
            assertThat(nals(control.pictures("plain", began, Instant.now().plusSeconds(1))))
                    .containsSequence(seen.stream().map(Unit::nals).toList())
                    .containsSequence(later.stream().map(Unit::nals).toList());
        }
    }

    private static TestReplay live(int device, String camera) throws IOException {
        String uri = farm.rtsp(device, camera + "/main");
        TestReplay live = new TestReplay(farm.viewer(device), uri);
        live.setUp(0, "Blocksize", "1400");
        assertThat(live.viewer().ask("PLAY", uri).status()).isEqualTo(200);
        return live;
    }

    private static List<Unit> pictures(TestReplay from, int count) throws IOException {
        List<Unit> units = new ArrayList<>();
        while (units.size() < count) {
            Unit unit = from.next();
            if (unit != null) {
                units.add(unit);
            }
        }
        return units;
    }

    // ---- how it is replayed

    @Test
    void replaysPicturesAndSoundsFromTheKeyPictureAtOrBeforeTheStart() throws Exception {
        try (TestReplay replay = replay(REORDERED)) {
            assertThat(replay.setUp(0).status()).isEqualTo(200);
            assertThat(replay.setUp(1).status()).isEqualTo(200);
            RtspResponse answer = replay.play(TestReplay.range(past, past.plusSeconds(10)));
            assertThat(answer.status()).isEqualTo(200);
            List<Unit> units = replay.untilBye();
            List<Unit> pictures = ofTrack(units, 0);
            Instant key = pictures.getFirst().time();
            assertThat(Duration.between(key, past)).isBetween(Duration.ZERO, GROUP);
            assertThat(control.pictures("reordered", key, key.plusMillis(1)).getFirst().key())
                    .isTrue();
            areThose(pictures, control.pictures("reordered", key, past.plusSeconds(10)));
            areThose(ofTrack(units, 1), control.sounds("reordered", key, past.plusSeconds(10)));
            assertThat(answer.headers().first("Range"))
                    .startsWith("clock=" + key.toString().replaceAll("[-:]", "").replace("Z", ""));
            assertThat(answer.headers().first("RTP-Info"))
                    .contains("trackID=0;seq=")
                    .contains(
                            "rtptime=" + Integer.toUnsignedString(pictures.getFirst().timestamp()));
        }
    }

    @Test
    void startsExactlyAtAKeyPictureThatIsAskedFor() throws Exception {
        List<Stored> stored = control.pictures("plain", past, past.plusSeconds(4));
        Stored key = stored.stream().filter(Stored::key).findFirst().orElseThrow();
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            replay.play(TestReplay.range(key.time(), past.plusSeconds(4)));
            assertThat(replay.untilBye().getFirst().time()).isEqualTo(key.time());
        }
    }

    @Test
    void saysInEachPacketWhatItIs() throws Exception {
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            RtspResponse answer = replay.play(TestReplay.range(past, past.plusSeconds(5)));
            List<Unit> units = replay.untilBye();
            List<Stored> stored =
                    control.pictures("plain", units.getFirst().time(), past.plusSeconds(5));
            for (int i = 0; i < units.size(); i++) {
                Unit unit = units.get(i);
                assertThat(unit.has(TestReplay.CLEAN)).isEqualTo(stored.get(i).key());
                assertThat(unit.has(TestReplay.DISCONTINUITY)).isEqualTo(i == 0);
                assertThat(unit.has(TestReplay.TERMINAL)).isEqualTo(i == units.size() - 1);
                assertThat(unit.has(TestReplay.END)).as("more is stored").isFalse();
                assertThat(unit.cseq()).isEqualTo(cseq(answer));
            }
            assertThat(replay.viewer().silentForMs(300)).as("nothing after goodbye").isTrue();
            assertThat(replay.viewer().ask("GET_PARAMETER", uri()).status()).isEqualTo(200);
        }
    }

    private static int cseq(RtspResponse answer) {
        return Integer.parseInt(String.valueOf(answer.headers().first("CSeq"))) & 0xff;
    }

    private static String uri() {
        return farm.rtsp(PLAIN, "replay/recording_1");
    }

    @Test
    void saysWhereHolesAreAndLetsTimestampsRunOn() throws Exception {
        Instant hole = past.plusSeconds(5);
        control.hole("reordered", hole, hole.plusSeconds(20));
        try (TestReplay replay = replay(REORDERED)) {
            replay.setUp(0);
            replay.setUp(1);
            replay.play(TestReplay.range(past, hole.plusSeconds(30)));
            List<Unit> all = replay.untilBye();
            for (int track = 0; track <= 1; track++) {
                List<Unit> units = ofTrack(all, track);
                List<Unit> ends = units.stream().filter(each -> each.has(TestReplay.END)).toList();
                List<Unit> begins =
                        units.stream().filter(each -> each.has(TestReplay.DISCONTINUITY)).toList();
                assertThat(ends).hasSize(1);
                assertThat(begins).hasSize(2).startsWith(units.getFirst());
                assertThat(units.indexOf(begins.getLast()))
                        .isEqualTo(units.indexOf(ends.getFirst()) + 1);
                assertThat(begins.getLast().time())
                        .isBetween(
                                hole.plusSeconds(20),
                                hole.plusSeconds(20).plus(GROUP).plus(PICTURE));
                assertThat(begins.getLast().timestamp() - ends.getFirst().timestamp())
                        .isBetween(1, 5 * 7_200);
            }
            assertThat(ofTrack(all, 0).stream().filter(each -> each.has(TestReplay.END)))
                    .allMatch(each -> each.time().isBefore(hole.plus(PICTURE.multipliedBy(3))));
            Instant key = all.getFirst().time();
            areThose(ofTrack(all, 0), control.pictures("reordered", key, hole.plusSeconds(30)));
        }
    }

    @Test
    void endsWhereWhatIsStoredEnds() throws Exception {
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            Instant asked = Instant.now();
            replay.play(TestReplay.from(asked));
            List<Unit> units = replay.untilBye();
            Unit last = units.getLast();
            assertThat(last.has(TestReplay.END)).isTrue();
            assertThat(last.has(TestReplay.TERMINAL)).isTrue();
            assertThat(last.time()).isBetween(asked.minus(GROUP), Instant.now());
        }
    }

    @Test
    void paysNoHeedToTheBeginningOfTimeButRefusesARangeOutsideOfAll() throws Exception {
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            Instant hole = past.plusSeconds(5);
            control.hole("plain", hole, hole.plusSeconds(20));
            Instant tomorrow = past.plus(Duration.ofDays(1));
            for (String outside :
                    List.of(
                            TestReplay.range(tomorrow, tomorrow.plusSeconds(10)),
                            TestReplay.range(hole.plusSeconds(1), hole.plusSeconds(19)),
                            TestReplay.range(
                                    past.minus(Duration.ofDays(9)), past.minusSeconds(7_200)),
                            TestReplay.range(past.plusSeconds(2), past.plusSeconds(1)),
                            "clock=yesterday-",
                            "npt=20-30",
                            "smpte=0:10:00-")) {
                assertThat(replay.play(outside).status()).as(outside).isEqualTo(457);
            }
            assertThat(
                            replay.play(TestReplay.range(hole.plusSeconds(3), hole.plusSeconds(25)))
                                    .status())
                    .isEqualTo(200);
            assertThat(replay.untilBye().getFirst().time())
                    .isBetween(hole.plusSeconds(20), hole.plusSeconds(20).plus(GROUP));
            assertThat(replay.play("npt=0.000-").status()).isEqualTo(200);
            assertThat(pictures(replay, 1).getFirst().time())
                    .isBetween(past.minus(Duration.ofHours(1)), past.minus(Duration.ofMinutes(50)));
        }
    }

    @Test
    void playsAnotherRangeOnTheSameSession() throws Exception {
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            replay.play(TestReplay.range(past, past.plusSeconds(4)));
            Unit last = replay.untilBye().getLast();
            replay.play(TestReplay.range(past.minusSeconds(60), past.minusSeconds(55)));
            List<Unit> units = replay.untilBye();
            Unit first = units.getFirst();
            assertThat(first.has(TestReplay.DISCONTINUITY)).isTrue();
            assertThat(first.cseq()).isNotEqualTo(last.cseq());
            assertThat(first.timestamp() - last.timestamp()).isEqualTo(7_200);
            areThose(units, control.pictures("plain", first.time(), past.minusSeconds(55)));
        }
    }

    @Test
    void playsInRealTimePausesAndGoesOn() throws Exception {
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            long fromNs = System.nanoTime();
            replay.play(TestReplay.range(past, past.plusSeconds(60)), "Rate-Control", "yes");
            List<Unit> before = pictures(replay, 13);
            assertThat(Duration.ofNanos(System.nanoTime() - fromNs))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
            assertThat(replay.viewer().ask("PAUSE", uri()).status()).isEqualTo(200);
            before.addAll(replay.untilSilentForMs(300));
            RtspResponse answer = replay.viewer().ask("PLAY", uri(), "Rate-Control", "yes");
            assertThat(answer.status()).isEqualTo(200);
            List<Unit> after = pictures(replay, 5);
            assertThat(Duration.between(before.getLast().time(), after.getFirst().time()))
                    .isEqualTo(PICTURE);
            assertThat(after.getFirst().has(TestReplay.DISCONTINUITY)).isFalse();
        }
    }

    @Test
    void tellsTimesOfTheDevicesOwnWrongClock() throws Exception {
        control.misbehave(farm.address(PLAIN), "clock", "\"value\":-10800");
        Instant wrong = past.minusSeconds(10_800);
        try (TestReplay replay = replay(PLAIN);
                TestReplay viewer = live(PLAIN, "plain")) {
            replay.setUp(0);
            assertThat(replay.play(TestReplay.range(past, past.plusSeconds(4))).status())
                    .isEqualTo(457);
            replay.play(TestReplay.range(wrong, wrong.plusSeconds(4)));
            List<Unit> units = replay.untilBye();
            List<Stored> stored =
                    control.pictures(
                            "plain",
                            units.getFirst().time().plusSeconds(10_800),
                            past.plusSeconds(4));
            assertThat(units).extracting(Unit::nals).isEqualTo(nals(stored));
            assertThat(Duration.between(units.getFirst().time(), wrong))
                    .isBetween(Duration.ZERO, GROUP);
            TestViewer.Frame report = viewer.viewer().frame();
            while (report.channel() != 1) {
                report = viewer.viewer().frame();
            }
            assertThat(TestReplay.time(report.word(8), report.word(12)))
                    .as("sender reports are as wrong")
                    .isBetween(
                            Instant.now().minusSeconds(10_830), Instant.now().minusSeconds(10_790));
        }
    }

    @Test
    void describesWhatItHasStored() throws Exception {
        try (TestViewer viewer = farm.viewer(REORDERED)) {
            RtspResponse answer =
                    viewer.ask("DESCRIBE", farm.rtsp(REORDERED, "replay/recording_1"));
            assertThat(new String(answer.body()))
                    .contains("a=range:clock=20", "m=video 0 RTP/AVP 96", "m=audio 0 RTP/AVP 8")
                    .doesNotContain("npt=now");
        }
    }

    @Test
    void replaysEachChannelOfARecorder() throws Exception {
        try (TestReplay second = replay(RECORDER, "recording_2")) {
            second.setUp(0);
            second.play(TestReplay.range(past, past.plusSeconds(4)));
            List<Unit> units = second.untilBye();
            areThose(
                    units,
                    control.pictures(
                            "dau-ghi-kenh-02", units.getFirst().time(), past.plusSeconds(4)));
        }
        try (TestViewer viewer = farm.viewer(RECORDER)) {
            for (String nothing : List.of("recording_3", "recording_0", "x", "recording_1/a/b")) {
                assertThat(
                                viewer.ask("DESCRIBE", farm.rtsp(RECORDER, "replay/" + nothing))
                                        .status())
                        .as(nothing)
                        .isEqualTo(404);
            }
        }
    }

    // ---- what is refused, and what goes wrong

    @Test
    void refusesWhatIsRequiredButUnknown() throws Exception {
        try (TestReplay replay = replay(PLAIN)) {
            RtspResponse answer = replay.setUp(0, "Require", "onvif-replay, com.example.fast");
            assertThat(answer.status()).isEqualTo(551);
            assertThat(answer.headers().first("Unsupported")).isEqualTo("com.example.fast");
            control.misbehave(farm.address(PLAIN), "replay-no-extension", "");
            answer = replay.setUp(0);
            assertThat(answer.status()).isEqualTo(551);
            assertThat(answer.headers().first("Unsupported")).isEqualTo("onvif-replay");
            assertThat(replay.setUp(0, "Blocksize", "1400").status()).isEqualTo(200);
            RtspResponse playing =
                    replay.viewer()
                            .ask(
                                    "PLAY",
                                    uri(),
                                    "Range",
                                    TestReplay.range(past, past.plusSeconds(3)),
                                    "Rate-Control",
                                    "no");
            assertThat(playing.status()).isEqualTo(200);
            assertThat(replay.untilBye())
                    .isNotEmpty()
                    .allMatch(unit -> unit.time() == TestReplay.NO_TIME);
        }
    }

    @Test
    void playsTwoReplaysAtOnceAndNoMore() throws Exception {
        try (TestReplay one = replay(PLAIN);
                TestReplay two = replay(PLAIN);
                TestReplay three = replay(PLAIN);
                TestReplay elsewhere = replay(REORDERED)) {
            assertThat(one.setUp(0).status()).isEqualTo(200);
            assertThat(two.setUp(0).status()).isEqualTo(200);
            assertThat(three.setUp(0).status()).isEqualTo(453);
            assertThat(elsewhere.setUp(0).status()).isEqualTo(200);
            two.viewer().ask("TEARDOWN", uri());
            assertThat(two.viewer().closed()).isTrue();
            assertThat(three.setUp(0).status()).isEqualTo(200);
            control.misbehave(farm.address(REORDERED), "replay-busy", "");
            try (TestReplay busy = replay(REORDERED)) {
                assertThat(busy.setUp(0).status()).isEqualTo(453);
            }
        }
    }

    @Test
    void sendsOverTcpOnlyAndNothingLiveBesides() throws Exception {
        try (TestReplay replay = replay(PLAIN)) {
            assertThat(
                            replay.viewer()
                                    .ask(
                                            "SETUP",
                                            uri() + "/trackID=0",
                                            "Transport",
                                            "RTP/AVP;unicast;client_port=5000-5001")
                                    .status())
                    .isEqualTo(461);
            assertThat(replay.viewer().ask("PLAY", uri()).status()).isEqualTo(454);
            assertThat(replay.setUp(1).status()).as("it has no sound").isEqualTo(404);
            assertThat(replay.setUp(0).status()).isEqualTo(200);
            assertThat(replay.viewer().ask("DESCRIBE", farm.rtsp(PLAIN, "plain/main")).status())
                    .isEqualTo(455);
        }
    }

    @Test
    void stopsInTheMiddleWhenAsked() throws Exception {
        control.misbehave(farm.address(PLAIN), "replay-hang", "\"value\":30");
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            replay.play(TestReplay.range(past, past.plusSeconds(60)));
            pictures(replay, 30);
            assertThat(replay.viewer().silentForMs(500)).isTrue();
            assertThat(replay.viewer().ask("GET_PARAMETER", uri()).status()).isEqualTo(200);
        }
        control.behave(farm.address(PLAIN));
        control.misbehave(farm.address(PLAIN), "replay-close", "\"value\":20");
        try (TestReplay replay = replay(PLAIN)) {
            replay.setUp(0);
            replay.play(TestReplay.range(past, past.plusSeconds(60)));
            pictures(replay, 20);
            assertThat(replay.viewer().closed()).isTrue();
        }
    }

    @Test
    void storesOnWhileItsNetworkIsGone() throws Exception {
        try (TestReplay viewer = live(PLAIN, "plain");
                TestDevice device = farm.device(PLAIN)) {
            pictures(viewer, 3);
            Instant gone = Instant.now();
            control.misbehave(farm.address(PLAIN), "outage", "");
            assertThat(viewer.viewer().closed()).isTrue();
            assertThat(catchThrowable(() -> farm.viewer(PLAIN).close()))
                    .isInstanceOf(java.net.ConnectException.class);
            assertThat(catchThrowable(() -> device.ask(TestDevice.DEVICE, "<tds:GetHostname/>")))
                    .isInstanceOf(IOException.class);
            control.behave(farm.address(PLAIN));
            assertThat(device.ask(TestDevice.DEVICE, "<tds:GetHostname/>").status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(10))
                    .ignoreException(java.net.ConnectException.class)
                    .until(() -> {
                        farm.viewer(PLAIN).close();
                        return true;
                    });
            Instant back = Instant.now();
            try (TestReplay replay = replay(PLAIN)) {
                replay.setUp(0);
                replay.play(TestReplay.range(gone, back));
                List<Unit> units = replay.untilBye();
                areThose(units, control.pictures("plain", units.getFirst().time(), back));
                assertThat(units).hasSizeGreaterThan(3).noneMatch(each -> each.has(TestReplay.END));
            }
        }
    }

    @Test
    void answersNothingAtARecorderWhoseNetworkIsGone() throws Exception {
        control.misbehave(farm.address(RECORDER), "outage", "");
        assertThat(catchThrowable(() -> farm.viewer(RECORDER).close()))
                .isInstanceOf(java.net.ConnectException.class);
        control.behave(farm.address(RECORDER));
        await().atMost(Duration.ofSeconds(10))
                .ignoreException(java.net.ConnectException.class)
                .until(() -> {
                    farm.viewer(RECORDER).close();
                    return true;
                });
    }
}
