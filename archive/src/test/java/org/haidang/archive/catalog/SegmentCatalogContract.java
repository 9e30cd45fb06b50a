package org.haidang.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every catalogue must do. A storage extends this and hands over a fresh, empty catalogue. */
public abstract class SegmentCatalogContract {
    protected static final StreamKey GATE = new StreamKey("gate-1", "main");
    protected static final StreamKey GATE_SUB = new StreamKey("gate-1", "sub");
    protected static final StreamKey HALL = new StreamKey("hall-2", "main");
    private static final long T0 = 1_790_000_000_000_000L;
    private static final long MINUTE_US = 60_000_000L;

    private SegmentCatalog catalog;

    /** A catalogue without any row. */
    protected abstract SegmentCatalog emptyCatalog() throws Exception;

    @BeforeEach
    void open() throws Exception {
        catalog = emptyCatalog();
    }

    private static long minute(int n) {
        return T0 + n * MINUTE_US;
    }

    private static NewSegment writing(StreamKey key, int startMinute) {
        return new NewSegment(
                key,
                "disk-a",
                key + "/" + minute(startMinute) + ".mp4",
                minute(startMinute),
                minute(startMinute),
                0,
                "avc1.64001f",
                SegmentState.WRITING,
                true,
                Origin.LIVE);
    }

    private static NewSegment complete(StreamKey key, String disk, int startMinute, long bytes) {
        return new NewSegment(
                key,
                disk,
                key + "/" + minute(startMinute) + ".mp4",
                minute(startMinute),
                minute(startMinute + 1),
                bytes,
                "avc1.64001f,mp4a.40.2",
                SegmentState.COMPLETE,
                startMinute % 2 == 0,
                startMinute % 3 == 0 ? Origin.FETCHED : Origin.LIVE);
    }

    private long add(StreamKey key, int startMinute) {
        return catalog.addSegment(complete(key, "disk-a", startMinute, 100));
    }

    private static List<Long> ids(List<SegmentRow> rows) {
        return rows.stream().map(SegmentRow::id).toList();
    }

    @Test
    void givesBackARowAsItWasAdded() {
        NewSegment added = complete(GATE, "disk-b", 3, 12_345_678_901L);
        long id = catalog.addSegment(added);
        SegmentRow expected =
                new SegmentRow(
                        id,
                        GATE,
                        "disk-b",
                        added.path(),
                        minute(3),
                        minute(4),
                        12_345_678_901L,
                        "avc1.64001f,mp4a.40.2",
                        SegmentState.COMPLETE,
                        false,
                        Origin.FETCHED);
        assertThat(id).isPositive();
        assertThat(catalog.segment(id)).contains(expected);
        assertThat(catalog.segmentByPath("disk-b", added.path())).contains(expected);
        assertThat(catalog.segmentByPath("disk-a", added.path())).isEmpty();
        assertThat(catalog.segment(id + 1)).isEmpty();
    }

    @Test
    void addsAPathOfADiskOnlyOnce() {
        long first = catalog.addSegment(writing(GATE, 0));
        long second = catalog.addSegment(writing(GATE, 0));
        assertThat(second).isEqualTo(first);
        assertThat(catalog.segmentsOfDisk("disk-a", 0, 10)).hasSize(1);
    }

    @Test
    void completesOnlyWhatIsBeingWritten() {
        long id = catalog.addSegment(writing(GATE, 0));
        catalog.completeSegment(id, minute(5), 777);
        SegmentRow row = catalog.segment(id).orElseThrow();
        assertThat(row.state()).isEqualTo(SegmentState.COMPLETE);
        assertThat(row.endWallUs()).isEqualTo(minute(5));
        assertThat(row.bytes()).isEqualTo(777);
        assertThat(row.startWallUs()).isEqualTo(minute(0));
        assertThat(row.randomAccess()).isTrue();
        catalog.completeSegment(id, minute(9), 999);
        assertThat(catalog.segment(id)).contains(row);
        catalog.markDeleting(id);
        catalog.completeSegment(id, minute(9), 999);
        assertThat(catalog.segment(id).orElseThrow().state()).isEqualTo(SegmentState.DELETING);
        catalog.completeSegment(id + 100, minute(9), 999);
    }

