package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.Shortage;
import org.haidang.media.stream.ReaderKind;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamLimits;
import org.haidang.media.track.AccessUnit;
import org.haidang.uplink.centre.RemoteSource;
import org.junit.jupiter.api.Test;

/** A line that carries less than is watched; the short one here is a budget. */
class ShortLineTest extends LinkRig {
    private static final Duration FRAME = Duration.ofMillis(40);

    /** At 25 pictures per second 4 Mbit/s. */
    private static final int LARGE = 20_000;

    private RemoteSource watch(String camera, int attention, Heard heard) {
        RemoteSource source = opened(centre.centre().source("s1", camera, "main", heard));
        Stream somebody = new Stream("somebody", StreamLimits.DEFAULT, System::nanoTime);
        source.attention(somebody.open(ReaderKind.LIVE), attention);
        source.start();
        return source;
    }

    private void play(Runnable pictures, java.util.concurrent.Callable<Boolean> until) {
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(FRAME)
                .until(() -> {
                    pictures.run();
                    return until.call();
                });
    }

    @Test
    void whatDoesNotFitIsLeftOutAsWholeGroupsAndSaidSo() throws Exception {
        site.camera("gate");
        linked("s1");
        lineBits.set(1_000_000);
        Heard heard = new Heard();
        RemoteSource source = watch("gate", 2, heard);
        List<byte[]> sent = new ArrayList<>();
        play(
                () -> sent.addAll(site.pictures("gate", 1, LARGE)),
                () -> source.shortage().lostGroups() >= 3);
        assertThat(source.shortage().why()).isEqualTo(Shortage.Why.BUDGET);
        assertThat(source.shortage().thinned()).isFalse();
        assertThat(source.stats().lostGroups()).isEqualTo(source.shortage().lostGroups());
        // After each hole it goes on with a key picture, and before it no group was torn late.
        List<AccessUnit> units = List.copyOf(heard.units);
        int holes = 0;
        int at = -1;
        for (AccessUnit unit : units) {
            int number = indexOf(sent, unit.data());
            if (number != at + 1) {
                holes++;
                assertThat(unit.randomAccess()).as("picture %d after %d", number, at).isTrue();
                assertThat(unit.discontinuity()).isTrue();
            }
            at = number;
        }
        assertThat(holes).isPositive();
        assertThat(units).hasSizeLessThan(sent.size());
    }

    private static int indexOf(List<byte[]> all, byte[] one) {
        for (int i = 0; i < all.size(); i++) {
            if (java.util.Arrays.equals(all.get(i), one)) {
                return i;
            }
        }
        throw new AssertionError("a picture that was never sent");
    }

    @Test
    void theSubStreamComesWhereTheMainOneDoesNotFit() throws Exception {
        site.camera("gate");
        site.camera(FakeSite.sub("gate"));
        // Its clock is far from the other's.
        site.skip(FakeSite.sub("gate"), 1_000_000);
        linked("s1");
        lineBits.set(1_000_000);
        Heard heard = new Heard();
        RemoteSource source = watch("gate", 2, heard);
        play(
                () -> {
                    site.pictures("gate", 1, LARGE);
                    site.pictures(FakeSite.sub("gate"), 1, 1_000);
                },
                () -> source.shortage().thinned());
        assertThat(source.shortage().instead()).isEqualTo("sub");
        assertThat(source.shortage().why()).isEqualTo(Shortage.Why.BUDGET);
        int before = heard.units.size();
        play(
                () -> {
                    site.pictures("gate", 1, LARGE);
                    site.pictures(FakeSite.sub("gate"), 1, 1_000);
                },
                () -> heard.units.size() > before + 40);
        assertThat(heard.units.getLast().data()).hasSize(1_000);
        AccessUnit last = null;
        for (AccessUnit unit : heard.units) {
            if (last != null) {
                assertThat(unit.dtsTicks() - last.dtsTicks())
                        .as("time goes on by what it took")
                        .isBetween(0L, 20L * 90_000);
            }
            last = unit;
        }
        assertThat(site.watched()).contains("gate", FakeSite.sub("gate"));
    }

    @Test
    void whatIsLookedAtLessMakesRoom() throws Exception {
        site.camera("gate");
        site.camera("yard");
        linked("s1");
        lineBits.set(1_500_000);
        Heard close = new Heard();
        Heard wall = new Heard();
        RemoteSource first = watch("gate", 3, close);
        watch("yard", 1, wall);
        play(
                () -> {
                    site.pictures("gate", 1, LARGE);
                    site.pictures("yard", 1, LARGE);
                },
                () -> wall.failedFor(FailureReason.GIVES_WAY));
        assertThat(close.failedFor(FailureReason.GIVES_WAY)).isFalse();
        assertThat(first.shortage().lostGroups()).isPositive();
        // A person who comes to look closely at it gets it, whatever gave way before.
        Heard person = new Heard();
        watch("yard", 3, person);
        play(() -> site.pictures("yard", 1, 1_000), () -> person.units.size() > 20);
    }

    @Test
    void theSiteHearsHowCloselyItIsLookedAt() throws Exception {
        site.camera("gate");
        linked("s1");
        RemoteSource source = opened(centre.centre().source("s1", "gate", "main", new Heard()));
        Stream somebody = new Stream("somebody", StreamLimits.DEFAULT, System::nanoTime);
        var wall = somebody.open(ReaderKind.LIVE);
        var person = somebody.open(ReaderKind.LIVE);
        source.attention(wall, 1);
        source.start();
        await().atMost(LIMIT).until(() -> site.attention("gate") == 1);
        source.attention(person, 3);
        await().atMost(LIMIT).until(() -> site.attention("gate") == 3);
        person.close();
        await().atMost(LIMIT).until(() -> site.attention("gate") == 1);
    }
}
