package org.haidang.uplink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haidang.media.source.Shortage;
import org.junit.jupiter.api.Test;

class ThinnerTest {
    private static final int KBIT = 125;

    private final Thinner thinner = new Thinner();
    private final List<Stream> streams = new ArrayList<>();
    private long seconds = 100;
    private long budget;

    private static final class Stream extends Thinner.Load {
        private final long age;
        private final boolean hasSub;
        private int attention;
        private boolean thinned;
        private long bytes;
        private long lost;

        Stream(long age, int attention, boolean hasSub) {
            this.age = age;
            this.attention = attention;
            this.hasSub = hasSub;
        }

        @Override
        int attention() {
            return attention;
        }

        @Override
        long age() {
            return age;
        }

        @Override
        boolean canThin() {
            return hasSub;
        }

        @Override
        boolean thinned() {
            return thinned;
        }

        @Override
        long takeBytes() {
            return bytes;
        }

        @Override
        long takeLostGroups() {
            long taken = lost;
            lost = 0;
            return taken;
        }
    }

    private Stream stream(int attention, boolean hasSub) {
        Stream made = new Stream(streams.size() + 1, attention, hasSub);
        made.bytes = 2_000 * KBIT;
        streams.add(made);
        return made;
    }

    /** A second later; takes the step as a site would. */
    private List<Thinner.Step> look() {
        seconds++;
        List<Thinner.Step> steps = thinner.look(streams, budget, TimeUnit.SECONDS.toNanos(seconds));
        steps.forEach(taken -> {
            Stream load = (Stream) taken.load();
            switch (taken.kind()) {
                case THIN -> {
                    load.thinned = true;
                    load.bytes = 300 * KBIT;
                }
                case RESTORE -> {
                    load.thinned = false;
                    load.bytes = 2_000 * KBIT;
                }
                case END -> streams.remove(load);
            }
        });
        return steps;
    }

    /** The next steps while groups are lost each second; empty when none comes in a minute. */
    private List<Thinner.Step> whileLosing(Stream... losers) {
        for (int i = 0; i < 60; i++) {
            for (Stream loser : losers) {
                loser.lost = 1;
            }
            List<Thinner.Step> steps = look();
            if (!steps.isEmpty()) {
                return steps;
            }
        }
        return List.of();
    }

    /** Seconds of calm until the next step. */
    private int calmUntil(Thinner.Kind kind, Stream load, int most) {
        for (int i = 1; i <= most; i++) {
            List<Thinner.Step> steps = look();
            if (!steps.isEmpty()) {
                assertThat(steps).hasSize(1);
                assertThat(steps.getFirst().kind()).isEqualTo(kind);
                assertThat(steps.getFirst().load()).isSameAs(load);
                return i;
            }
        }
        throw new AssertionError("no step in " + most + " s");
    }

    @Test
    void aHiccupChangesNothing() {
        Stream one = stream(2, true);
        for (int i = 0; i < 5; i++) {
            one.lost = 3;
            assertThat(look()).isEmpty();
            for (int calm = 0; calm < 7; calm++) {
                assertThat(look()).isEmpty();
            }
        }
    }

    @Test
    void subComesBeforeMainAndTheLeastLookedAtGoesFirst() {
        Stream close = stream(3, true);
        Stream old = stream(2, true);
        Stream young = stream(2, true);
        Stream wall = stream(1, false);
        assertThat(whileLosing(wall)).containsExactly(thin(young));
        long at = seconds;
        assertThat(whileLosing(close)).containsExactly(thin(old));
        assertThat(seconds - at).as("time to drain").isBetween(4L, 8L);
        assertThat(whileLosing(close)).containsExactly(thin(close));
        // Nothing smaller is left: what is looked at less makes room, the least first.
        assertThat(whileLosing(close))
                .containsExactly(new Thinner.Step(Thinner.Kind.END, wall, Shortage.Why.LINE));
        assertThat(whileLosing(close))
                .containsExactly(new Thinner.Step(Thinner.Kind.END, young, Shortage.Why.LINE));
        assertThat(whileLosing(close))
                .containsExactly(new Thinner.Step(Thinner.Kind.END, old, Shortage.Why.LINE));
        assertThat(whileLosing(close)).as("the last one stays").isEmpty();
    }

