package org.haidang.media.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.junit.jupiter.api.Test;

class StreamTest {

    private static final long STEP_NS = 40_000_000;

    private final AtomicLong nowNs = new AtomicLong(5_000_000_000L);
    private long dts;

    private Stream stream(StreamLimits limits, Track... tracks) {
        Stream stream = new Stream("gate-1/main", limits, nowNs::get);
        stream.onTracks(List.of(tracks));
        return stream;
    }

    private Stream stream() {
        return stream(StreamLimits.DEFAULT, Units.H264);
    }

    /** Pictures at 25 per second, a key picture every {@code group}; each its own batch. */
    private void play(Stream stream, int pictures, int group) {
        for (int i = 0; i < pictures; i++) {
            boolean key = i % group == 0;
            stream.onAccessUnit(key ? Units.key(dts) : Units.delta(dts));
            stream.onBatchEnd();
            dts += Units.STEP;
            nowNs.addAndGet(STEP_NS);
        }
    }

    private static List<Fragment> drain(StreamReader reader) {
        List<Fragment> all = new ArrayList<>();
        for (List<Fragment> some = reader.poll(7); !some.isEmpty(); some = reader.poll(7)) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    void aJoinerGetsTheNewestKeyPictureAtOnce() {
        Stream stream = stream();
        play(stream, 25 + 10, 25);
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        List<Fragment> got = drain(viewer);
        assertThat(got).hasSize(9);
        assertThat(got.get(0).startsGroup()).isTrue();
        assertThat(got.get(0).dtsTicks()).isEqualTo(25 * Units.STEP);
        assertThat(viewer.loss()).isEqualTo(Loss.NONE);
    }

    @Test
    void aJoinerOfALongGroupIsServedFromItsStart() {
        Stream stream = stream();
        play(stream, 500, 500);
        assertThat(drain(stream.open(ReaderKind.LIVE))).hasSize(499);
    }

    @Test
    void everybodyReadsTheSameBytes() {
        Stream stream = stream();
        play(stream, 30, 10);
        assertThat(drain(stream.open(ReaderKind.LIVE)).get(0).bytes())
                .isSameAs(drain(stream.open(ReaderKind.RECORDER)).get(0).bytes());
    }

    @Test
    void holdsOneGroupWhenNobodyReads() {
        Stream stream = stream();
        play(stream, 25 * 100 + 3, 25);
        assertThat(stream.stats().heldFragments()).isEqualTo(2);
        assertThat(stream.stats().pictures()).isEqualTo(2502);
    }

    @Test
    void aRecorderThatPollsRarelyLosesNothing() {
        Stream stream = stream();
        StreamReader recorder = stream.open(ReaderKind.RECORDER);
        play(stream, 2501, 25);
        assertThat(drain(recorder))
                .hasSize(2500)
                .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
        assertThat(recorder.loss()).isEqualTo(Loss.NONE);
    }

    @Test
    void aSlowRecorderLosesItsOldestGroupsWholeAndIsTold() {
        StreamLimits limits =
                new StreamLimits(
                        1 << 20, Duration.ofSeconds(60), 40_000, 1 << 20, Duration.ofSeconds(2));
        Stream stream = stream(limits, Units.H264);
        StreamReader recorder = stream.open(ReaderKind.RECORDER);
        play(stream, 5, 10);
        assertThat(drain(recorder)).hasSize(4);
        dts = 10 * Units.STEP;
        play(stream, 2001, 10);
        assertThat(stream.stats().heldBytes()).isLessThanOrEqualTo(40_000 + 2000);
        List<Fragment> rest = drain(recorder);
        assertThat(rest.get(0).startsGroup()).isTrue();
        assertThat(rest.get(rest.size() - 1).number()).isEqualTo(2005);
        assertThat(rest).hasSizeGreaterThan(80);
        Loss loss = recorder.takeLoss();
        assertThat(loss.reason()).isEqualTo(Loss.Reason.TOO_MANY_BYTES);
        assertThat(loss.fragments()).isEqualTo(2001 - rest.size());
        assertThat(loss.groups()).isEqualTo(1 + 200 - rest.size() / 10);
        assertThat(recorder.takeLoss()).isEqualTo(Loss.NONE);
        assertThat(stream.stats().lostGroupsRecorder()).isEqualTo(loss.groups());
        assertThat(stream.stats().lostGroupsLive()).isZero();
    }

    @Test
    void aSlowViewerGoesOnFromTheNewestKeyPictureAndIsTold() {
        Stream stream = stream();
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        play(stream, 5, 25);
        assertThat(drain(viewer)).hasSize(4);
        dts = 25 * Units.STEP;
        play(stream, 25 * 4 + 6, 25);
        List<Fragment> rest = drain(viewer);
        assertThat(rest).hasSize(5);
        assertThat(rest.get(0).startsGroup()).isTrue();
        assertThat(viewer.loss()).isEqualTo(new Loss(Loss.Reason.TOO_OLD, 5, 101));
    }

    @Test
    void aViewerThatIsAFewPicturesBehindLosesNothingWhenAGroupStarts() {
        Stream stream = stream();
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        List<Fragment> got = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            play(stream, 25, 25);
            got.addAll(drain(viewer));
        }
        assertThat(got).hasSize(999);
        assertThat(viewer.loss()).isEqualTo(Loss.NONE);
    }

