package org.haidang.media.rtsp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
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
        assertThat(steps).hasSize(3);
    }
}
