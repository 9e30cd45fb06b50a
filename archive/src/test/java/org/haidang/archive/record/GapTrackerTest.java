package org.haidang.archive.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.assertj.core.groups.Tuple;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GapTrackerTest {
    private static final StreamKey GATE = new StreamKey("gate-1", "main");
    private static final long S = 1_000_000L;
    private static final long OPEN = SegmentCatalog.OPEN;

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final CatalogWriter rows =
            new CatalogWriter(catalog, new AlarmBoard(AlarmListener.none()), () -> 0);

    @AfterEach
    void close() {
        rows.close();
    }

    private List<Tuple> gaps() throws InterruptedException {
        assertThat(rows.settle(5_000)).isTrue();
        return catalog.gaps(GATE, 0, OPEN, 100).stream()
                .map(g -> tuple(g.fromUs() / S, g.open() ? OPEN : g.toUs() / S, g.reason()))
                .toList();
    }

    private GapTracker tracker(long fromUs) {
        return GapTracker.from(GATE, rows, fromUs);
    }

    @Test
    void seesNoGapWhilePicturesFollowEachOther() throws Exception {
        GapTracker tracker = tracker(100 * S);
        for (int s = 100; s < 110; s++) {
            tracker.media(s * S, (s + 1) * S, GapReason.CAMERA_NO_MEDIA);
            tracker.silence(GapReason.CAMERA_NO_MEDIA, (s + 2) * S);
        }
        assertThat(gaps()).isEmpty();
    }

    @Test
    void opensAGapWhereTheLastPictureEndedAndClosesItAtTheNext() throws Exception {
        GapTracker tracker = tracker(100 * S);
        tracker.media(100 * S, 101 * S, GapReason.CAMERA_NO_MEDIA);
        tracker.silence(GapReason.CAMERA_CLOSED, 103 * S);
        assertThat(gaps()).containsExactly(tuple(101L, OPEN, GapReason.CAMERA_CLOSED));
        tracker.media(109 * S, 110 * S, GapReason.CAMERA_NO_MEDIA);
        assertThat(gaps()).containsExactly(tuple(101L, 109L, GapReason.CAMERA_CLOSED));
        assertThat(tracker.reason()).isEmpty();
    }

    @Test
    void splitsAGapWhereItsReasonChangesButNotWhileConnecting() throws Exception {
        GapTracker tracker = tracker(100 * S);
        tracker.silence(GapReason.CAMERA_UNREACHABLE, 110 * S);
        tracker.silence(GapReason.CAMERA_CONNECTING, 115 * S);
        tracker.silence(GapReason.CAMERA_UNREACHABLE, 116 * S);
        tracker.silence(GapReason.CAMERA_AUTHENTICATION, 120 * S);
        assertThat(gaps())
                .containsExactly(
                        tuple(100L, 120L, GapReason.CAMERA_UNREACHABLE),
                        tuple(120L, OPEN, GapReason.CAMERA_AUTHENTICATION));
    }

    @Test
    void noticesAHoleThatNobodyAnnounced() throws Exception {
        GapTracker tracker = tracker(100 * S);
        tracker.media(100 * S, 101 * S, GapReason.CAMERA_NO_MEDIA);
        tracker.media(107 * S, 108 * S, GapReason.OVERLOAD);
        assertThat(gaps()).containsExactly(tuple(101L, 107L, GapReason.OVERLOAD));
    }

    @Test
    void putsTheTimeOfACrashBetweenWhatWasHealedAndWhatCameFirst() throws Exception {
        GapTracker tracker = GapTracker.healing(GATE, rows, 50 * S);
        tracker.media(130 * S, 131 * S, GapReason.CAMERA_NO_MEDIA);
        tracker.media(131 * S, 132 * S, GapReason.CAMERA_NO_MEDIA);
        tracker.healed(101 * S);
        tracker.media(132 * S, 133 * S, GapReason.CAMERA_NO_MEDIA);
        assertThat(gaps()).containsExactly(tuple(101L, 130L, GapReason.SERVER_CRASHED));
    }

    @Test
    void keepsACrashGapOpenUntilTheCameraIsBack() throws Exception {
        GapTracker tracker = GapTracker.healing(GATE, rows, 50 * S);
        tracker.silence(GapReason.CAMERA_CONNECTING, 120 * S);
        tracker.healed(101 * S);
        tracker.silence(GapReason.CAMERA_CONNECTING, 121 * S);
        assertThat(gaps()).containsExactly(tuple(101L, OPEN, GapReason.SERVER_CRASHED));
        tracker.media(125 * S, 126 * S, GapReason.CAMERA_NO_MEDIA);
        assertThat(gaps()).containsExactly(tuple(101L, 125L, GapReason.SERVER_CRASHED));
    }

    @Test
    void goesOnWithAGapThatWasOpenWhenTheServerStopped() throws Exception {
        long id = catalog.addGap(GATE, 100 * S, OPEN, GapReason.SERVER_STOPPED);
        GapTracker tracker =
                GapTracker.adopting(
                        rows, new GapRow(id, GATE, 100 * S, OPEN, GapReason.SERVER_STOPPED));
        tracker.silence(GapReason.CAMERA_CONNECTING, 150 * S);
        tracker.media(151 * S, 152 * S, GapReason.CAMERA_NO_MEDIA);
        assertThat(gaps()).containsExactly(tuple(100L, 151L, GapReason.SERVER_STOPPED));
    }

    @Test
    void saysThatTheServerStoppedEvenInTheMiddleOfAnotherGap() throws Exception {
        GapTracker tracker = tracker(100 * S);
        tracker.silence(GapReason.CAMERA_UNREACHABLE, 110 * S);
        tracker.serverStops(120 * S);
        assertThat(gaps())
                .containsExactly(
                        tuple(100L, 120L, GapReason.CAMERA_UNREACHABLE),
                        tuple(120L, OPEN, GapReason.SERVER_STOPPED));
    }

    @Test
    void endsItsGapWhenRecordingIsNotWantedAnyMore() throws Exception {
        GapTracker tracker = tracker(100 * S);
        tracker.silence(GapReason.CAMERA_UNREACHABLE, 110 * S);
        tracker.notWanted(120 * S);
        tracker.silence(GapReason.CAMERA_UNREACHABLE, 130 * S);
        tracker.serverStops(140 * S);
        assertThat(gaps()).containsExactly(tuple(100L, 120L, GapReason.CAMERA_UNREACHABLE));
    }

    @Test
    void findsItsWayAfterTheClockWasSetBack() throws Exception {
        GapTracker tracker = tracker(1_000 * S);
        tracker.media(1_000 * S, 1_001 * S, GapReason.CAMERA_NO_MEDIA);
        tracker.media(500 * S, 501 * S, GapReason.CAMERA_NO_MEDIA);
        tracker.silence(GapReason.CAMERA_CLOSED, 510 * S);
        assertThat(gaps()).containsExactly(tuple(501L, OPEN, GapReason.CAMERA_CLOSED));
    }
}