    @Test
    void aSlowViewerCostsARecorderNothing() {
        Stream stream = stream();
        stream.open(ReaderKind.LIVE);
        StreamReader recorder = stream.open(ReaderKind.RECORDER);
        play(stream, 1001, 25);
        assertThat(drain(recorder)).hasSize(1000);
        assertThat(stream.stats().lostGroupsRecorder()).isZero();
    }

    @Test
    void aGroupThatOutgrowsItsBytesIsNotKeptForJoiners() {
        StreamLimits limits =
                new StreamLimits(
                        10_000, Duration.ofSeconds(60), 50_000, 10_000, Duration.ofSeconds(2));
        Stream stream = stream(limits, Units.H264);
        play(stream, 200, 1000);
        assertThat(stream.stats().heldFragments()).isZero();
        assertThat(stream.stats().gopOverflows()).isEqualTo(1);
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        play(stream, 3, 1000);
        // The first of the three ended the picture before it; it starts a group itself.
        assertThat(drain(viewer)).hasSize(2).first().matches(Fragment::startsGroup);
        assertThat(viewer.loss()).isEqualTo(Loss.NONE);
    }

    @Test
    void aGroupThatLastsTooLongIsNotKeptForJoinersButRecordedWhole() {
        Stream stream = stream();
        StreamReader recorder = stream.open(ReaderKind.RECORDER);
        play(stream, 70 * 25, Integer.MAX_VALUE);
        assertThat(stream.stats().gopOverflows()).isEqualTo(1);
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        play(stream, 1, Integer.MAX_VALUE);
        assertThat(drain(viewer)).isEmpty();
        assertThat(drain(recorder)).hasSize(70 * 25);
    }

    @Test
    void wakesOnceAndOnlyWhoAsked() {
        Stream stream = stream();
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        AtomicInteger woken = new AtomicInteger();
        viewer.onReady(woken::incrementAndGet);
        assertThat(woken).hasValue(0);
        play(stream, 10, 25);
        assertThat(woken).hasValue(1);
        assertThat(drain(viewer)).hasSize(9);
        play(stream, 10, 1000);
        assertThat(woken).hasValue(1);
        viewer.onReady(woken::incrementAndGet);
        assertThat(woken).hasValue(2);
    }

    @Test
    void wakesOncePerBatchHoweverMuchIsInIt() {
        Stream stream = stream();
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        List<Integer> sizes = new ArrayList<>();
        viewer.onReady(() -> sizes.add(viewer.poll(100).size()));
        for (int i = 0; i < 11; i++) {
            stream.onAccessUnit(i == 0 ? Units.key(0) : Units.delta(i * Units.STEP));
        }
        assertThat(sizes).isEmpty();
        stream.onBatchEnd();
        assertThat(sizes).containsExactly(10);
    }

