package org.haidang.media.rtsp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.ReplayRange;
import org.haidang.media.rtsp.RtspRequest;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a device on loopback plays of its recordings, well and badly. */
class RtspReplayTest {

    private static final Instant FROM = Instant.parse("2026-11-28T00:15:00.250Z");
    private static final ReplayRange RANGE = new ReplayRange(FROM, FROM.plusSeconds(600));
    private static final Duration NO_OFFSET = Duration.ZERO;

    /** A picture each 40 ms, as the timestamps of {@link TestStream} say. */
    private static final long STEP_US = 40_000;

    private final FakeCamera camera = new FakeCamera();

    @AfterEach
    void close() {
        camera.close();
    }

    /** Takes all, or so many. */
    private static final class Taker implements ReplayListener {
        final List<AccessUnit> units = new ArrayList<>();
        final List<Track> tracks = new ArrayList<>();
        int enough = Integer.MAX_VALUE;

        @Override
        public void onTracks(List<Track> now) {
            tracks.clear();
            tracks.addAll(now);
        }

        @Override
        public boolean onUnit(AccessUnit unit) {
            units.add(unit);
            return units.size() < enough;
        }

        List<Long> times() {
            return units.stream().map(AccessUnit::wallUs).toList();
        }
    }

    private static long us(Instant at) {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000;
    }

    private RtspReplay replay(Duration offset, ReplayListener listener) {
        return replay(offset, 0, listener);
    }

    private RtspReplay replay(Duration offset, long bytesPerSecond, ReplayListener listener) {
        try {
            RtspSourceConfig config =
                    RtspSourceConfig.of("test", camera.url())
                            .withAddressGuard(AddressRules.any())
                            .withTimeouts(2_000, 2_000, 1_000);
            return new RtspReplay(config, RANGE, offset, () -> bytesPerSecond, listener);
        } catch (MalformedInputException e) {
            throw new AssertionError(e);
        }
    }

    /** Plays so many pictures from a time of the device's own, then does something. */
    private void plays(Instant from, int pictures, FakeCamera.Script then) {
        plays(new TestStream(0x77, 5), from, pictures, then);
    }

    private void plays(TestStream stream, Instant from, int pictures, FakeCamera.Script then) {
        camera.when(
                "PLAY",
                (talk, request) -> {
                    talk.write(
                            "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nSession: 12345678\r\n\r\n",
                            request);
                    for (int i = 0; i < pictures; i++) {
                        send(talk, stream.nextPicture(), us(from) + i * STEP_US, false);
                    }
                    then.run(talk, request);
                });
    }

    private static void send(
            FakeCamera.Talk talk, List<byte[]> packets, long deviceUs, boolean last)
            throws IOException {
        for (byte[] packet : packets) {
            talk.write(TestStream.frame(0, ReplayStamps.stamp(packet, deviceUs, last)));
        }
    }

    private static FakeCamera.Script goodbye(TestStream stream) {
        return (talk, _) -> talk.write(TestStream.frame(1, stream.goodbye()));
    }

