package org.haidang.media.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackClockTest {
    private static final long MS = 1_000_000L;
    private static final long PICTURE_NS = 40 * MS;
    private static final long WALL_US = 1_800_000_000_000_000L;
    private static final long START_NS = 777_000 * MS;
    private static final long PREROLL_TICKS = 90_000;

    private final MediaClock media = new MediaClock();
    private final TrackClock video = media.track(1, 90_000, 90_000);

    private static long wall(long arrivalNs) {
        return WALL_US + (arrivalNs - START_NS) / 1000;
    }

    private static void stamp(TrackClock clock, long ts, long arrivalNs) {
        clock.stamp((int) ts, arrivalNs, wall(arrivalNs));
    }

    /** Pictures of 40 ms; returns the decode times. */
    private List<Long> run(int count, long ts, long fromNs) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stamp(video, ts + i * 3600L, fromNs + i * PICTURE_NS);
            times.add(video.dtsTicks());
        }
        return times;
    }

    private static void assertRising(List<Long> times) {
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).as("time " + i).isGreaterThan(times.get(i - 1));
        }
    }

    @Test
    void keepsTheDistancesOfTheTimestamps() {
        List<Long> times = run(1000, 0x1234, START_NS);
        assertThat(times.getFirst()).isEqualTo(PREROLL_TICKS);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isEqualTo(3600);
        }
    }

    @Test
    void t01_goesOnOverTheWrapOfThirtyTwoBits() {
        List<Long> times = run(200, 0xFFFF_FFFFL - 100 * 3600L, START_NS);
        assertThat(times.getLast() - times.getFirst()).isEqualTo(199 * 3600L);
    }

    @Test
    void t03_setsTheClockByArrivalWhenTimestampsJump() {
        for (long jump : new long[] {1L << 30, -(1L << 30), 90_000 * 10, 0x7000_0000L}) {
            MediaClock fresh = new MediaClock();
            TrackClock clock = fresh.track(1, 90_000, 90_000);
            for (int i = 0; i < 50; i++) {
                stamp(clock, i * 3600L, START_NS + i * PICTURE_NS);
            }
            long before = clock.dtsTicks();
            stamp(clock, 50 * 3600L + jump, START_NS + 50 * PICTURE_NS);
            assertThat(clock.dtsTicks() - before).isBetween(3500L, 3700L);
            assertThat(clock.discontinuity()).isTrue();
            assertThat(clock.event()).isEqualTo(TrackClock.Event.JUMP);
            stamp(clock, 51 * 3600L + jump, START_NS + 51 * PICTURE_NS);
            assertThat(clock.discontinuity()).isFalse();
            assertThat(clock.dtsTicks() - before).isBetween(7000L, 7400L);
        }
    }

    @Test
    void t04_goesOnWhenTimestampsGoSeveralSecondsBack() {
        List<Long> times = run(50, 900_000, START_NS);
        times.addAll(run(50, 900_000 + 50 * 3600 - 5 * 90_000, START_NS + 50 * PICTURE_NS));
        assertRising(times);
        assertThat(times.getLast() - times.getFirst()).isBetween(98 * 3600L, 100 * 3600L);
    }

    @Test
    void t04_goesOnWhenTimestampsGoOneSecondBack() {
        List<Long> times = run(50, 900_000, START_NS);
        times.addAll(run(50, 900_000 + 50 * 3600 - 90_000, START_NS + 50 * PICTURE_NS));
        assertRising(times);
        assertThat(times.getLast() - times.getFirst()).isBetween(98 * 3600L, 100 * 3600L);
    }

    @Test
    void t06_takesTheArrivalsWhenTimestampsStandStill() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            // Read in sweeps of 200 ms, as a recorded stream is.
            stamp(video, 5000, START_NS + (i + 4) / 5 * (5 * PICTURE_NS));
            times.add(video.dtsTicks());
        }
        assertRising(times);
        assertThat(times.getLast() - times.getFirst()).isBetween(485 * 3600L, 515 * 3600L);
        for (int i = 200; i < 500; i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(2000L, 5200L);
        }
    }

    @Test
    void t06_returnsToTheTimestampsWhenTheyMoveAgain() {
        for (int i = 0; i < 100; i++) {
            stamp(video, 5000, START_NS + i * PICTURE_NS);
        }
        List<Long> times = run(600, 5000, START_NS + 4000 * MS);
        assertRising(times);
        for (int i = 500; i < 600; i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(3580L, 3620L);
        }
    }

    @Test
    void t06_takesTheArrivalsWhenTheStepIsConstantAndWrong() {
        // Night mode: 12.5 pictures a second, each counted as 40 ms.
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            stamp(video, i * 3600L, START_NS + i * (2 * PICTURE_NS));
            times.add(video.dtsTicks());
        }
        assertRising(times);
        assertThat(times.getLast() - times.getFirst()).isBetween(990 * 7200L, 1010 * 7200L);
        assertThat(times.get(900) - times.get(899)).isBetween(7000L, 7400L);
    }

    @Test
    void t07_findsTheRateThatTimestampsReallyHave() {
        TrackClock audio = media.track(2, 8000, 8000);
        for (int i = 0; i < 1000; i++) {
            stamp(audio, i * 640L, START_NS + i * PICTURE_NS); // 16 kHz
        }
        assertThat(audio.rateHz()).isEqualTo(16_000);
        long before = audio.dtsTicks();
        stamp(audio, 1000 * 640L, START_NS + 1000 * PICTURE_NS);
        assertThat(audio.dtsTicks() - before).isBetween(318L, 322L);
    }

    @Test
    void t07_findsMicrosecondsInVideo() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            stamp(video, i * 40_000L, START_NS + i * PICTURE_NS);
            times.add(video.dtsTicks());
        }
        assertRising(times);
        assertThat(video.rateHz()).isEqualTo(1_000_000);
        assertThat(times.get(1999) - times.get(1899)).isBetween(99 * 3600L, 101 * 3600L);
    }

    @Test
    void t08_drawsAudioToVideoSlowlyWhenSenderReportsCome() {
        TrackClock audio = media.track(2, 8000, 8000);
        long worst = 0;
        long last = 0;
        for (int i = 0; i < 3000; i++) {
            long now = START_NS + i * PICTURE_NS;
            stamp(video, i * 3600L, now);
            // Audio comes 300 ms after the moment its sender reports name.
            stamp(audio, i * 320L, now);
            if (i % 125 == 10) {
                video.onSenderReport(WALL_US + i * 40_000L, i * 3600, wall(now));
                audio.onSenderReport(WALL_US + i * 40_000L - 300_000, i * 320, wall(now));
            }
            if (i > 0) {
                worst = Math.max(worst, Math.abs(audio.ptsTicks() - last - 320));
            }
            last = audio.ptsTicks();
        }
        // 300 ms earlier than by arrival, reached by steps of at most 5 ms in a second.
        long seconds = last * 1000 / 8000 - video.ptsTicks() * 1000 / 90_000;
        assertThat(seconds).isBetween(-310L, -285L);
        assertThat(worst).isLessThanOrEqualTo(2);
    }

    @Test
    void t09_keepsTheServersTimeWhateverTheCamerasClockSays() {
        run(100, 0, START_NS);
        long now = START_NS + 4000 * MS;
        video.onSenderReport(0, 100 * 3600, wall(now)); // 1970
        stamp(video, 100 * 3600L, now);
        assertThat(video.wallUs()).isBetween(wall(now) - 1000, wall(now));
        assertThat(video.cameraOffsetUs()).isEqualTo(-wall(now));
    }

    @Test
    void t10_followsACrystalThatDriftsWithoutEverCutting() {
        for (double ppm : new double[] {-500, -20, 20, 500}) {
            MediaClock fresh = new MediaClock();
            TrackClock clock = fresh.track(1, 90_000, 90_000);
            long last = 0;
            for (int i = 0; i < 25 * 3600 * 4; i++) {
                long now = START_NS + i * PICTURE_NS;
                stamp(clock, Math.round(i * 3600 * (1 + ppm / 1e6)), now);
                assertThat(clock.discontinuity()).isFalse();
                assertThat(clock.event()).isEqualTo(TrackClock.Event.NONE);
                if (i > 0) {
                    assertThat(clock.dtsTicks() - last).isBetween(3570L, 3630L);
                }
                last = clock.dtsTicks();
                assertThat(Math.abs(clock.wallUs() - wall(now))).isLessThan(60_000);
            }
        }
    }

    @Test
    void t11_ignoresSenderReportsThatAreOffBySeconds() {
        TrackClock audio = media.track(2, 8000, 8000);
        for (int i = 0; i < 2000; i++) {
            long now = START_NS + i * PICTURE_NS;
            stamp(video, i * 3600L, now);
            stamp(audio, i * 320L, now);
            if (i % 125 == 10) {
                long wrongUs = i % 250 == 10 ? 7_000_000 : 0;
                video.onSenderReport(WALL_US + i * 40_000L, i * 3600, wall(now));
                audio.onSenderReport(
                        WALL_US + i * 40_000L + 5_000_000 + wrongUs, i * 320, wall(now));
            }
        }
        long apart = audio.ptsTicks() * 1000 / 8000 - video.ptsTicks() * 1000 / 90_000;
        assertThat(Math.abs(apart)).isLessThanOrEqualTo(40);
    }

    @Test
    void t13_givesBPicturesDecodeTimesByTheAnnouncedDepth() {
        video.announceReorderDepth(2);
        int[] order = {0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11};
        List<Long> decode = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            stamp(video, 100_000 + order[i] * 3600L, START_NS + i * PICTURE_NS);
            decode.add(video.dtsTicks());
            assertThat(video.ptsTicks()).isEqualTo(PREROLL_TICKS + order[i] * 3600L);
            assertThat(video.dtsTicks()).isLessThanOrEqualTo(video.ptsTicks());
        }
        assertRising(decode);
        assertThat(decode.subList(0, 2))
                .containsExactly(PREROLL_TICKS - 2 * 3600, PREROLL_TICKS - 3600);
        assertThat(decode.subList(2, 13)).first().isEqualTo(PREROLL_TICKS);
        assertThat(decode.get(12)).isEqualTo(PREROLL_TICKS + 10 * 3600);
        assertThat(video.takeDeepened()).isFalse();
    }

    @Test
    void t13_learnsTheDepthWhenTheParameterSetsLie() {
        List<Long> decode = new ArrayList<>();
        int late = 0;
        for (int group = 0; group < 20; group++) {
            for (int picture : new int[] {3, 1, 2}) {
                int number = group * 3 + picture;
                stamp(video, number * 3600L, START_NS + decode.size() * PICTURE_NS);
                decode.add(video.dtsTicks());
                assertThat(video.dtsTicks()).isLessThanOrEqualTo(video.ptsTicks());
                late += video.ptsTicks() % 3600 == 0 ? 0 : 1;
            }
        }
        assertRising(decode);
        assertThat(video.takeDeepened()).isTrue();
        assertThat(late).isLessThan(5);
    }

    @Test
    void carriesOnAfterAReconnectWithTheGapInIt() {
        run(50, 1000, START_NS);
        long before = video.dtsTicks();
        long now = START_NS + 60_000 * MS;
        TrackClock again = media.track(1, 90_000, 90_000);
        stamp(again, 5, now);
        assertThat(again.discontinuity()).isTrue();
        assertThat(again.dtsTicks()).isEqualTo(PREROLL_TICKS + 60 * 90_000);
        assertThat(again.dtsTicks()).isGreaterThan(before);
        assertThat(again.wallUs()).isEqualTo(wall(now));
    }

    @Test
    void marksAReconnectThoughTheTimestampsSeemToContinue() {
        run(50, 1000, START_NS);
        TrackClock again = media.track(1, 90_000, 90_000);
        stamp(again, 1000 + 50 * 3600, START_NS + 50 * PICTURE_NS);
        assertThat(again.discontinuity()).isTrue();
    }

    @Test
    void neverGoesBackWhenAReconnectIsFasterThanTheMediaWas() {
        run(50, 1000, START_NS); // times up to 1.96 s
        TrackClock again = media.track(1, 90_000, 90_000);
        stamp(again, 5, START_NS + 1000 * MS);
        assertThat(again.dtsTicks()).isGreaterThan(PREROLL_TICKS + 49 * 3600);
    }

    @Test
    void givesAllTracksOneZero() {
        stamp(video, 123_456, START_NS);
        TrackClock audio = media.track(2, 8000, 8000);
        stamp(audio, 99, START_NS + 500 * MS);
        assertThat(audio.ptsTicks()).isEqualTo(8000 + 4000);
    }

    @Test
    void waitsForAStalledNetworkToCatchUp() {
        run(100, 0, START_NS);
        long now = START_NS + 4000 * MS;
        for (int i = 0; i < 500; i++) {
            // 8 s of silence, then what was queued within a second, then as before.
            long arrival = Math.max(now + i * PICTURE_NS, now + 8000 * MS + i * (4 * MS));
            stamp(video, (100 + i) * 3600L, arrival);
            assertThat(video.discontinuity()).isFalse();
        }
        assertThat(video.dtsTicks())
                .isBetween(PREROLL_TICKS + 598 * 3600, PREROLL_TICKS + 600 * 3600);
    }

    @Test
    void followsACameraWhoseClockPaused() {
        run(100, 0, START_NS);
        List<Long> times = run(200, 100 * 3600, START_NS + 24_000 * MS);
        assertRising(times);
        assertThat(times.getLast())
                .isBetween(PREROLL_TICKS + (31 * 90_000), PREROLL_TICKS + 33 * 90_000);
    }

    @Test
    void movesTheWholeStreamWhenOldPicturesComeInABurst() {
        TrackClock audio = media.track(2, 8000, 8000);
        for (int i = 0; i < 500; i++) {
            stamp(video, i * 3600L, START_NS + i * MS / 5); // 20 s in a moment
        }
        for (int i = 0; i < 500; i++) {
            stamp(video, (500 + i) * 3600L, START_NS + 100 * MS + i * PICTURE_NS);
            stamp(audio, i * 320L, START_NS + 100 * MS + i * PICTURE_NS);
        }
        long apart = audio.ptsTicks() * 1000 / 8000 - video.ptsTicks() * 1000 / 90_000;
        assertThat(Math.abs(apart)).isLessThan(500);
        assertThat(video.wallUs()).isLessThanOrEqualTo(wall(START_NS + 20_060 * MS));
    }

    @Test
    void neverGoesBackWhateverTimestampsAndArrivalsDo() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            MediaClock fresh = new MediaClock();
            TrackClock clock = fresh.track(1, 90_000, 90_000);
            clock.announceReorderDepth(random.nextInt(4));
            long ts = random.nextInt();
            long now = START_NS;
            long last = -1;
            for (int i = 0; i < 2000; i++) {
                int act = random.nextInt(200);
                ts +=
                        act == 0
                                ? random.nextInt()
                                : act < 20 ? random.nextInt(20_000) - 10_000 : 3600;
                now += act == 1 ? random.nextLong(20_000 * MS) : random.nextLong(2 * PICTURE_NS);
                if (act == 2) {
                    fresh.track(1, 90_000, 90_000);
                }
                stamp(clock, ts, now);
                assertThat(clock.dtsTicks()).as("seed " + seed + ", unit " + i).isGreaterThan(last);
                assertThat(clock.ptsTicks()).isGreaterThanOrEqualTo(clock.dtsTicks());
                assertThat(clock.wallUs()).isLessThanOrEqualTo(wall(now));
                last = clock.dtsTicks();
            }
        }
    }

    @Test
    void followsTheServersClockSlowlyAndJumpsWithItWhenItWasSet() {
        stamp(video, 0, START_NS);
        video.stamp(3600, START_NS + PICTURE_NS, wall(START_NS + PICTURE_NS) + 500_000);
        assertThat(video.wallUs() - wall(START_NS + PICTURE_NS)).isBetween(0L, 201L);
        video.stamp(
                7200, START_NS + 2 * PICTURE_NS, wall(START_NS + 2 * PICTURE_NS) + 3_600_000_000L);
        assertThat(video.wallUs() - wall(START_NS + 2 * PICTURE_NS)).isEqualTo(3_600_000_000L);
    }
}
