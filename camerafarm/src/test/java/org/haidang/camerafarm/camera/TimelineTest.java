package org.haidang.camerafarm.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.haidang.camerafarm.TestCameras;
import org.haidang.camerafarm.clip.Part;
import org.haidang.camerafarm.packet.Reel;
import org.junit.jupiter.api.Test;

/** What a stream shows follows from the time alone, and from what it was turned to. */
class TimelineTest {

    private static final long ORIGIN_NS = 7_000_000_000_123L;
    private static final long PICTURE_NS = 80_000_000L;
    private static final long SEED = 20_261_128L;

    /** What is sent when. */
    private record Sent(long dueNs, Part part, int index, long takenNs) {
        static Sent of(Cursor at) {
            return new Sent(at.dueNs(), at.part(), at.index(), at.takenNs());
        }
    }

    private static Timeline timeline(CameraStream stream) {
        return new Timeline(Part.LIVE, stream.video(Part.LIVE), ORIGIN_NS);
    }

    private static List<Sent> from(Timeline timeline, long ns, int count) {
        Cursor at = timeline.cursor();
        at.toFirstAtOrAfter(ns);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(Sent.of(at));
            at.next();
        }
        return sent;
    }

    @Test
    void isTheSameWhereverOneBeginsAlsoBeforeItsOrigin() throws Exception {
        Timeline timeline = timeline(TestStreams.of(TestCameras.reordered()));
        List<Sent> all = from(timeline, ORIGIN_NS - 600 * PICTURE_NS, 1_200);
        for (int i = 0; i + 30 <= all.size(); i += 37) {
            assertThat(all.get(i).dueNs).isEqualTo(ORIGIN_NS + (i - 600) * PICTURE_NS);
            assertThat(from(timeline, all.get(i).dueNs - PICTURE_NS / 2, 30))
                    .isEqualTo(all.subList(i, i + 30));
        }
    }

    @Test
    void isFoundAgainByTheTimesThatItTells() throws Exception {
        Timeline video = timeline(TestStreams.of(TestCameras.plain()));
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            long ticks = random.nextLong(-1L << 40, 1L << 40);
            assertThat(video.ticks(video.ns(ticks))).isEqualTo(ticks);
        }
    }

    @Test
    void findsTheKeyPictureAtOrBeforeEachMoment() throws Exception {
        CameraStream stream = TestStreams.of(TestCameras.plain());
        Timeline timeline = timeline(stream);
        timeline.turn(Part.BLACK, stream.video(Part.BLACK), ORIGIN_NS + 30 * PICTURE_NS);
        timeline.turn(Part.LIVE, stream.video(Part.LIVE), ORIGIN_NS + 110 * PICTURE_NS);
        Cursor slow = timeline.cursor();
        slow.toFirstAtOrAfter(ORIGIN_NS - 300 * PICTURE_NS);
        Sent key = Sent.of(slow);
        assertThat(slow.item().key()).isTrue();
        for (int i = 0; i < 600; i++) {
            key = slow.item().key() ? Sent.of(slow) : key;
            Cursor quick = timeline.cursor();
            quick.toKeyAtOrBefore(slow.dueNs());
            assertThat(Sent.of(quick)).as("picture " + i).isEqualTo(key);
            quick.toKeyAtOrBefore(slow.dueNs() + PICTURE_NS / 2);
            assertThat(Sent.of(quick)).as("after picture " + i).isEqualTo(key);
            slow.next();
        }
    }

    @Test
    void turnsAtTheNextPictureForEveryoneAndForTheStorage() throws Exception {
        CameraStream stream = TestStreams.of(TestCameras.plain());
        Timeline timeline = timeline(stream);
        Cursor viewer = timeline.cursor();
        long turnNs = ORIGIN_NS + 30 * PICTURE_NS + 1;
        viewer.toFirstAfter(turnNs);
        timeline.turn(Part.BLACK, stream.video(Part.BLACK), turnNs);
        assertThat(viewer.part()).isEqualTo(Part.BLACK);
        assertThat(viewer.dueNs()).isEqualTo(ORIGIN_NS + 31 * PICTURE_NS);
        assertThat(viewer.index()).isZero();
        List<Sent> later = from(timeline, ORIGIN_NS + 29 * PICTURE_NS, 4);
        assertThat(later)
                .extracting(Sent::part)
                .containsExactly(Part.LIVE, Part.LIVE, Part.BLACK, Part.BLACK);
        assertThat(later).extracting(Sent::index).containsExactly(29, 30, 0, 1);
        assertThat(viewer.nextDueNs()).isEqualTo(ORIGIN_NS + 32 * PICTURE_NS);
    }

    @Test
    void turnsTwiceWithinOnePicture() throws Exception {
        CameraStream stream = TestStreams.of(TestCameras.reordered());
        Timeline timeline = timeline(stream);
        long turnNs = ORIGIN_NS + 30 * PICTURE_NS + 1;
        timeline.turn(Part.BLACK, stream.video(Part.BLACK), turnNs);
        timeline.turn(Part.STILL, stream.video(Part.STILL), turnNs + 1);
        Cursor at = timeline.cursor();
        at.toFirstAfter(turnNs);
        assertThat(at.part()).isEqualTo(Part.STILL);
        assertThat(at.index()).isZero();
        at.toKeyAtOrBefore(turnNs + 100 * PICTURE_NS);
        assertThat(at.part()).isEqualTo(Part.STILL);
        at.toKeyAtOrBefore(turnNs);
        assertThat(at.part()).isEqualTo(Part.LIVE);
    }

    @Test
    void makesAKeyPictureForANewViewerButOnlyOne() throws Exception {
        Timeline timeline = timeline(TestStreams.of(TestCameras.longGroups()));
        long nowNs = ORIGIN_NS + 60 * PICTURE_NS + 1;
        timeline.makeKey(nowNs);
        timeline.makeKey(nowNs + 1);
        Cursor next = timeline.cursor();
        next.toFirstAfter(nowNs);
        assertThat(next.item().key()).isTrue();
        assertThat(next.dueNs()).isEqualTo(ORIGIN_NS + 61 * PICTURE_NS);
        assertThat(timeline.stretches()).hasSize(2);
    }

    @Test
    void forgetsTheOldestWhenItWasTurnedTooOften() throws Exception {
        CameraStream stream = TestStreams.of(TestCameras.plain());
        Reel live = stream.video(Part.LIVE);
        Timeline timeline = timeline(stream);
        assertThat(timeline.knownFromNs()).isEqualTo(Long.MIN_VALUE);
        for (int i = 0; i <= Timeline.MAX_STRETCHES; i++) {
            timeline.turn(Part.LIVE, live, ORIGIN_NS + (10L * i + 1) * PICTURE_NS);
        }
        assertThat(timeline.stretches()).hasSize(Timeline.MAX_STRETCHES);
        assertThat(timeline.knownFromNs()).isEqualTo(ORIGIN_NS + 12 * PICTURE_NS);
        Cursor at = timeline.cursor();
        at.toKeyAtOrBefore(ORIGIN_NS);
        assertThat(at.dueNs()).isEqualTo(timeline.knownFromNs());
    }
}
