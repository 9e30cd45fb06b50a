package org.haidang.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.track.AccessUnit;
import org.junit.jupiter.api.Test;

class FragmenterTest {

    private static final long SECOND_NS = 1_000_000_000;

    private final Fragmenter fragmenter = new Fragmenter();

    private List<Fragment> feed(AccessUnit... units) {
        for (AccessUnit unit : units) {
            fragmenter.unit(unit, 0);
        }
        return fragmenter.take();
    }

    @Test
    void givesAPictureTheTimeUntilTheNextOne() {
        fragmenter.tracks(List.of(Units.H264));
        List<Fragment> made =
                feed(Units.key(100), Units.delta(3700), Units.delta(9000), Units.delta(9001));
        assertThat(made).extracting(Fragment::dtsTicks).containsExactly(100L, 3700L, 9000L);
        assertThat(made).extracting(Fragment::durationTicks).containsExactly(3600L, 5300L, 1L);
        assertThat(made).extracting(Fragment::number).containsExactly(1L, 2L, 3L);
        assertThat(made).extracting(Fragment::startsGroup).containsExactly(true, false, false);
        assertThat(made).extracting(Fragment::discontinuity).containsExactly(true, false, false);
    }

    @Test
    void writesWhatItSaysOfAFragmentIntoItsBytes() throws Exception {
        fragmenter.tracks(List.of(Units.H264));
        Fragment made = feed(Units.key(7200), Units.delta(10_800)).get(0);
        var info = FragmentReader.info(made.bytes());
        assertThat(info.dtsTicks()).isEqualTo(made.dtsTicks());
        assertThat(info.durationTicks()).isEqualTo(made.durationTicks());
        assertThat(info.wallUs()).isEqualTo(made.wallUs()).isEqualTo(Units.wallUs(7200, 90_000));
        assertThat(info.payloadOffset()).isEqualTo(made.payloadOffset());
        assertThat(info.randomAccess()).isTrue();
    }

    @Test
    void stretchesAPictureOverALateSuccessor() {
        fragmenter.tracks(List.of(Units.H264));
        List<Fragment> made = feed(Units.key(0), Units.delta(3600), Units.delta(400_000));
        assertThat(made.get(1).durationTicks()).isEqualTo(396_400);
    }

    @Test
    void leavesAnHourWithoutPicturesAsAHole() {
        fragmenter.tracks(List.of(Units.H264));
        long later = 3600L * 90_000;
        List<Fragment> made =
                feed(Units.key(0), Units.delta(3600), Units.delta(later), Units.delta(later + 1));
        assertThat(made.get(1).durationTicks()).isEqualTo(3600);
        assertThat(made.get(2).discontinuity()).isTrue();
    }

    @Test
    void letsTheLastPictureOutAfterASecondOfSilence() {
        fragmenter.tracks(List.of(Units.H264));
        assertThat(feed(Units.key(0), Units.delta(3600))).hasSize(1);
        fragmenter.tick(SECOND_NS - 1);
        assertThat(fragmenter.take()).isEmpty();
        fragmenter.tick(SECOND_NS);
        List<Fragment> made = fragmenter.take();
        assertThat(made).extracting(Fragment::durationTicks).containsExactly(3600L);
        fragmenter.tick(9 * SECOND_NS);
        assertThat(fragmenter.take()).isEmpty();
    }

    @Test
    void neverOverlapsAPictureThatWasLetOutEarly() {
        fragmenter.tracks(List.of(Units.H264));
        feed(Units.key(0), Units.delta(3600));
        fragmenter.tick(SECOND_NS);
        assertThat(fragmenter.take()).hasSize(1);
        List<Fragment> made = feed(Units.delta(5000), Units.delta(8600), Units.delta(12_200));
        assertThat(made).extracting(Fragment::dtsTicks).containsExactly(7200L, 8600L);
    }

    @Test
    void oneOutageDoesNotTeachItToStretchTheNextPicture() {
        fragmenter.tracks(List.of(Units.H264));
        feed(Units.key(0), Units.delta(3600), Units.delta(3600 + 5 * 90_000));
        fragmenter.tick(SECOND_NS);
        assertThat(fragmenter.take()).extracting(Fragment::durationTicks).containsExactly(3600L);
    }

    @Test
    void forcesTimesForwardWhenACameraRepeatsThem() {
        fragmenter.tracks(List.of(Units.H264));
        List<Fragment> made =
                feed(Units.key(500), Units.delta(500), Units.delta(400), Units.delta(4100));
        assertThat(made).extracting(Fragment::dtsTicks).containsExactly(500L, 501L, 502L);
        assertThat(made).extracting(Fragment::durationTicks).containsExactly(1L, 1L, 3598L);
    }

    @Test
    void dropsPicturesBeforeTheFirstKeyPicture() {
        fragmenter.tracks(List.of(Units.H264));
        List<Fragment> made =
                feed(Units.delta(0), Units.delta(3600), Units.key(7200), Units.delta(10_800));
        assertThat(made).extracting(Fragment::dtsTicks).containsExactly(7200L);
        assertThat(fragmenter.dropped().beforeKeyPicture()).isEqualTo(2);
    }

    @Test
    void x10_makesPicturesThoughTheAudioTrackIsSilent() {
        fragmenter.tracks(List.of(Units.H264, Units.PCMA));
        assertThat(feed(Units.key(0), Units.delta(3600), Units.delta(7200))).hasSize(2);
    }