    @Test
    void findsWhatOverlapsARangeInOrderOfStart() {
        long third = add(GATE, 20);
        long first = add(GATE, 0);
        long second = add(GATE, 10);
        add(HALL, 10);
        add(GATE_SUB, 10);
        assertThat(ids(catalog.segments(GATE, minute(0), minute(30), 10)))
                .containsExactly(first, second, third);
        assertThat(ids(catalog.segments(GATE, minute(11) - 1, minute(20), 10)))
                .containsExactly(second);
        assertThat(ids(catalog.segments(GATE, minute(11), minute(20) + 1, 10)))
                .containsExactly(third);
        assertThat(ids(catalog.segments(GATE, minute(0), minute(30), 2)))
                .containsExactly(first, second);
        assertThat(catalog.segments(GATE, minute(30), minute(40), 10)).isEmpty();
        assertThat(catalog.segments(GATE, minute(5), minute(5), 10)).isEmpty();
        assertThat(ids(catalog.segments(GATE, 0, SegmentCatalog.OPEN, 10)))
                .containsExactly(first, second, third);
    }

    @Test
    void countsASegmentBeingWrittenAsLasting() {
        long id = catalog.addSegment(writing(GATE, 0));
        assertThat(ids(catalog.segments(GATE, minute(2), minute(3), 10))).containsExactly(id);
        assertThat(catalog.segments(GATE, minute(-3), minute(0), 10)).isEmpty();
    }

    @Test
    void hidesWhatIsBeingDeletedFromQueriesByTime() {
        long id = add(GATE, 0);
        long next = add(GATE, 1);
        catalog.markDeleting(id);
        catalog.markDeleting(id);
        assertThat(ids(catalog.segments(GATE, minute(0), minute(9), 10))).containsExactly(next);
        assertThat(catalog.lastStartingAtOrBefore(GATE, minute(0))).isEmpty();
        assertThat(ids(catalog.oldestOfDisk("disk-a", 10))).containsExactly(next);
        assertThat(catalog.bytesOfDisk("disk-a")).isEqualTo(100);
        assertThat(catalog.bytesOfStream(GATE)).isEqualTo(100);
        assertThat(ids(catalog.segmentsInState(SegmentState.DELETING, 0, 10))).containsExactly(id);
        catalog.removeSegment(id);
        catalog.removeSegment(id);
        assertThat(catalog.segment(id)).isEmpty();
        assertThat(catalog.segmentsInState(SegmentState.DELETING, 0, 10)).isEmpty();
    }

    @Test
    void findsTheNeighboursOfATime() {
        long first = add(GATE, 0);
        long second = catalog.addSegment(writing(GATE, 10));
        add(HALL, 5);
        assertThat(catalog.lastStartingAtOrBefore(GATE, minute(0) - 1)).isEmpty();
        assertThat(catalog.lastStartingAtOrBefore(GATE, minute(0)).orElseThrow().id())
                .isEqualTo(first);
        assertThat(catalog.lastStartingAtOrBefore(GATE, minute(9)).orElseThrow().id())
                .isEqualTo(first);
        assertThat(catalog.lastStartingAtOrBefore(GATE, minute(99)).orElseThrow().id())
                .isEqualTo(second);
        assertThat(catalog.firstStartingAfter(GATE, minute(0) - 1).orElseThrow().id())
                .isEqualTo(first);
        assertThat(catalog.firstStartingAfter(GATE, minute(0)).orElseThrow().id())
                .isEqualTo(second);
        assertThat(catalog.firstStartingAfter(GATE, minute(10))).isEmpty();
    }

    @Test
    void pagesThroughRowsById() {
        long first = add(GATE, 0);
        long second = catalog.addSegment(writing(HALL, 0));
        long third = catalog.addSegment(complete(GATE, "disk-b", 5, 1));
        long fourth = add(GATE, 1);
        assertThat(ids(catalog.segmentsOfDisk("disk-a", 0, 2))).containsExactly(first, second);
        assertThat(ids(catalog.segmentsOfDisk("disk-a", second, 2))).containsExactly(fourth);
        assertThat(ids(catalog.segmentsInState(SegmentState.WRITING, 0, 9)))
                .containsExactly(second);
        assertThat(ids(catalog.segmentsInState(SegmentState.COMPLETE, first, 1)))
                .containsExactly(third);
    }

