package org.haidang.uplink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose turn it is, on a clock of the test's. */
class PictureRoundTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long STEP_NS = 10_000_000L;
    private static final int BYTES = 12_000;
    private static final long PLENTY = 100_000_000;

    private record Turn(String id, long atNs, long takenUs) {
        double atS() {
            return (double) atNs / SECOND_NS;
        }
    }

    private final List<Turn> turns = new ArrayList<>();
    private long nowNs;

    private static PictureRound round(long bytesPerMinute) {
        return new PictureRound(new PictureBudget(Duration.ofSeconds(48), bytesPerMinute));
    }

    private static List<String> cameras(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
    }

    private long nowUs(String id) {
        return 1_000_000_000_000L + nowNs / 1_000;
    }

    /** Looks every 10 ms; what has its turn goes up at once. */
    private void run(PictureRound round, int seconds, ToLongFunction<String> takenUs) {
        for (long until = nowNs + seconds * SECOND_NS; nowNs < until; nowNs += STEP_NS) {
            round.next(nowNs, takenUs)
                    .ifPresent(id -> {
                        long taken = takenUs.applyAsLong(id);
                        turns.add(new Turn(id, nowNs, taken));
                        round.sent(id, taken, BYTES, nowNs);
                    });
        }
    }

    private List<Double> gaps(List<Turn> of) {
        return IntStream.range(1, of.size())
                .mapToObj(i -> of.get(i).atS() - of.get(i - 1).atS())
                .toList();
    }

    private List<Turn> of(String id) {
        return turns.stream().filter(turn -> turn.id().equals(id)).toList();
    }

    @Test
    void eachCameraHasItsTurnOnceARoundAndTurnsAreEvenlyApart() {
        PictureRound round = round(PLENTY);
        round.cameras(cameras(8));
        round.begin(nowNs, 0.5);
        run(round, 480, this::nowUs);
        assertThat(turns.stream().limit(8).map(Turn::id)).containsExactlyElementsOf(cameras(8));
        assertThat(gaps(turns)).allSatisfy(gap -> assertThat(gap).isBetween(5.9, 6.1));
        for (String id : cameras(8)) {
            assertThat(gaps(of(id)))
                    .hasSizeGreaterThan(7)
                    .allSatisfy(gap -> assertThat(gap).isBetween(47.9, 48.1));
        }
        assertThat(round.roundUs()).isEqualTo(48_000_000);
    }

    @Test
    void aShortBudgetMakesRoundsLongerForAllAlike() {
        PictureRound round = round(5 * BYTES);
        round.cameras(cameras(8));
        round.begin(nowNs, 0);
        run(round, 960, this::nowUs);
        assertThat(round.roundUs()).isEqualTo(96_000_000);
        for (String id : cameras(8)) {
            assertThat(gaps(of(id)))
                    .hasSize(9)
                    .allSatisfy(gap -> assertThat(gap).isBetween(95.9, 96.1));
        }
        for (Turn from : turns) {
            long inAMinute =
                    turns.stream()
                            .filter(turn ->
                                    turn.atNs() >= from.atNs()
                                            && turn.atNs() < from.atNs() + 60 * SECOND_NS)
                            .count();
            assertThat(inAMinute * BYTES).isLessThanOrEqualTo(5 * BYTES);
        }
    }

    @Test
    void withoutABudgetThereIsNoTurn() {
        PictureRound round = round(0);
        round.cameras(cameras(2));
        round.begin(nowNs, 0);
        run(round, 100, this::nowUs);
        assertThat(turns).isEmpty();
        assertThat(round.roundUs()).isZero();
    }

    @Test
    void anHourOfNothingDoesNotEndInABurst() {
        PictureRound round = round(PLENTY);
        round.cameras(cameras(8));
        round.begin(nowNs, 0);
        run(round, 3_600, id -> 0);
        assertThat(turns).isEmpty();
        run(round, 48, this::nowUs);
        assertThat(turns).hasSizeBetween(8, 9);
        // One turn is made up for, no more.
        assertThat(gaps(turns).stream().skip(1))
                .allSatisfy(gap -> assertThat(gap).isGreaterThan(5.9));
    }

    @Test
    void whoHasNoNewsIsPassedOverAndHoldsUpNobody() {
        PictureRound round = round(PLENTY);
        round.cameras(cameras(8));
        round.begin(nowNs, 0);
        run(round, 480, id -> id.equals("c5") ? nowUs(id) : 0);
        // Alone it comes twice a round, never more often.
        assertThat(turns)
                .hasSizeBetween(18, 21)
                .allSatisfy(turn -> assertThat(turn.id()).isEqualTo("c5"));
    }

    /** As a province does with what its sites send it, once it has caught up. */
    @Test
    void whatComesALittleLessOftenThanARoundIsPassedOnAtOnce() {
        int count = 200;
        Random random = new Random(7);
        Map<String, Long> phaseNs = new HashMap<>();
        cameras(count)
                .forEach(id -> phaseNs.put(id, (long) (random.nextDouble() * 48 * SECOND_NS)));
        ToLongFunction<String> newest =
                id -> {
                    long phase = phaseNs.getOrDefault(id, 0L);
                    long sinceNs = nowNs - phase;
                    return sinceNs < 0
                            ? 0
                            : 1_000_000_000_000L
                                    + (phase + sinceNs / (48 * SECOND_NS) * 48 * SECOND_NS) / 1_000;
                };
        PictureRound round = new PictureRound(new PictureBudget(Duration.ofSeconds(40), PLENTY));
        round.cameras(cameras(count));
        // All of them wait already when the link comes.
        nowNs = 60 * SECOND_NS;
        round.begin(nowNs, 0);
        run(round, 640, newest);
        List<Double> late =
                turns.stream()
                        .filter(turn -> turn.atS() > 400)
                        .map(turn -> turn.atS() - (turn.takenUs() - 1_000_000_000_000L) / 1e6)
                        .sorted()
                        .toList();
        assertThat(late).hasSizeGreaterThan(count * 5);
        assertThat(late.getLast()).isLessThan(5);
        assertThat(late.get(late.size() / 2)).isLessThan(1);
    }

    @Test
    void whoIsWithdrawnHasNoTurnAndWhoComesStandsAtTheEnd() {
        PictureRound round = round(PLENTY);
        round.cameras(cameras(3));
        round.begin(nowNs, 0);
        run(round, 20, this::nowUs);
        assertThat(turns.stream().map(Turn::id)).containsExactly("c0", "c1");
        round.cameras(List.of("new", "c0", "c2"));
        turns.clear();
        run(round, 50, this::nowUs);
        assertThat(turns.stream().map(Turn::id)).containsExactly("c2", "c0", "new");
    }

    @Test
    void theLastPictureBeforeACameraStopsIsToldToo() {
        PictureRound round = round(PLENTY);
        round.cameras(cameras(8));
        round.begin(nowNs, 0);
        long toldUs = nowUs("c0");
        run(round, 1, id -> id.equals("c0") ? toldUs : 0);
        long lastUs = nowUs("c0");
        run(round, 100, id -> id.equals("c0") ? lastUs : 0);
        assertThat(turns.stream().map(Turn::takenUs)).containsExactly(toldUs, lastUs);
        assertThat(gaps(turns).getFirst()).isBetween(23.9, 24.1);
    }

    @Test
    void aClockThatIsSetBackIsNoEnd() {
        PictureRound round = round(PLENTY);
        round.cameras(cameras(1));
        round.begin(nowNs, 0);
        run(round, 100, this::nowUs);
        turns.clear();
        run(round, 100, id -> nowUs(id) - 7_200_000_000L);
        assertThat(turns).hasSizeBetween(2, 3);
    }

    @Test
    void aNewLinkIsToldOfAllAgain() {
        PictureRound round = round(PLENTY);
        round.cameras(cameras(4));
        round.begin(nowNs, 0);
        run(round, 50, id -> 1_000_000_000_000L);
        assertThat(turns).hasSize(4);
        run(round, 500, id -> 1_000_000_000_000L);
        assertThat(turns).hasSize(4);
        round.begin(nowNs, 0);
        run(round, 50, id -> 1_000_000_000_000L);
        assertThat(turns).hasSize(8);
    }
}