    private RtspRequest asked(String method) {
        return camera.requests.stream()
                .filter(request -> request.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fetchesWithTheTimesOfTheRecording() throws Exception {
        TestStream stream = new TestStream(0x77, 5);
        plays(stream, FROM, 100, goodbye(stream));
        Taker taker = new Taker();
        assertThat(replay(NO_OFFSET, taker).run()).isEqualTo(RtspReplay.End.PLAYED);

        assertThat(taker.tracks).hasSize(1);
        assertThat(taker.units).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(taker.times().get(i)).isEqualTo(us(FROM) + i * STEP_US);
            assertThat(taker.units.get(i).randomAccess())
                    .isEqualTo(i % TestStream.PICTURES_PER_GROUP == 0);
        }
        assertThat(asked("SETUP").headers().first("Require")).isEqualTo("onvif-replay");
        assertThat(asked("PLAY").headers().first("Range"))
                .isEqualTo("clock=20261128T001500.250Z-20261128T002500.250Z");
        assertThat(asked("PLAY").headers().first("Rate-Control")).isEqualTo("no");
        assertThat(camera.count("TEARDOWN")).isEqualTo(1);
    }

    @Test
    void asksAndReadsByTheDevicesWrongClock() throws Exception {
        Duration offset = Duration.ofHours(3).plusMillis(70);
        TestStream stream = new TestStream(0x77, 5);
        plays(stream, FROM.plus(offset), 10, goodbye(stream));
        Taker taker = new Taker();
        replay(offset, taker).run();
        assertThat(asked("PLAY").headers().first("Range"))
                .isEqualTo("clock=20261128T031500.320Z-20261128T032500.320Z");
        assertThat(taker.times().getFirst()).isEqualTo(us(FROM));
    }

    @Test
    void keepsAHoleAsLongAsItWas() throws Exception {
        camera.when(
                "PLAY",
                (talk, request) -> {
                    TestStream stream = new TestStream(0x77, 5);
                    talk.write(
                            "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nSession: 12345678\r\n\r\n",
                            request);
                    for (int i = 0; i < 10; i++) {
                        // The timestamps do not know of the hole: the device stitches.
                        long hole = i < 5 ? 0 : 90_000_000;
                        send(talk, stream.nextPicture(), us(FROM) + i * STEP_US + hole, false);
                    }
                    goodbye(stream).run(talk, request);
                });
        Taker taker = new Taker();
        replay(NO_OFFSET, taker).run();
        assertThat(taker.times().get(4)).isEqualTo(us(FROM) + 4 * STEP_US);
        assertThat(taker.times().get(5)).isEqualTo(us(FROM) + 5 * STEP_US + 90_000_000);
        assertThat(taker.units.get(5).discontinuity()).isTrue();
    }

    @Test
    void theMarkOfTheLastPictureEndsIt() throws Exception {
        TestStream stream = new TestStream(0x77, 5);
        plays(
                stream,
                FROM,
                7,
                (talk, _) -> send(talk, stream.nextPicture(), us(FROM) + 7 * STEP_US, true));
        Taker taker = new Taker();
        assertThat(replay(NO_OFFSET, taker).run()).isEqualTo(RtspReplay.End.PLAYED);
        assertThat(taker.units).as("the last one, too").hasSize(8);
    }

    @Test
    void hangingUpAfterTheLastPictureIsAnEnd() throws Exception {
        TestStream stream = new TestStream(0x77, 5);
        plays(
                stream,
                FROM,
                7,
                (talk, _) -> {
                    send(talk, stream.nextPicture(), us(FROM) + 7 * STEP_US, true);
                    talk.close();
                });
        Taker taker = new Taker();
        assertThat(replay(NO_OFFSET, taker).run()).isEqualTo(RtspReplay.End.PLAYED);
        assertThat(taker.units).hasSize(8);
    }

    @Test
    void stopsWhenItsListenerHasEnough() throws Exception {
        plays(FROM, 100, (_, _) -> {});
        Taker taker = new Taker();
        taker.enough = 12;
        assertThat(replay(NO_OFFSET, taker).run()).isEqualTo(RtspReplay.End.ENOUGH);
        assertThat(taker.units).hasSize(12);
        assertThat(camera.count("TEARDOWN")).isEqualTo(1);
    }

    @Test
    void whatTheListenerCannotDoIsItsCallersToKnow() {
        plays(FROM, 10, (_, _) -> {});
        ReplayListener full =
                new ReplayListener() {
                    @Override
                    public void onTracks(List<Track> tracks) {}

                    @Override
                    public boolean onUnit(AccessUnit unit) throws IOException {
                        throw new IOException("the disk is full");
                    }
                };
        assertThatThrownBy(() -> replay(NO_OFFSET, full).run())
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
    }

    @Test
    void nothingMoreComes() {
        plays(FROM, 10, (_, _) -> {});
        Taker taker = new Taker();
        assertThatThrownBy(() -> replay(NO_OFFSET, taker).run())
                .isInstanceOfSatisfying(
                        ReplayException.class,
                        e -> assertThat(e.reason()).isEqualTo(FailureReason.NO_MEDIA));
        assertThat(taker.units).as("what came before").hasSize(10);
    }

    @Test
    void hangingUpInTheMiddle() {
        plays(FROM, 10, (talk, _) -> talk.close());
        fails(FailureReason.CLOSED);
    }

    @Test
    void nothingIsStoredOfThatTime() {
        camera.answers("PLAY", "RTSP/1.0 457 Invalid Range\r\nCSeq: {cseq}\r\n\r\n");
        fails(FailureReason.NOT_FOUND);
        assertThat(camera.count("PLAY")).as("and not what is now instead").isEqualTo(1);
    }

    @Test
    void playsNoRecordings() {
        camera.answers(
                "SETUP",
                "RTSP/1.0 551 Option not supported\r\nCSeq: {cseq}\r\n"
                        + "Unsupported: onvif-replay\r\n\r\n");
        fails(FailureReason.UNSUPPORTED);
    }

    @Test
    void doesNotSayWhenItWas() {
        camera.pictureMs = 0; // well-behaved otherwise, without times
        fails(FailureReason.UNSUPPORTED);
    }

    @Test
    void listensToTheAddressRules() throws Exception {
        RtspSourceConfig config = RtspSourceConfig.of("test", camera.url());
        RtspReplay replay = new RtspReplay(config, RANGE, NO_OFFSET, () -> 0, new Taker());
        assertThatThrownBy(replay::run)
                .isInstanceOfSatisfying(
                        ReplayException.class,
                        e -> assertThat(e.reason()).isEqualTo(FailureReason.FORBIDDEN_ADDRESS));
        assertThat(camera.talks).isEmpty();
    }

    private void fails(FailureReason reason) {
        assertThatThrownBy(() -> replay(NO_OFFSET, new Taker()).run())
                .isInstanceOfSatisfying(
                        ReplayException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aListenerThatTakesItsTimeMakesTheDeviceWait() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        int pictures = 40_000; // far more bytes than all buffers on the way hold
        plays(FROM, pictures, (_, _) -> sent.countDown());
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        ReplayListener slow =
                new ReplayListener() {
                    private int units;

                    @Override
                    public void onTracks(List<Track> tracks) {}

                    @Override
                    public boolean onUnit(AccessUnit unit) throws IOException {
                        if (units++ == 0) {
                            waiting.complete(null);
                            await(go);
                        }
                        return units < pictures - TestStream.PICTURES_PER_GROUP;
                    }
                };
        try (RtspReplay replay = replay(NO_OFFSET, slow)) {
            CompletableFuture<RtspReplay.End> end = start(replay);
            waiting.get(10, TimeUnit.SECONDS);
            assertThat(sent.await(300, TimeUnit.MILLISECONDS)).as("all sent").isFalse();
            go.countDown();
            assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(RtspReplay.End.ENOUGH);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static CompletableFuture<RtspReplay.End> start(RtspReplay replay) {
        CompletableFuture<RtspReplay.End> end = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        end.complete(replay.run());
                    } catch (ReplayException | IOException | InterruptedException e) {
                        end.completeExceptionally(e);
                    }
                });
        return end;
    }

    @Test
    void canBeBrokenOff() throws Exception {
        plays(FROM, 10, (_, _) -> {});
        CountDownLatch first = new CountDownLatch(1);
        ReplayListener listener =
                new ReplayListener() {
                    @Override
                    public void onTracks(List<Track> tracks) {}

                    @Override
                    public boolean onUnit(AccessUnit unit) {
                        first.countDown();
                        return true;
                    }
                };
        RtspReplay replay = replay(NO_OFFSET, listener);
        CompletableFuture<RtspReplay.End> end = start(replay);
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        replay.close();
        assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InterruptedException.class);
    }
}
