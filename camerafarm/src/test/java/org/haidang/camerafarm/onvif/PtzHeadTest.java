package org.haidang.camerafarm.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.haidang.camerafarm.onvif.PtzHead.Position;
import org.haidang.camerafarm.onvif.PtzHead.Velocity;
import org.junit.jupiter.api.Test;

class PtzHeadTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-6);

    private final PtzHead head = new PtzHead();
    private Instant now = Instant.parse("2026-11-27T08:00:00Z");

    private Position after(double seconds) {
        now = now.plusMillis((long) (seconds * 1_000));
        return head.position(now);
    }

    @Test
    void turnsAsFastAsItIsTold() {
        head.drive(new Velocity(1, -0.5, 0.4), Duration.ofSeconds(10), now);
        Position at = after(1);
        assertThat(at.pan()).isCloseTo(0.5, CLOSE);
        assertThat(at.tilt()).isCloseTo(-0.25, CLOSE);
        assertThat(at.zoom()).isCloseTo(0.1, CLOSE);
        assertThat(head.moving(now)).isTrue();
    }

    @Test
    void stopsAtTheEndOfItsRange() {
        head.drive(new Velocity(1, 1, 1), Duration.ofSeconds(60), now);
        assertThat(after(50)).isEqualTo(new Position(1, 1, 1));
        head.drive(new Velocity(-1, 0, -1), Duration.ofSeconds(60), now);
        assertThat(after(1)).isEqualTo(new Position(0.5, 1, 0.75));
    }

    @Test
    void stopsWhenTheTimeIsOver() {
        head.drive(new Velocity(1, 0, 0), Duration.ofSeconds(1), now);
        assertThat(after(0.5).pan()).isCloseTo(0.25, CLOSE);
        assertThat(after(9).pan()).isCloseTo(0.5, CLOSE);
        assertThat(head.moving(now)).isFalse();
    }

    @Test
    void neverTurnsLongerThanAMinute() {
        head.drive(new Velocity(0.01, 0, 0), Duration.ofDays(3), now);
        assertThat(after(59).pan()).isCloseTo(0.295, CLOSE);
        assertThat(after(3_600).pan()).isCloseTo(0.3, CLOSE);
    }

    @Test
    void staysWhereItWasStopped() {
        head.drive(new Velocity(1, 0, 0), Duration.ofSeconds(10), now);
        after(0.5);
        head.stop(now);
        assertThat(after(5).pan()).isCloseTo(0.25, CLOSE);
    }

    @Test
    void goesStraightToAPlaceAndStaysThere() {
        head.goTo(new Position(1, 0.5, 0), 0.5, now);
        assertThat(after(2).pan()).isCloseTo(0.5, CLOSE);
        assertThat(head.position(now).tilt()).isCloseTo(0.25, CLOSE);
        assertThat(head.moving(now)).isTrue();
        assertThat(after(2)).isEqualTo(new Position(1, 0.5, 0));
        assertThat(head.moving(now)).isFalse();
    }

    @Test
    void keepsNoMorePresetsThanThereIsRoom() {
        while (head.presets().size() < PtzHead.MAX_PRESETS) {
            assertThat(head.set("x", PtzHead.HOME)).isNotNull();
        }
        assertThat(head.set("x", PtzHead.HOME)).isNull();
        assertThat(head.remove("3")).isTrue();
        assertThat(head.remove("3")).isFalse();
        PtzHead.Preset added = Objects.requireNonNull(head.set("y", PtzHead.HOME));
        assertThat(added.token()).as("tokens are not used twice").isEqualTo("65");
    }

    @Test
    void neverLeavesItsRangeWhateverIsAsked() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            switch (random.nextInt(3)) {
                case 0 ->
                        head.drive(
                                new Velocity(
                                        random.nextDouble(-1, 1),
                                        random.nextDouble(-1, 1),
                                        random.nextDouble(-1, 1)),
                                Duration.ofMillis(random.nextLong(20_000)),
                                now);
                case 1 ->
                        head.goTo(
                                new Position(
                                        random.nextDouble(-3, 3),
                                        random.nextDouble(-3, 3),
                                        random.nextDouble(-3, 3)),
                                random.nextDouble(0.01, 1),
                                now);
                default -> head.stop(now);
            }
            Position at = after(random.nextDouble(10));
            assertThat(at.pan()).as("seed " + seed).isBetween(-1.0, 1.0);
            assertThat(at.tilt()).as("seed " + seed).isBetween(-1.0, 1.0);
            assertThat(at.zoom()).as("seed " + seed).isBetween(0.0, 1.0);
        }
    }
}
