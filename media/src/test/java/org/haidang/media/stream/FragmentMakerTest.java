package org.haidang.media.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.junit.jupiter.api.Test;

class FragmentMakerTest {
    private static final int STEP = 3_600;

    private final List<Fragment> made = new ArrayList<>();
    private final FragmentMaker maker = new FragmentMaker(made::add);

    private static List<AccessUnit> pictures(int from, int to) {
        List<AccessUnit> units = new ArrayList<>();
        for (int i = from; i < to; i++) {
            units.add(i % 10 == 0 ? Units.key(i * (long) STEP) : Units.delta(i * (long) STEP));
        }
        return units;
    }

    @Test
    void makesTheFragmentsThatALiveStreamWouldHaveMade() {
        Stream stream = new Stream("gate-1/main", StreamLimits.DEFAULT, () -> 0);
        StreamReader reader = stream.open(ReaderKind.RECORDER);
        stream.onTracks(List.of(Units.H264));
        pictures(0, 50).forEach(stream::onAccessUnit);
        stream.onState(new SourceState.Stopped());
        List<Fragment> live = reader.poll(100);

        maker.tracks(List.of(Units.H264));
        pictures(0, 50).forEach(maker::unit);
        maker.flush();
        assertThat(made).hasSize(50);
        assertThat(made)
                .extracting(Fragment::bytes)
                .containsExactlyElementsOf(live.stream().map(Fragment::bytes).toList());
    }

    @Test
    void givesEachFragmentAtOnce() {
        maker.tracks(List.of(Units.H264));
        maker.unit(Units.key(0));
        assertThat(made).isEmpty();
        maker.unit(Units.delta(STEP));
        assertThat(made).hasSize(1);
        maker.flush();
        assertThat(made).hasSize(2);
        assertThat(made.getLast().durationTicks()).isEqualTo(STEP);
    }

    /** Live, the clock lets the picture out; here nobody waits for the next one. */
    @Test
    void stretchesNoPictureOverAHole() {
        maker.tracks(List.of(Units.H264));
        pictures(0, 5).forEach(maker::unit);
        maker.unit(Units.delta(5 * STEP + 4L * 90_000));
        assertThat(made).hasSize(5);
        assertThat(made.getLast().durationTicks()).isEqualTo(STEP);
        maker.flush();
        assertThat(made.getLast().discontinuity()).isTrue();
    }

    @Test
    void takesAPictureASecondForASlowCamera() {
        maker.tracks(List.of(Units.H264));
        for (int i = 0; i < 5; i++) {
            maker.unit(Units.key(i * 90_000L));
        }
        assertThat(made).extracting(Fragment::durationTicks).containsOnly(90_000L);
    }

    @Test
    void beginsWithAKeyPictureAlsoAfterACut() {
        maker.tracks(List.of(Units.H264));
        pictures(5, 12).forEach(maker::unit);
        maker.flush();
        pictures(13, 22).forEach(maker::unit);
        maker.flush();
        assertThat(made)
                .extracting(Fragment::dtsTicks)
                .containsExactly(10L * STEP, 11L * STEP, 20L * STEP, 21L * STEP);
        assertThat(made.get(2).startsGroup()).isTrue();
        assertThat(made.get(2).discontinuity()).isTrue();
    }

    @Test
    void refusesNoTracks() {
        assertThatThrownBy(() -> maker.tracks(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