    @Test
    void doesNotWakeAJoinerBeforeAKeyPicture() {
        Stream stream =
                stream(
                        new StreamLimits(2000, Duration.ofSeconds(60), 1, 1, Duration.ofSeconds(2)),
                        Units.H264);
        play(stream, 30, 1000);
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        AtomicInteger woken = new AtomicInteger();
        viewer.onReady(woken::incrementAndGet);
        stream.onAccessUnit(Units.delta(dts));
        stream.onAccessUnit(Units.key(dts + 3600));
        stream.onBatchEnd();
        assertThat(woken).hasValue(0);
        stream.onAccessUnit(Units.delta(dts + 7200));
        stream.onBatchEnd();
        assertThat(woken).hasValue(1);
    }

    @Test
    void publishesWithoutTheEndOfTheBatchWhenMuchWaits() {
        Stream stream = stream();
        StreamReader recorder = stream.open(ReaderKind.RECORDER);
        for (int i = 0; i < 100; i++) {
            stream.onAccessUnit(i == 0 ? Units.key(0) : Units.delta(i * Units.STEP));
        }
        assertThat(drain(recorder)).hasSize(64);
    }

    @Test
    void readersSeeTheGenerationsInOrderEachFromAKeyPicture() {
        Stream stream = stream();
        StreamReader recorder = stream.open(ReaderKind.RECORDER);
        play(stream, 30, 10);
        stream.onTracks(List.of(Units.H264_BIG));
        play(stream, 30, 10);
        List<Fragment> got = drain(recorder);
        assertThat(got).hasSize(59);
        assertThat(got).extracting(f -> f.generation().number()).isSorted().contains(1, 2);
        Fragment first =
                got.stream().filter(f -> f.generation().number() == 2).findFirst().orElseThrow();
        assertThat(first.startsGroup()).isTrue();
        assertThat(first.generation().init().tracks()).containsExactly(Units.H264_BIG);
    }

    @Test
    void leavesCodecsOutOfTheInitSegmentThatAReaderCannotTake() {
        Stream stream = stream(StreamLimits.DEFAULT, Units.H264, Units.PCMA);
        var init = stream.init(EnumSet.of(Codec.H264, Codec.AAC)).orElseThrow();
        assertThat(init.mime()).isEqualTo("video/mp4; codecs=\"avc1.42001e\"");
        assertThat(init.hasTrack(Units.AUDIO)).isFalse();
        assertThat(stream.init(EnumSet.of(Codec.H265))).isEmpty();
        assertThat(stream.init(EnumSet.of(Codec.H264, Codec.AAC)).orElseThrow()).isSameAs(init);
    }

    @Test
    void offersTheNewestKeyPictureForStills() {
        Stream stream = stream();
        assertThat(stream.keyPicture()).isEmpty();
        play(stream, 27, 25);
        KeyPicture picture = stream.keyPicture().orElseThrow();
        assertThat(picture.wallUs()).isEqualTo(Units.wallUs(25 * Units.STEP, 90_000));
        assertThat(picture.data()).hasSize(1000);
        assertThat(picture.format()).isEqualTo(Units.H264.format());
    }

    @Test
    void tellsWhenSomebodyWatchesAndWhenNobodyDoes() {
        Stream stream = stream();
        List<Boolean> told = new ArrayList<>();
        stream.onWatchedChange(told::add);
        stream.open(ReaderKind.RECORDER);
        StreamReader one = stream.open(ReaderKind.LIVE);
        StreamReader two = stream.open(ReaderKind.LIVE);
        one.close();
        one.close();
        assertThat(stream.watched()).isTrue();
        two.close();
        assertThat(stream.watched()).isFalse();
        assertThat(told).containsExactly(true, false);
        assertThat(stream.stats().recorderReaders()).isEqualTo(1);
    }