    @Test
    void namesTheOldestOfADiskAndOfAStream() {
        long late = add(GATE, 9);
        long early = add(GATE, 1);
        long other = add(HALL, 5);
        catalog.addSegment(writing(HALL, 0));
        catalog.addSegment(complete(GATE, "disk-b", 0, 5));
        assertThat(ids(catalog.oldestOfDisk("disk-a", 10))).containsExactly(early, other, late);
        assertThat(ids(catalog.oldestOfDisk("disk-a", 1))).containsExactly(early);
        assertThat(ids(catalog.oldestOfStream(HALL, 10))).containsExactly(other);
        assertThat(catalog.oldestOfStream(GATE, 10)).hasSize(3);
        assertThat(catalog.oldestOfDisk("disk-c", 10)).isEmpty();
    }

    @Test
    void sumsTheBytesOfCompleteSegments() {
        catalog.addSegment(complete(GATE, "disk-a", 0, 5_000_000_000L));
        catalog.addSegment(complete(GATE, "disk-b", 1, 7));
        catalog.addSegment(complete(HALL, "disk-a", 0, 11));
        catalog.addSegment(writing(GATE, 2));
        assertThat(catalog.bytesOfDisk("disk-a")).isEqualTo(5_000_000_011L);
        assertThat(catalog.bytesOfDisk("disk-z")).isZero();
        assertThat(catalog.bytesOfStream(GATE)).isEqualTo(5_000_000_007L);
        assertThat(catalog.bytesOfStream(GATE_SUB)).isZero();
        assertThat(catalog.bytesOfStream(GATE, minute(1), minute(2))).isEqualTo(7);
    }

    @Test
    void listsTheStreamsThatHaveSegments() {
        add(HALL, 0);
        add(GATE_SUB, 0);
        add(GATE, 0);
        add(GATE, 1);
        assertThat(catalog.streams(Optional.empty(), 10)).containsExactly(GATE, GATE_SUB, HALL);
        assertThat(catalog.streams(Optional.empty(), 2)).containsExactly(GATE, GATE_SUB);
        assertThat(catalog.streams(Optional.of(GATE), 10)).containsExactly(GATE_SUB, HALL);
    }

    @Test
    void keepsAGapOpenUntilItIsClosed() {
        long id = catalog.addGap(GATE, minute(1), SegmentCatalog.OPEN, GapReason.CAMERA_NO_MEDIA);
        long whole = catalog.addGap(GATE, minute(0), minute(1), GapReason.OVERLOAD);
        catalog.addGap(HALL, minute(0), minute(9), GapReason.DISK_FULL);
        GapRow open =
                new GapRow(id, GATE, minute(1), SegmentCatalog.OPEN, GapReason.CAMERA_NO_MEDIA);
        GapRow closed = new GapRow(whole, GATE, minute(0), minute(1), GapReason.OVERLOAD);
        assertThat(catalog.openGaps(0, 10)).containsExactly(open);
        assertThat(catalog.openGaps(id, 10)).isEmpty();
        assertThat(catalog.gaps(GATE, minute(0), minute(5), 10)).containsExactly(closed, open);
        assertThat(catalog.gaps(GATE, minute(1), minute(5), 10)).containsExactly(open);
        assertThat(catalog.gaps(GATE, minute(0), minute(5), 1)).containsExactly(closed);
        catalog.closeGap(id, minute(2));
        catalog.closeGap(id, minute(7));
        assertThat(catalog.openGaps(0, 10)).isEmpty();
        assertThat(catalog.gaps(GATE, minute(1), minute(5), 10))
                .containsExactly(
                        new GapRow(id, GATE, minute(1), minute(2), GapReason.CAMERA_NO_MEDIA));
    }

    @Test
    void dropsAGapThatLastedNoTime() {
        long id = catalog.addGap(GATE, minute(1), SegmentCatalog.OPEN, GapReason.UNKNOWN);
        catalog.closeGap(id, minute(1));
        assertThat(catalog.gaps(GATE, 0, SegmentCatalog.OPEN, 10)).isEmpty();
    }

    @Test
    void knowsEveryReason() {
        for (GapReason reason : GapReason.values()) {
            catalog.addGap(GATE, minute(1), minute(2), reason);
        }
        assertThat(catalog.gaps(GATE, minute(1), minute(2), 100))
                .extracting(GapRow::reason)
                .containsExactly(GapReason.values());
    }