    @Test
    void gathersAudioToAtMost200Ms() {
        fragmenter.tracks(List.of(Units.PCMA));
        for (int i = 0; i < 101; i++) {
            fragmenter.unit(Units.sound(i * 160L, 160), 0);
        }
        List<Fragment> made = fragmenter.take();
        assertThat(made).hasSize(10);
        assertThat(made).allMatch(fragment -> fragment.durationTicks() == 1600);
        assertThat(made).allMatch(Fragment::startsGroup);
        assertThat(made).extracting(Fragment::discontinuity).containsOnlyOnce(true);
    }

    @Test
    void letsARestOfAudioOutWhenNoMoreComes() {
        fragmenter.tracks(List.of(Units.PCMA));
        assertThat(feed(Units.sound(0, 160), Units.sound(160, 160))).isEmpty();
        fragmenter.tick(SECOND_NS / 2);
        assertThat(fragmenter.take()).extracting(Fragment::durationTicks).containsExactly(320L);
    }

    @Test
    void endsTheFragmentWhereTheSoundHasAGap() {
        fragmenter.tracks(List.of(Units.PCMA));
        feed(Units.sound(0, 160), Units.sound(160, 160), Units.sound(9000, 160));
        fragmenter.flush();
        List<Fragment> made = fragmenter.take();
        assertThat(made).extracting(Fragment::dtsTicks).containsExactly(9000L);
        assertThat(made.get(0).discontinuity()).isTrue();
    }

    @Test
    void takesUpSmallJitterOfAudioInDurations() {
        fragmenter.tracks(List.of(Units.PCMA));
        feed(Units.sound(0, 160), Units.sound(170, 160), Units.sound(310, 160));
        fragmenter.flush();
        assertThat(fragmenter.take()).extracting(Fragment::durationTicks).containsExactly(470L);
    }

    @Test
    void beginsAGenerationWithTheNextKeyPictureWhenTheVideoChanges() {
        fragmenter.tracks(List.of(Units.H264));
        List<Fragment> before = feed(Units.key(0), Units.delta(3600));
        fragmenter.tracks(List.of(Units.H264_BIG));
        List<Fragment> after = feed(Units.delta(7200), Units.key(10_800), Units.delta(14_400));
        assertThat(after).extracting(Fragment::dtsTicks).containsExactly(3600L, 10_800L);
        assertThat(after.get(0).generation()).isSameAs(before.get(0).generation());
        assertThat(after.get(1).generation().number()).isEqualTo(2);
        assertThat(after.get(1).startsGroup()).isTrue();
        assertThat(after.get(1).discontinuity()).isTrue();
    }

    @Test
    void keepsTheGenerationWhenTheSameTracksComeAgain() {
        fragmenter.tracks(List.of(Units.H264));
        Generation first = fragmenter.generation();
        feed(Units.key(0), Units.delta(3600));
        fragmenter.tracks(List.of(Units.H264));
        assertThat(fragmenter.generation()).isSameAs(first);
        assertThat(feed(Units.delta(7200))).hasSize(1);
    }

    @Test
    void losesNoPictureWhenOnlyTheAudioChanges() {
        fragmenter.tracks(List.of(Units.H264, Units.PCMA));
        feed(Units.key(0), Units.delta(3600));
        fragmenter.tracks(List.of(Units.H264, Units.PCMA_WIDE));
        List<Fragment> made =
                feed(
                        Units.delta(7200),
                        Units.sound(0, 160),
                        Units.key(10_800),
                        Units.delta(14_400));
        assertThat(made).extracting(Fragment::dtsTicks).containsExactly(3600L, 7200L, 10_800L);
        assertThat(made).extracting(f -> f.generation().number()).containsExactly(1, 1, 2);
        assertThat(fragmenter.dropped().beforeTracks()).isEqualTo(1);
    }

    @Test
    void afterAnInterruptionStartsWithAKeyPictureAndFlagsIt() {
        fragmenter.tracks(List.of(Units.H264));
        assertThat(feed(Units.key(0), Units.delta(3600))).hasSize(1);
        fragmenter.interrupted();
        assertThat(fragmenter.take()).hasSize(1);
        fragmenter.tracks(List.of(Units.H264));
        List<Fragment> made = feed(Units.delta(90_000), Units.key(93_600), Units.delta(97_200));
        assertThat(made).extracting(Fragment::dtsTicks).containsExactly(93_600L);
        assertThat(made.get(0).discontinuity()).isTrue();
        assertThat(made.get(0).generation().number()).isEqualTo(1);
    }

    @Test
    void keepsTimeGoingForwardOverGenerations() {
        fragmenter.tracks(List.of(Units.H264));
        feed(Units.key(0), Units.delta(90_000));
        fragmenter.tracks(List.of(Units.H264_BIG));
        List<Fragment> made = feed(Units.key(50_000), Units.delta(95_000), Units.delta(98_600));
        for (int i = 1; i < made.size(); i++) {
            Fragment before = made.get(i - 1);
            assertThat(made.get(i).dtsTicks())
                    .isGreaterThanOrEqualTo(before.dtsTicks() + before.durationTicks());
        }
    }

    @Test
    void countsWhatItCannotUse() {
        fragmenter.tracks(List.of(Units.H264));
        feed(Units.sound(0, 160), Units.picture(0, true, 0), Units.picture(-1, true, 10));
        assertThat(fragmenter.dropped()).isEqualTo(new StreamStats.DroppedUnits(0, 1, 2));
    }
}