    @Test
    void measuresWhatTheCameraSends() {
        Stream stream = stream();
        play(stream, 251, 25);
        StreamStats stats = stream.stats();
        assertThat(stats.fps()).isBetween(24.0, 26.0);
        assertThat(stats.groupMs()).isEqualTo(1000);
        // 1000 bytes of key picture, 24 of 200, and 152 of headers on each, a second.
        assertThat(stats.kbps()).isBetween(75.0, 81.0);
        assertThat(stats.lastPictureNs()).isEqualTo(nowNs.get() - STEP_NS);
        assertThat(stats.lastPictureWallUs()).isEqualTo(Units.wallUs(250 * Units.STEP, 90_000));
        nowNs.addAndGet(60_000_000_000L);
        assertThat(stream.stats().fps()).isZero();
    }

    @Test
    void countsReconnectsAndKeepsTheReason() {
        Stream stream = stream();
        stream.onState(new SourceState.Connecting(1));
        stream.onState(new SourceState.Live(1));
        play(stream, 5, 5);
        var failed = new SourceState.Failed(FailureReason.NO_MEDIA, "no RTP for 5.2 s", 1, 9);
        stream.onState(failed);
        assertThat(stream.stats().reconnects()).isEqualTo(1);
        assertThat(stream.stats().state()).isEqualTo(failed);
        // What was pending went out at once.
        assertThat(stream.stats().pictures()).isEqualTo(5);
    }

    @Test
    void tickLetsOutAPictureThatHasWaited() {
        Stream stream = stream();
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        stream.onAccessUnit(Units.key(0));
        stream.onBatchEnd();
        assertThat(drain(viewer)).isEmpty();
        nowNs.addAndGet(1_000_000_000);
        stream.onTick();
        assertThat(drain(viewer)).hasSize(1);
    }

    @Test
    void closingEndsReadersAfterTheLastFragment() {
        Stream stream = stream();
        StreamReader recorder = stream.open(ReaderKind.RECORDER);
        AtomicInteger woken = new AtomicInteger();
        play(stream, 3, 5);
        assertThat(drain(recorder)).hasSize(2);
        recorder.onReady(woken::incrementAndGet);
        stream.close();
        stream.onAccessUnit(Units.key(90_000));
        assertThat(woken).hasValue(1);
        assertThat(recorder.ended()).isFalse();
        assertThat(drain(recorder)).hasSize(1);
        assertThat(recorder.ended()).isTrue();
        assertThatThrownBy(() -> stream.open(ReaderKind.LIVE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedReaderIsWokenAndGetsNothing() {
        Stream stream = stream();
        StreamReader viewer = stream.open(ReaderKind.LIVE);
        AtomicInteger woken = new AtomicInteger();
        viewer.onReady(woken::incrementAndGet);
        viewer.close();
        play(stream, 10, 5);
        assertThat(woken).hasValue(1);
        assertThat(viewer.poll(10)).isEmpty();
        assertThat(viewer.ended()).isTrue();
    }

    private void key(Stream stream, int content) {
        byte[] data = {0, 0, 0, 2, 0x65, (byte) content};
        stream.onAccessUnit(new AccessUnit(1, dts, dts, 0, true, false, false, data));
        dts += 25 * Units.STEP;
        nowNs.addAndGet(25 * STEP_NS);
    }

    @Test
    void knowsSinceWhenTheCameraRepeatsItsPictures() {
        Stream stream = stream();
        for (int i = 0; i < 10; i++) {
            key(stream, i);
        }
        assertThat(stream.stats().sameSinceNs()).isEqualTo(StreamStats.NEVER);
        long frozenNs = nowNs.get();
        for (int i = 0; i < 3; i++) {
            key(stream, 20);
            key(stream, 21);
        }
        assertThat(stream.stats().sameSinceNs()).isEqualTo(frozenNs);
        key(stream, 1);
        assertThat(stream.stats().sameSinceNs()).isEqualTo(StreamStats.NEVER);
    }

    @Test
    void aClipPlayedInALoopIsNotTakenForAFrozenCamera() {
        Stream stream = stream();
        for (int i = 0; i < 60; i++) {
            key(stream, i % 20);
        }
        assertThat(stream.stats().sameSinceNs()).isEqualTo(StreamStats.NEVER);
    }
}