    private static Thinner.Step thin(Stream stream) {
        return new Thinner.Step(Thinner.Kind.THIN, stream, Shortage.Why.LINE);
    }

    @Test
    void whereAllLoseHalfOfThemGoAtOnce() {
        Stream[] all = new Stream[8];
        for (int i = 0; i < all.length; i++) {
            all[i] = stream(2, true);
        }
        assertThat(whileLosing(all))
                .containsExactly(thin(all[7]), thin(all[6]), thin(all[5]), thin(all[4]));
        assertThat(whileLosing(all[0], all[1], all[2])).containsExactly(thin(all[3]), thin(all[2]));
        assertThat(whileLosing(all[0])).containsExactly(thin(all[1]));
        assertThat(calmUntil(Thinner.Kind.RESTORE, all[1], 20)).as("one by one").isPositive();
    }

    @Test
    void whatCannotBeThinnedDoesNotKeepOthersFromIt() {
        Stream old = stream(2, true);
        Stream young = stream(2, true);
        assertThat(whileLosing(young)).containsExactly(thin(young));
        young.thinned = false;
        young.nothingSmaller();
        assertThat(whileLosing(young)).containsExactly(thin(old));
    }

    @Test
    void amongEqualsNothingIsEnded() {
        stream(2, false);
        Stream other = stream(2, false);
        assertThat(whileLosing(other)).isEmpty();
    }

    @Test
    void whatWentComesBackAfterACalmAndLaterEachTime() {
        Stream one = stream(2, true);
        assertThat(whileLosing(one)).containsExactly(thin(one));
        assertThat(calmUntil(Thinner.Kind.RESTORE, one, 20)).isBetween(15, 17);
        assertThat(whileLosing(one)).containsExactly(thin(one));
        assertThat(calmUntil(Thinner.Kind.RESTORE, one, 40)).isBetween(29, 32);
        assertThat(whileLosing(one)).containsExactly(thin(one));
        assertThat(calmUntil(Thinner.Kind.RESTORE, one, 80)).isBetween(59, 62);
        // It lasted: the next time is a first time again.
        for (int i = 0; i < 120; i++) {
            assertThat(look()).isEmpty();
        }
        assertThat(whileLosing(one)).containsExactly(thin(one));
        assertThat(calmUntil(Thinner.Kind.RESTORE, one, 20)).isBetween(15, 17);
    }

    @Test
    void theMostLookedAtComesBackFirst() {
        Stream wall = stream(1, true);
        Stream person = stream(2, true);
        assertThat(whileLosing(wall)).containsExactly(thin(wall));
        assertThat(whileLosing(wall)).containsExactly(thin(person));
        assertThat(calmUntil(Thinner.Kind.RESTORE, person, 20)).isPositive();
        assertThat(calmUntil(Thinner.Kind.RESTORE, wall, 20)).isPositive();
    }

    @Test
    void aBudgetIsNamedAndNotTriedAgainWhileItCannotFit() {
        Stream one = stream(2, true);
        budget = 2_000_000;
        assertThat(whileLosing(one))
                .containsExactly(new Thinner.Step(Thinner.Kind.THIN, one, Shortage.Why.BUDGET));
        for (int i = 0; i < 120; i++) {
            assertThat(look()).as("2 Mbit/s do not fit into 90 % of 2").isEmpty();
        }
        budget = 4_000_000;
        assertThat(calmUntil(Thinner.Kind.RESTORE, one, 2)).isEqualTo(1);
    }

    @Test
    void whatGaveWayIsNotLetInAgainAtOnce() {
        Stream close = stream(3, false);
        stream(1, false);
        assertThat(whileLosing(close)).isNotEmpty();
        long nowNs = TimeUnit.SECONDS.toNanos(seconds);
        assertThat(thinner.admits(1, List.of(3), nowNs)).isFalse();
        assertThat(thinner.admits(3, List.of(3), nowNs)).isTrue();
        assertThat(thinner.admits(1, List.of(), nowNs)).isTrue();
        assertThat(thinner.admits(1, List.of(3), nowNs + TimeUnit.SECONDS.toNanos(16))).isTrue();
    }
}