    @Test
    void remembersWhenRecordingWasWanted() {
        long id = catalog.addWanted(GATE, minute(1));
        long other = catalog.addWanted(HALL, minute(3));
        assertThat(catalog.openWanted(0, 10))
                .containsExactly(
                        new WantedRow(id, GATE, minute(1), SegmentCatalog.OPEN),
                        new WantedRow(other, HALL, minute(3), SegmentCatalog.OPEN));
        assertThat(catalog.openWanted(id, 10)).extracting(WantedRow::id).containsExactly(other);
        catalog.closeWanted(id, minute(4));
        catalog.closeWanted(id, minute(8));
        assertThat(catalog.wanted(GATE, minute(3), minute(9), 10))
                .containsExactly(new WantedRow(id, GATE, minute(1), minute(4)));
        assertThat(catalog.wanted(GATE, minute(4), minute(9), 10)).isEmpty();
        catalog.closeWanted(other, minute(3));
        assertThat(catalog.wanted(HALL, 0, SegmentCatalog.OPEN, 10)).isEmpty();
    }

    @Test
    void remembersHowFarRetentionCame() {
        assertThat(catalog.expiredBefore(GATE)).isEqualTo(Long.MIN_VALUE);
        catalog.expireBefore(GATE, minute(5));
        catalog.expireBefore(GATE, minute(3));
        assertThat(catalog.expiredBefore(GATE)).isEqualTo(minute(5));
        assertThat(catalog.expiredBefore(GATE_SUB)).isEqualTo(Long.MIN_VALUE);
        catalog.expireBefore(GATE, minute(6));
        assertThat(catalog.expiredBefore(GATE)).isEqualTo(minute(6));
    }

    private static NewSegment fetching(StreamKey key, int startMinute) {
        NewSegment live = writing(key, startMinute);
        return new NewSegment(
                key,
                live.disk(),
                live.path(),
                live.startWallUs(),
                live.endWallUs(),
                0,
                live.codecs(),
                SegmentState.WRITING,
                true,
                Origin.FETCHED);
    }

    private static final long SECOND_US = 1_000_000;

    private List<GapRow> gapsOf(StreamKey key) {
        return catalog.gaps(key, 0, SegmentCatalog.OPEN, 100);
    }

    @Test
    void cutsWhatAFillingHoldsOutOfGaps() {
        long before = catalog.addGap(GATE, minute(0), minute(5), GapReason.CAMERA_UNREACHABLE);
        long whole = catalog.addGap(GATE, minute(5), minute(6), GapReason.CAMERA_BUSY);
        long behind = catalog.addGap(GATE, minute(6), minute(9), GapReason.CAMERA_NO_MEDIA);
        long open = catalog.addGap(GATE, minute(5), SegmentCatalog.OPEN, GapReason.UNKNOWN);
        long far = catalog.addGap(GATE, minute(20), minute(21), GapReason.UNKNOWN);
        long other = catalog.addGap(GATE_SUB, minute(0), minute(9), GapReason.UNKNOWN);
        long id = catalog.addSegment(fetching(GATE, 4));
        catalog.completeFilling(id, minute(8), 777, SECOND_US);
        SegmentRow row = catalog.segment(id).orElseThrow();
        assertThat(row.state()).isEqualTo(SegmentState.COMPLETE);
        assertThat(row.origin()).isEqualTo(Origin.FETCHED);
        assertThat(row.endWallUs()).isEqualTo(minute(8));
        assertThat(row.bytes()).isEqualTo(777);
        assertThat(gapsOf(GATE))
                .containsExactly(
                        new GapRow(
                                before, GATE, minute(0), minute(4), GapReason.CAMERA_UNREACHABLE),
                        new GapRow(open, GATE, minute(5), SegmentCatalog.OPEN, GapReason.UNKNOWN),
                        new GapRow(behind, GATE, minute(8), minute(9), GapReason.CAMERA_NO_MEDIA),
                        new GapRow(far, GATE, minute(20), minute(21), GapReason.UNKNOWN));
        assertThat(gapsOf(GATE)).extracting(GapRow::id).doesNotContain(whole);
        assertThat(gapsOf(GATE_SUB)).extracting(GapRow::id).containsExactly(other);
    }

