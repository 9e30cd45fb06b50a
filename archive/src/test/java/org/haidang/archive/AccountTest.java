package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.haidang.archive.catalog.GapReason;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.StreamLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gaps and coverage through the whole archive, over stops and failures. Seconds since the start.
 */
class AccountTest {
    private static final long START = FakeCamera.START_US;

    @TempDir Path root;
    private ArchiveHouse house;
    private final FakeCamera camera = new FakeCamera("gate-1/main", START, true);

    @BeforeEach
    void open() throws IOException {
        house = new ArchiveHouse(root);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Tuple> gaps() {
        return house.archive.gaps(ArchiveHouse.GATE, START, house.nowUs.get()).stream()
                .filter(gap -> gap.toUs() - gap.fromUs() > 100_000)
                .map(gap ->
                        tuple(
                                Math.round((gap.fromUs() - START) / 1e6),
                                Math.round((gap.toUs() - START) / 1e6),
                                gap.reason()))
                .toList();
    }

    private void silence(double seconds) throws InterruptedException {
        camera.pause(seconds);
        house.nowUs.set(camera.nowUs());
        house.settle();
    }

    private void fail(FailureReason reason) {
        camera.state(new SourceState.Failed(reason, "", 1, camera.nowUs()));
    }

    @Test
    void tellsWhyACameraWasAway() throws Exception {
        house.record(camera);
        house.play(camera, 10);
        fail(FailureReason.CLOSED);
        silence(5);
        fail(FailureReason.UNREACHABLE);
        house.settle();
        silence(15);
        assertThat(gaps())
                .containsExactly(
                        tuple(10L, 15L, GapReason.CAMERA_CLOSED),
                        tuple(15L, 30L, GapReason.CAMERA_UNREACHABLE));
        camera.state(new SourceState.Connecting(2));
        silence(1);
        camera.reconnect();
        house.play(camera, 10);
        assertThat(gaps().getLast()).isEqualTo(tuple(15L, 31L, GapReason.CAMERA_UNREACHABLE));
        assertThat(house.archive.spans(ArchiveHouse.GATE, START, house.nowUs.get())).hasSize(2);
    }

    @Test
    void noticesThatMediaStoppedThoughTheSourceSaysNothing() throws Exception {
        house.record(camera);
        house.play(camera, 10);
        silence(8);
        assertThat(gaps()).containsExactly(tuple(10L, 18L, GapReason.CAMERA_NO_MEDIA));
    }

    @Test
    void countsTheTimeOfAnOrderlyStop() throws Exception {
        house.record(camera);
        house.play(camera, 10);
        house.reopen();
        FakeCamera again = new FakeCamera("gate-1/main", START + 30_000_000, true);
        house.nowUs.set(again.nowUs());
        assertThat(house.archive.wanted()).containsExactly(ArchiveHouse.GATE);
        house.record(again);
        house.play(again, 10);
        assertThat(gaps()).containsExactly(tuple(10L, 30L, GapReason.SERVER_STOPPED));
        var hour = house.archive.coverage(ArchiveHouse.GATE, START, START + 39_000_000).getFirst();
        assertThat(hour.expectedUs()).isEqualTo(39_000_000);
        assertThat(hour.recordedUs()).isBetween(18_900_000L, 19_000_000L);
    }

    @Test
    void expectsNothingAfterRecordingWasSwitchedOff() throws Exception {
        var recorder = house.record(camera);
        house.play(camera, 10);
        recorder.stop();
        silence(60);
        assertThat(gaps()).isEmpty();
        house.reopen();
        assertThat(house.archive.wanted()).isEmpty();
        var hour = house.archive.coverage(ArchiveHouse.GATE, START, START + 70_000_000).getFirst();
        assertThat(hour.expectedUs()).isBetween(9_900_000L, 10_000_000L);
    }

    @Test
    void expectsARemovedCameraNoMoreThoughNobodyRecordsItNow() throws Exception {
        house.record(camera);
        house.play(camera, 10);
        house.reopen();
        house.nowUs.addAndGet(20_000_000);
        house.archive.notWanted(ArchiveHouse.GATE);
        house.settle();
        assertThat(house.archive.wanted()).isEmpty();
        assertThat(gaps()).containsExactly(tuple(10L, 30L, GapReason.SERVER_STOPPED));
    }

    @Test
    void callsLostGroupsOverload() throws Exception {
        // A ring that holds about two seconds, and ten seconds at once.
        StreamLimits tight =
                new StreamLimits(
                        20_000,
                        java.time.Duration.ofSeconds(60),
                        40_000,
                        20_000,
                        java.time.Duration.ofSeconds(2));
        FakeCamera fast = new FakeCamera("gate-1/main", START, false, tight, System::nanoTime);
        house.record(fast);
        house.play(fast, 1);
        house.play(fast, 20);
        assertThat(gaps()).hasSize(1);
        assertThat(gaps().getFirst().toList().getLast()).isEqualTo(GapReason.OVERLOAD);
        assertThat(house.archive.recorder(ArchiveHouse.GATE).orElseThrow().lostGroups())
                .isPositive();
    }

    @Test
    void calculatesNoGapFromWhatIsNotYetOnDisk() throws Exception {
        house.record(camera);
        house.play(camera, 10);
        house.nowUs.addAndGet(3_000_000);
        assertThat(gaps()).isEmpty();
        var hour = house.archive.coverage(ArchiveHouse.GATE, START, START + 3_600_000_000L);
        assertThat(hour.getFirst().recordedUs()).isEqualTo(hour.getFirst().expectedUs());
    }
}
