package org.haidang.camerafarm.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.haidang.camerafarm.TestCameras;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored, on a clock of the test. A key picture comes every 2 s. */
class StorageTest {

    private static final Instant START = Instant.parse("2026-11-28T00:00:00.000400Z");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private long nowNs = 1_000_000_000_000L;
    private final FarmClock clock = new FarmClock(this::wall, () -> nowNs);
    private FakeCamera camera;

    private Instant wall() {
        return START.plusNanos(nowNs - 1_000_000_000_000L);
    }

    @BeforeEach
    void beginAnHourBefore() throws Exception {
        camera = camera(Duration.ofHours(24));
    }

    private FakeCamera camera(Duration length) throws Exception {
        CameraPlan plan = TestCameras.plain();
        return new FakeCamera(
                plan,
                TestStreams.of(plan),
                null,
                new FakeCamera.Start(3, nowNs, new DeviceClock(clock, new DeviceFaults(clock))),
                new Storage.Size(START.minus(Duration.ofHours(1)), length));
    }

    private Storage storage() {
        return Objects.requireNonNull(camera.storage());
    }

    private List<Storage.Stored> stored() {
        return storage().stretches(nowNs);
    }

    private void isSoonAfter(long ns, Instant wanted) {
        assertThat(Duration.between(wanted, clock.at(ns))).isBetween(Duration.ZERO, LONGEST_WAIT);
    }

    @Test
    void beganAnHourBeforeTheFarmAndGoesOn() {
        assertThat(stored()).hasSize(1);
        isSoonAfter(stored().getFirst().fromNs(), START.minus(Duration.ofHours(1)));
        nowNs += Duration.ofMinutes(1).toNanos();
        assertThat(stored().getFirst().untilNs()).isEqualTo(nowNs);
        assertThat(stored().getFirst().goesOn()).isTrue();
    }

    @Test
    void beginsEachStretchWithAKeyPictureAtAWholeMillisecond() {
        storage().add(new Storage.Hole(START.minusSeconds(100), START.minusSeconds(90)));
        for (Storage.Stored each : stored()) {
            Cursor first = storage().feed().video().cursor();
            first.toFirstAtOrAfter(each.fromNs());
            assertThat(first.item().key()).isTrue();
            assertThat(first.dueNs()).isEqualTo(each.fromNs()).isEqualTo(first.takenNs());
            assertThat(clock.at(each.fromNs()).getNano() % 1_000_000).isZero();
        }
    }

    @Test
    void hasHolesThatMayOverlap() {
        Instant hole = START.minusSeconds(600);
        storage().add(new Storage.Hole(hole.plusSeconds(5), hole.plusSeconds(30)));
        storage().add(new Storage.Hole(hole, hole.plusSeconds(10)));
        assertThat(stored()).hasSize(2);
        assertThat(clock.at(stored().getFirst().untilNs())).isEqualTo(hole);
        assertThat(stored().getFirst().goesOn()).isFalse();
        isSoonAfter(stored().getLast().fromNs(), hole.plusSeconds(30));
        storage().fill();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void storesNothingWhileItsCardIsOut() {
        storage().add(new Storage.Hole(START, Instant.MAX));
        nowNs += Duration.ofMinutes(1).toNanos();
        assertThat(stored()).hasSize(1);
        assertThat(clock.at(stored().getFirst().untilNs())).isEqualTo(START);
        assertThat(stored().getFirst().goesOn()).isFalse();
    }

    @Test
    void losesTheOldestWhenItIsFull() throws Exception {
        camera = camera(Duration.ofMinutes(10));
        isSoonAfter(stored().getFirst().fromNs(), START.minus(Duration.ofMinutes(10)));
        nowNs += Duration.ofMinutes(3).toNanos();
        isSoonAfter(stored().getFirst().fromNs(), START.minus(Duration.ofMinutes(7)));
    }

    @Test
    void refusesMoreHolesThanItCanKeep() {
        for (int i = 0; i < Storage.MAX_HOLES; i++) {
            storage().add(new Storage.Hole(START.plusSeconds(i), START.plusSeconds(i + 1)));
        }
        assertThatThrownBy(() -> storage().add(new Storage.Hole(START, Instant.MAX)))
                .hasMessage("there are 64 holes already");
        assertThatThrownBy(() -> new Storage.Hole(START, START))
                .hasMessage("a hole must begin before it ends");
    }

    @Test
    void followsTheMachinesClockWhenThatIsSet() {
        FarmClock set =
                new FarmClock(
                        () -> wall().plusSeconds(nowNs > 1_000_000_000_000L ? 60 : 0), () -> nowNs);
        Instant before = set.instant();
        nowNs += 1_000;
        assertThat(Duration.between(before, set.instant()))
                .isEqualTo(Duration.ofNanos(60_000_001_000L));
        assertThat(set.nsAt(set.at(nowNs))).isEqualTo(nowNs);
    }
}