    @Test
    void splitsAGapThatIsFilledInTheMiddle() {
        long gap = catalog.addGap(GATE, minute(0), minute(9), GapReason.SERVER_STOPPED);
        long id = catalog.addSegment(fetching(GATE, 4));
        catalog.completeFilling(id, minute(5), 1, SECOND_US);
        List<GapRow> left = gapsOf(GATE);
        assertThat(left).hasSize(2);
        assertThat(left.getFirst())
                .isEqualTo(new GapRow(gap, GATE, minute(0), minute(4), GapReason.SERVER_STOPPED));
        assertThat(left.getLast().id()).isPositive().isNotEqualTo(gap).isNotEqualTo(id);
        assertThat(left.getLast().fromUs()).isEqualTo(minute(5));
        assertThat(left.getLast().toUs()).isEqualTo(minute(9));
        assertThat(left.getLast().reason()).isEqualTo(GapReason.SERVER_STOPPED);
        // And again in what is left, on either side.
        catalog.completeFilling(catalog.addSegment(fetching(GATE, 2)), minute(3), 1, SECOND_US);
        catalog.completeFilling(catalog.addSegment(fetching(GATE, 6)), minute(7), 1, SECOND_US);
        assertThat(gapsOf(GATE))
                .extracting(GapRow::fromUs)
                .containsExactly(minute(0), minute(3), minute(5), minute(7));
    }

    @Test
    void leavesNoGapsThatAreNone() {
        catalog.addGap(
                GATE, minute(4) - SECOND_US, minute(5) + SECOND_US, GapReason.SERVER_STOPPED);
        catalog.addGap(GATE, minute(4) + SECOND_US, minute(5) + SECOND_US + 1, GapReason.DISK_FULL);
        long id = catalog.addSegment(fetching(GATE, 4));
        catalog.completeFilling(id, minute(5), 1, SECOND_US);
        assertThat(gapsOf(GATE)).extracting(GapRow::reason).containsExactly(GapReason.DISK_FULL);
    }

    @Test
    void fillsOnceAndOnlyWhatIsBeingWritten() {
        long id = catalog.addSegment(fetching(GATE, 4));
        catalog.completeFilling(id, minute(5), 1, SECOND_US);
        catalog.addGap(GATE, minute(4), minute(5), GapReason.FILE_LOST);
        catalog.completeFilling(id, minute(9), 2, SECOND_US);
        assertThat(catalog.segment(id).orElseThrow().endWallUs()).isEqualTo(minute(5));
        assertThat(gapsOf(GATE)).hasSize(1);
        catalog.completeFilling(id + 100, minute(9), 2, SECOND_US);
        assertThat(gapsOf(GATE)).hasSize(1);
    }

    @Test
    void forgetsOldFactsOfOneStreamButNothingThatLasts() {
        catalog.addGap(GATE, minute(0), minute(1), GapReason.UNKNOWN);
        long open = catalog.addGap(GATE, minute(0), SegmentCatalog.OPEN, GapReason.UNKNOWN);
        long later = catalog.addGap(GATE, minute(0), minute(6), GapReason.UNKNOWN);
        long other = catalog.addGap(HALL, minute(0), minute(1), GapReason.UNKNOWN);
        catalog.closeWanted(catalog.addWanted(GATE, minute(0)), minute(5));
        long wanted = catalog.addWanted(GATE, minute(0));
        catalog.forgetFactsBefore(GATE, minute(5));
        assertThat(catalog.gaps(GATE, 0, SegmentCatalog.OPEN, 10))
                .extracting(GapRow::id)
                .containsExactly(open, later);
        assertThat(catalog.gaps(HALL, 0, SegmentCatalog.OPEN, 10))
                .extracting(GapRow::id)
                .containsExactly(other);
        assertThat(catalog.wanted(GATE, 0, SegmentCatalog.OPEN, 10))
                .extracting(WantedRow::id)
                .containsExactly(wanted);
    }

    @Test
    void clearsTheSegmentsOfOneDiskOnly() {
        add(GATE, 0);
        catalog.addSegment(writing(HALL, 0));
        long kept = catalog.addSegment(complete(GATE, "disk-b", 0, 5));
        catalog.removeSegmentsOfDisk("disk-a");
        assertThat(ids(catalog.segments(GATE, 0, SegmentCatalog.OPEN, 10))).containsExactly(kept);
        assertThat(catalog.segmentsOfDisk("disk-a", 0, 10)).isEmpty();
        assertThat(catalog.streams(Optional.empty(), 10)).containsExactly(GATE);
    }

    @Test
    void neverUsesAnIdTwice() {
        long first = add(GATE, 0);
        catalog.removeSegment(first);
        assertThat(add(GATE, 0)).isNotEqualTo(first);
    }

    @Test
    void refusesAListWithoutBound() {
        assertThatThrownBy(() -> catalog.oldestOfDisk("disk-a", 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.segments(GATE, 0, 1, SegmentCatalog.MAX_LIMIT + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
