package org.haidang.media.rtsp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.rtsp.RtspResponse;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RtspSourceTest {
    static final Duration SOON = Duration.ofSeconds(10);

    final List<AutoCloseable> open = new ArrayList<>();
    final Recorder seen = new Recorder();
    EventLoops loops;
    FakeCamera camera;

    @BeforeEach
    void start() {
        loops = EventLoops.start(1);
        camera = new FakeCamera();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        camera.close();
        loops.close();
    }

    RtspSourceConfig config() {
        try {
            return RtspSourceConfig.of("test/main", camera.url())
                    .withAddressGuard(AddressRules.any())
                    .withTransport(TransportChoice.TCP);
        } catch (MalformedInputException e) {
            throw new AssertionError(e);
        }
    }

    RtspSource pull(RtspSourceConfig config) {
        return pull(config, seen);
    }

    RtspSource pull(RtspSourceConfig config, Recorder recorder) {
        RtspSource source = new RtspSource(config, loops, recorder);
        open.add(source);
        source.start();
        return source;
    }

    @Test
    void playsOverTcpInSweeps() {
        RtspSource source = pull(config());
        await().atMost(SOON).until(() -> seen.units.size() > 20);
        assertThat(seen.states)
                .hasExactlyElementsOfTypes(SourceState.Connecting.class, SourceState.Live.class);
        assertThat(seen.tracks).hasSize(1);
        assertThat(seen.units.getFirst().randomAccess()).isTrue();
        assertThat(seen.batches.get()).isLessThan(seen.units.size() / 2);
        await().atMost(SOON).until(() -> source.stats().packets() > 20);
        assertThat(source.stats().transport()).isEqualTo(Transport.TCP);
        assertThat(source.stats().lost()).isZero();
    }

    @Test
    void playsOverUdp() {
        RtspSource source = pull(config().withTransport(TransportChoice.UDP));
        await().atMost(SOON).until(() -> seen.units.size() > 20);
        await().atMost(SOON).until(() -> source.stats().packets() > 20);
        assertThat(source.stats().transport()).isEqualTo(Transport.UDP);
    }

    @Test
    void tellsWhyNothingListens() {
        int port = camera.port();
        camera.close();
        assertThat(port).isPositive();
        pull(config());
        await().atMost(SOON).until(() -> seen.failed(FailureReason.REFUSED));
    }

    @Test
    void aProbeTellsEachStepAndWhatItFound() {
        List<ProbeStep> steps = new CopyOnWriteArrayList<>();
        ProbeResult result = RtspProbe.run(config(), loops, steps::add).join();
        assertThat(steps).extracting(ProbeStep::kind).containsExactly(ProbeStep.Kind.values());
        assertThat(steps).allMatch(ProbeStep::ok);
        assertThat(result.ok()).isTrue();
        assertThat(result.picturesPerSecond()).isEqualTo(25.0);
        assertThat(result.kbps()).isBetween(50.0, 400.0);
        assertThat(result.video()).isNotNull();
        assertThat(result.picture()).isNotNull().matches(AccessUnit::randomAccess);
        assertThat(result.transport()).isEqualTo(Transport.TCP);
        await().atMost(SOON).until(() -> camera.count("TEARDOWN") == 1);
    }

    @Test
    void aProbeTellsWhichStepFailed() {
        camera.answers("DESCRIBE", "RTSP/1.0 404 Not Found\r\nCSeq: {cseq}\r\n\r\n");
        List<ProbeStep> steps = new CopyOnWriteArrayList<>();
        ProbeResult result = RtspProbe.run(config(), loops, steps::add).join();
        assertThat(result.reason()).isEqualTo(FailureReason.NOT_FOUND);
        assertThat(steps.getLast().kind()).isEqualTo(ProbeStep.Kind.DESCRIBE);
        assertThat(steps.getLast().ok()).isFalse();
        assertThat(steps)
                .extracting(ProbeStep::kind)
                .containsExactly(
                        ProbeStep.Kind.ADDRESS,
                        ProbeStep.Kind.CONNECT,
                        ProbeStep.Kind.RTSP,
                        ProbeStep.Kind.DESCRIBE);
    }

    private static final String CHALLENGE =
            "RTSP/1.0 401 Unauthorized\r\nCSeq: {cseq}\r\n"
                    + "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n";

    /** Answers DESCRIBE with a challenge, and once it is signed as the test says. */
    private List<ProbeStep> probeOfACameraThatOnSigned(FakeCamera.Script signed) {
        camera.when(
                "DESCRIBE",
                (talk, request) -> {
                    if (request.headers().first("Authorization") == null) {
                        talk.write(CHALLENGE, request);
                    } else {
                        signed.run(talk, request);
                    }
                });
        List<ProbeStep> steps = new CopyOnWriteArrayList<>();
        RtspProbe.run(config().withCredentials("u", "secret"), loops, steps::add).join();
        return steps;
    }

    @Test
    void aProbeTellsThatTheLoginIsRightWhenOnlyThePathIsWrong() {
        List<ProbeStep> steps =
                probeOfACameraThatOnSigned((talk, request) ->
                        talk.write("RTSP/1.0 404 Not Found\r\nCSeq: {cseq}\r\n\r\n", request));
        assertThat(steps.get(3)).matches(s -> s.kind() == ProbeStep.Kind.LOGIN && s.ok());
        assertThat(steps.getLast().kind()).isEqualTo(ProbeStep.Kind.DESCRIBE);
        assertThat(steps.getLast().reason()).isEqualTo(FailureReason.NOT_FOUND);
    }

    @Test
    void aProbeTakesNoErrorOfTheCamerasForALoginThatIsRight() {
        List<ProbeStep> steps =
                probeOfACameraThatOnSigned((talk, request) ->
                        talk.write("RTSP/1.0 500 Sorry\r\nCSeq: {cseq}\r\n\r\n", request));
        assertThat(steps).extracting(ProbeStep::kind).doesNotContain(ProbeStep.Kind.LOGIN);
        assertThat(steps.getLast().reason()).isEqualTo(FailureReason.REJECTED);
    }

    @Test
    void aProbeTellsARefusedLogin() {
        List<ProbeStep> steps =
                probeOfACameraThatOnSigned((talk, request) -> talk.write(CHALLENGE, request));
        assertThat(steps.getLast().kind()).isEqualTo(ProbeStep.Kind.LOGIN);
        assertThat(steps.getLast().reason()).isEqualTo(FailureReason.AUTHENTICATION);
    }

    @Test
    void aProbeTellsWhatIsNoRtsp() {
        for (String method : List.of("OPTIONS", "DESCRIBE")) {
            camera.answers(method, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        }
        List<ProbeStep> steps = new CopyOnWriteArrayList<>();
        RtspProbe.run(quick(), loops, steps::add).join();
        assertThat(steps.getLast().kind()).isEqualTo(ProbeStep.Kind.RTSP);
        assertThat(steps.getLast().ok()).isFalse();
    }

    // ---- rows of the catalogue that need sockets

    private RtspSourceConfig quick() {
        return config().withTimeouts(2_000, 2_000, 600);
    }

    @Test
    void f12_followsARedirectAndKeepsThePasswordFromOtherHosts() throws Exception {
        try (FakeCamera other = new FakeCamera()) {
            other.answers("OPTIONS", CHALLENGE);
            String location = "Location: rtsp://localhost:" + other.port() + "/moved";
            camera.answers(
                    "DESCRIBE", "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\n" + location + "\r\n\r\n");
            pull(config().withCredentials("u", "secret"));
            await().atMost(SOON).until(() -> seen.failed(FailureReason.AUTHENTICATION));
            assertThat(other.requests)
                    .isNotEmpty()
                    .allMatch(r -> r.headers().first("Authorization") == null);
            other.heal("OPTIONS");
            Recorder second = new Recorder();
            pull(config(), second);
            await().atMost(SOON).until(second::live);
            assertThat(other.requests.getLast().uri()).contains("localhost", "/moved");
        }
    }

    @Test
    void f12_doesNotRunInCircles() {
        camera.when(
                "DESCRIBE",
                (talk, request) ->
                        talk.write(
                                "RTSP/1.0 302 Moved\r\nCSeq: {cseq}\r\nLocation: "
                                        + camera.url()
                                        + camera.requests.size()
                                        + "\r\n\r\n",
                                request));
        pull(config());
        await().atMost(SOON).until(() -> seen.failed(FailureReason.REJECTED));
        assertThat(camera.count("DESCRIBE")).isEqualTo(Session.MAX_REDIRECTS + 1);
    }

    @Test
    void f15_takesKeepaliveAnswersBetweenMedia() {
        camera.when(
                "SETUP",
                (talk, request) ->
                        talk.write(
                                RtspResponse.to(request, 200, "OK")
                                        .with("Session", "1;timeout=1")
                                        .with("Transport", "RTP/AVP/TCP;interleaved=0-1")));
        RtspSource source = pull(config());
        await().atMost(SOON).until(() -> camera.count("GET_PARAMETER") >= 3);
        assertThat(source.stats().garbageBytes()).isZero();
        assertThat(source.stats().reconnects()).isZero();
    }

    @Test
    void f17_aHostileCameraFailsAloneAndTheOthersPlayOn() throws Exception {
        try (FakeCamera hostile = new FakeCamera()) {
            hostile.answers("OPTIONS", "RTSP/1.0 200 OK\r\nX: " + "y".repeat(100_000));
            Recorder bad = new Recorder();
            pull(config());
            await().atMost(SOON).until(seen::live);
            pull(
                    RtspSourceConfig.of("bad", hostile.url()).withAddressGuard(AddressRules.any()),
                    bad);
            await().atMost(SOON).until(() -> bad.failed(FailureReason.PROTOCOL));
            int units = seen.units.size();
            await().atMost(SOON).until(() -> seen.units.size() > units + 10);
            assertThat(seen.states).hasSize(2);
        }
    }

    @Test
    void mutatedBytesOfOneCameraNeverReachTheOthers() throws Exception {
        loops.close();
        loops = EventLoops.start(1, 64, 64);
        try (FakeCamera hostile = new FakeCamera()) {
            Random random = new Random(20_261_125L);
            for (String method : new String[] {"OPTIONS", "DESCRIBE", "SETUP", "PLAY"}) {
                hostile.when(method, (talk, request) -> mutate(hostile, talk, request, random));
            }
            pull(config());
            await().atMost(SOON).until(seen::live);
            List<RtspSource> sources = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                RtspSource source =
                        pull(
                                RtspSourceConfig.of("bad-" + i, hostile.url())
                                        .withAddressGuard(AddressRules.any())
                                        .withTimeouts(300, 300, 300),
                                new Recorder());
                sources.add(source);
            }
            await().atMost(SOON).until(() -> hostile.requests.size() > 200);
            int units = seen.units.size();
            await().atMost(SOON).until(() -> seen.units.size() > units + 10);
            assertThat(seen.states).hasSize(2);
            assertThat(sources).allMatch(source -> source.stats() != null);
        }
    }

    private static void mutate(
            FakeCamera camera, FakeCamera.Talk talk, RtspRequest request, Random random)
            throws IOException {
        RtspResponse ok = RtspResponse.to(request, 200, "OK");
        byte[] good =
                switch (request.method()) {
                    case "DESCRIBE" -> ok.withBody("application/sdp", camera.sdp).encode();
                    case "SETUP" ->
                            ok.with("Session", "1")
                                    .with("Transport", "RTP/AVP/TCP;interleaved=0-1")
                                    .encode();
                    default -> ok.with("Public", "OPTIONS, GET_PARAMETER").encode();
                };
        if (request.method().equals("PLAY")) {
            TestStream stream = new TestStream(7, 7);
            var out = new ByteArrayOutputStream();
            out.writeBytes(good);
            for (int i = 0; i < 20; i++) {
                stream.nextPicture().forEach(p -> out.writeBytes(TestStream.frame(0, p)));
            }
            good = out.toByteArray();
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            good[random.nextInt(good.length)] = (byte) random.nextInt(256);
        }
        talk.write(
                Arrays.copyOf(
                        good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length));
    }

    @Test
    void s04_s16_s17_playsOverUdpWithoutServerPort() throws Exception {
        camera.when(
                "SETUP",
                (talk, request) -> {
                    int port = clientPort(request);
                    talk.openUdp(port);
                    talk.write(
                            RtspResponse.to(request, 200, "OK")
                                    .with("Session", "1")
                                    .with("Transport", "RTP/AVP;unicast;client_port=" + port));
                });
        pull(config().withTransport(TransportChoice.UDP));
        await().atMost(SOON).until(() -> seen.units.size() > 10);
        assertThat(camera.talks.getFirst().clientPort()).isEven();
    }

    static int clientPort(RtspRequest request) {
        String text = String.valueOf(request.headers().first("Transport"));
        String ports = text.substring(text.indexOf("client_port=") + 12);
        String[] pair = ports.split("-");
        assertThat(Integer.parseInt(pair[1])).isEqualTo(Integer.parseInt(pair[0]) + 1);
        return Integer.parseInt(pair[0]);
    }

    @Test
    void s05_dropsDatagramsOfStrangers() throws Exception {
        camera.muted = true;
        RtspSource source = pull(config().withTransport(TransportChoice.UDP));
        await().atMost(SOON).until(() -> camera.count("PLAY") == 1);
        int port = camera.talks.getFirst().clientPort();
        InetAddress stranger = InetAddress.getByName("127.0.0.2");
        try (DatagramSocket socket = new DatagramSocket(0, stranger)) {
            TestStream stream = new TestStream(1, 1);
            for (int i = 0; i < 20; i++) {
                for (byte[] packet : stream.nextPicture()) {
                    socket.send(
                            new DatagramPacket(
                                    packet, packet.length, InetAddress.getLoopbackAddress(), port));
                }
            }
        }
        await().atMost(SOON).until(() -> source.stats().foreignPackets() > 10);
        assertThat(seen.units).isEmpty();
        camera.muted = false;
        await().atMost(SOON).until(() -> seen.units.size() > 5);
    }

    @Test
    void s05_takesTheSourceThatTheCameraNamed() {
        camera.when(
                "SETUP",
                (talk, request) -> {
                    int port = clientPort(request);
                    talk.sendFrom(InetAddress.getByName("127.0.0.3"), port);
                    talk.write(
                            RtspResponse.to(request, 200, "OK")
                                    .with("Session", "1")
                                    .with(
                                            "Transport",
                                            "RTP/AVP;unicast;source=127.0.0.3;client_port="
                                                    + port));
                });
        pull(config().withTransport(TransportChoice.UDP));
        await().atMost(SOON).until(() -> seen.units.size() > 5);
    }

    @Test
    void s08_fallsBackToTcpWhenUdpBringsNothing() {
        camera.when(
                "SETUP",
                (talk, request) -> {
                    if (String.valueOf(request.headers().first("Transport")).contains("TCP")) {
                        talk.behave(request);
                    } else { // agrees, and sends where nobody listens
                        talk.openUdp(9);
                        talk.write(
                                RtspResponse.to(request, 200, "OK")
                                        .with("Session", "1")
                                        .with("Transport", "RTP/AVP;unicast"));
                    }
                });
        RtspSource source = pull(quick().withTransport(TransportChoice.UDP));
        await().atMost(SOON).until(() -> seen.units.size() > 5);
        assertThat(seen.failure().reason()).isEqualTo(FailureReason.NO_MEDIA);
        await().atMost(SOON).until(() -> source.stats().transport() == Transport.TCP);
    }

    @Test
    void s18_ignoresChannelsThatWereNotSetUp() {
        camera.when(
                "PLAY",
                (talk, request) -> {
                    talk.behave(request);
                    for (int i = 0; i < 50; i++) {
                        talk.write(TestStream.frame(2, TestStream.audio(i, 99)));
                        talk.write(TestStream.frame(200, TestStream.audio(i, 99)));
                    }
                });
        RtspSource source = pull(config());
        await().atMost(SOON).until(() -> source.stats().unassignedPackets() == 100);
        await().atMost(SOON).until(() -> seen.units.size() > 10);
        assertThat(seen.tracks).singleElement().matches(list -> list.size() == 1);
    }

    @Test
    void p02_takesPacketsThatComeBeforeTheAnswerToPlay() {
        camera.when(
                "PLAY",
                (talk, request) -> {
                    TestStream stream = new TestStream(0x1234, 100);
                    for (int i = 0; i < 20; i++) {
                        for (byte[] packet : stream.nextPicture()) {
                            talk.write(TestStream.frame(0, packet));
                        }
                    }
                    talk.write(RtspResponse.to(request, 200, "OK"));
                });
        pull(config());
        await().atMost(SOON).until(() -> seen.units.size() >= 19);
        assertThat(seen.units.getFirst().randomAccess()).isTrue();
    }

    @Test
    void k07_sendsReceiverReportsOverTcp() {
        pull(config());
        await().atMost(SOON).until(() -> camera.receiverReports.get() >= 1);
    }

    @Test
    void k09_saysTeardownAndWaitsForItsAnswerBeforeItHangsUp() {
        RtspSource source = pull(config());
        await().atMost(SOON).until(seen::live);
        source.close();
        assertThat(camera.count("TEARDOWN")).isEqualTo(1);
        assertThat(seen.state()).isInstanceOf(SourceState.Stopped.class);
        int units = seen.units.size();
        source.close();
        assertThat(seen.units).hasSize(units);
        assertThat(camera.requests.getLast().headers().first("Session")).isEqualTo("12345678");
    }

    @Test
    void k09_closesWithinASecondWhenTeardownIsNotAnswered() {
        camera.when("TEARDOWN", (talk, request) -> {});
        RtspSource source = pull(config());
        await().atMost(SOON).until(seen::live);
        long before = System.nanoTime();
        source.close();
        assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
        assertThat(seen.state()).isInstanceOf(SourceState.Stopped.class);
    }

    @Test
    void k12_connectsAnewWhenTheMediaStopsThoughTheConnectionStands() {
        pull(quick());
        await().atMost(SOON).until(seen::live);
        camera.muted = true;
        await().atMost(SOON).until(() -> seen.failed(FailureReason.NO_MEDIA));
        await().atMost(SOON).until(() -> camera.count("TEARDOWN") >= 1);
        camera.muted = false;
        await().atMost(SOON).until(seen::live);
    }

    @Test
    void k12_neverMindsSilentAudio() {
        camera.sdp = TestStream.sdpWithAudio();
        RtspSource source = pull(quick());
        await().atMost(SOON).until(() -> seen.units.size() > 100);
        assertThat(source.stats().reconnects()).isZero();
        assertThat(seen.states).hasSize(2);
    }

    @Test
    void k12_connectsAnewWhenTheVideoStopsThoughTheAudioGoesOn() {
        camera.sdp = TestStream.sdpWithAudio();
        camera.when(
                "PLAY",
                (talk, request) -> {
                    talk.behave(request);
                    Thread.ofVirtual().start(talk::sendAudio);
                });
        pull(quick());
        await().atMost(SOON).until(seen::live);
        camera.muted = true;
        await().atMost(SOON).until(() -> seen.failed(FailureReason.NO_MEDIA));
        assertThat(seen.failure().detail()).contains("video");
    }

    @Test
    void p03_playsWhenMediaComesThoughPlayIsNotAnswered() {
        camera.when("PLAY", (talk, request) -> talk.play());
        RtspSource source = pull(config());
        await().atMost(SOON).until(() -> source.stats().transport() == Transport.TCP);
        assertThat(source.stats().reconnects()).isZero();
        await().atMost(SOON).until(() -> camera.receiverReports.get() > 0);
    }

    @Test
    void k14_goesOnOnTheSameClockWhenTheCameraHangsUp() {
        pull(config());
        await().atMost(SOON).until(() -> seen.units.size() > 5);
        camera.hangUp();
        await().atMost(SOON).until(() -> seen.failed(FailureReason.CLOSED));
        int before = seen.units.size();
        await().atMost(SOON).until(() -> seen.live() && seen.units.size() > before + 5);
        AccessUnit last = seen.units.get(before - 1);
        AccessUnit next = seen.units.get(before);
        assertThat(next.dtsTicks()).isGreaterThan(last.dtsTicks());
        assertThat(next.discontinuity()).isTrue();
        assertThat(seen.tracks).as("the tracks are the same and are not told again").hasSize(1);
    }

    @Test
    void k14_noticesTheCamerasGoodbye() {
        camera.when(
                "PLAY",
                (talk, request) -> {
                    talk.write(RtspResponse.to(request, 200, "OK"));
                    TestStream stream = new TestStream(5, 5);
                    for (int i = 0; i < 10; i++) {
                        for (byte[] packet : stream.nextPicture()) {
                            talk.write(TestStream.frame(0, packet));
                        }
                    }
                    talk.write(TestStream.frame(1, stream.goodbye()));
                });
        pull(config());
        await().atMost(Duration.ofSeconds(5)).until(() -> seen.failed(FailureReason.CLOSED));
    }

    @Test
    void k16_callsAHostOnlyTwiceAtATime() {
        AtomicInteger greatest = new AtomicInteger();
        camera.when(
                "OPTIONS",
                (talk, request) -> {
                    long calling = camera.count("OPTIONS") - camera.count("PLAY");
                    greatest.accumulateAndGet((int) calling, Math::max);
                    talk.behave(request);
                });
        List<Recorder> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Recorder recorder = new Recorder();
            all.add(recorder);
            pull(config(), recorder);
        }
        await().atMost(SOON).until(() -> all.stream().allMatch(Recorder::live));
        assertThat(greatest.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void a16_leavesACameraAloneForAMinuteAfterTwoRefusedLogins() {
        camera.answers(
                "OPTIONS",
                "RTSP/1.0 401 Unauthorized\r\nCSeq: {cseq}\r\n"
                        + "WWW-Authenticate: Digest realm=\"x\", nonce=\"1\"\r\n"
                        + "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n");
        pull(config().withCredentials("u", "wrong-password"));
        await().atMost(SOON).until(() -> seen.failed(FailureReason.AUTHENTICATION));
        SourceState.Failed failed = seen.failure();
        long waitUs = failed.retryAtUs() - System.currentTimeMillis() * 1_000;
        assertThat(waitUs).isBetween(58_000_000L, 76_000_000L);
        assertThat(failed.detail()).doesNotContain("wrong-password");
        assertThat(camera.count("OPTIONS")).isEqualTo(3);
    }

    @Test
    void refusesAddressesThatTheRulesForbid() throws Exception {
        RtspSourceConfig guarded = RtspSourceConfig.of("x", camera.url());
        pull(guarded);
        await().atMost(SOON).until(() -> seen.failed(FailureReason.FORBIDDEN_ADDRESS));
        assertThat(camera.talks).isEmpty();
    }

    @Test
    void tellsThatANameIsUnknown() throws Exception {
        pull(RtspSourceConfig.of("x", "rtsp://no-such-camera.invalid/"));
        await().atMost(SOON).until(() -> seen.failed(FailureReason.UNKNOWN_HOST));
    }

    @Test
    void tellsThatACameraHangs() {
        camera.when("DESCRIBE", (talk, request) -> {});
        pull(config().withTimeouts(500, 500, 500));
        await().atMost(SOON).until(() -> seen.failed(FailureReason.UNREACHABLE));
        assertThat(seen.failure().detail()).contains("DESCRIBE");
    }

    @Test
    void tellsThatSomethingElseThanACameraAnswers() {
        camera.when(
                "OPTIONS",
                (talk, request) -> {
                    talk.write("SSH-2.0-x\r\n", request);
                    talk.close();
                });
        pull(config());
        await().atMost(SOON).until(() -> seen.failed(FailureReason.PROTOCOL));
    }

    @Test
    void readsAtOnceWhileWatchedAndInSweepsAgainAfter() {
        RtspSource source = pull(config());
        await().atMost(SOON).until(seen::live);
        source.readMode(ReadMode.IMMEDIATE);
        int units = seen.units.size();
        int batches = seen.batches.get();
        await().atMost(SOON).until(() -> seen.units.size() > units + 50);
        int perPicture = seen.batches.get() - batches;
        assertThat(perPicture).isGreaterThan(25);
        source.readMode(ReadMode.SWEEP);
        int later = seen.units.size();
        int batchesLater = seen.batches.get();
        await().atMost(SOON).until(() -> seen.units.size() > later + 50);
        assertThat(seen.batches.get() - batchesLater).isLessThan(25);
    }

    @Test
    void aListenerThatThrowsEndsItsOwnSessionOnly() throws Exception {
        try (FakeCamera other = new FakeCamera()) {
            Recorder second = new Recorder();
            pull(
                    RtspSourceConfig.of("other", other.url()).withAddressGuard(AddressRules.any()),
                    second);
            SourceListener broken =
                    new SourceListener() {
                        @Override
                        public void onTracks(List<Track> tracks) {
                            throw new IllegalStateException("broken on purpose");
                        }

                        @Override
                        public void onAccessUnit(AccessUnit unit) {}

                        @Override
                        public void onBatchEnd() {}

                        @Override
                        public void onState(SourceState state) {
                            seen.onState(state);
                        }
                    };
            RtspSource source = new RtspSource(config(), loops, broken);
            open.add(source);
            source.start();
            await().atMost(SOON).until(() -> seen.failed(FailureReason.PROTOCOL));
            await().atMost(SOON).until(() -> second.units.size() > 20);
            assertThat(second.states).hasSize(2);
        }
    }

    @Test
    void aRuleThatThrowsEndsItsOwnAttemptOnly() throws Exception {
        pull(
                config().withAddressGuard(address -> {
                    throw new IllegalStateException("broken on purpose");
                }));
        await().atMost(SOON).until(() -> seen.failed(FailureReason.PROTOCOL));
        Recorder second = new Recorder();
        pull(config(), second);
        await().atMost(SOON).until(second::live);
    }

    @Test
    void tellsVideoAndAudioTogetherThoughTheAudioComesFirst() {
        camera.sdp = TestStream.sdpWithAudio();
        camera.when(
                "PLAY",
                (talk, request) -> {
                    talk.write(RtspResponse.to(request, 200, "OK"));
                    for (int i = 0; i < 20; i++) {
                        talk.write(TestStream.frame(2, TestStream.audio(i, 99)));
                    }
                    talk.play();
                });
        pull(config());
        await().atMost(SOON).until(seen::live);
        assertThat(seen.tracks).singleElement().matches(list -> list.size() == 2);
        assertThat(seen.tracks.getFirst().getFirst().isVideo()).isTrue();
    }
}
