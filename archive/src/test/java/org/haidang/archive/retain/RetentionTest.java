package org.haidang.archive.retain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.file.SegmentPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final StreamKey GATE = new StreamKey("gate-1", "main");
    private static final StreamKey HALL = new StreamKey("hall-2", "main");
    private static final long DAY = 86_400_000_000L;
    private static final long T0 = 1_790_000_000_000_000L;
    private static final RecordingPolicy FOREVER = new RecordingPolicy(Duration.ZERO, 0);

    @TempDir Path root;
    private final AtomicLong nowUs = new AtomicLong(T0);
    private final AlarmBoard alarms = new AlarmBoard(AlarmListener.none());
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final Leases leases = new Leases();
    private Disk disk;
    private Retention retention;

    @BeforeEach
    void open() {
        disk = new Disk(new DiskConfig("a", root, 0, 0), alarms);
        retention = retention(disk);
    }

    private Retention retention(Disk on) {
        return new Retention(List.of(on), catalog, leases, alarms, FOREVER, nowUs::get);
    }

    private SegmentRow segment(StreamKey key, long startUs, SegmentState state) throws IOException {
        SegmentPath path = SegmentPath.of(key, startUs);
        Path file = root.resolve(path.relative());
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[1_000]);
        Files.write(SegmentIndexFile.besides(file), new byte[100]);
        boolean writing = state == SegmentState.WRITING;
        long id =
                catalog.addSegment(
                        new NewSegment(
                                key,
                                "a",
                                path.relative(),
                                startUs,
                                writing ? startUs : startUs + 300_000_000,
                                writing ? 0 : 1_000,
                                "avc1.42c00a",
                                state,
                                true,
                                Origin.LIVE));
        return catalog.segment(id).orElseThrow();
    }

    private List<Long> starts(StreamKey key) {
        return catalog.segments(key, 0, SegmentCatalog.OPEN, 1000).stream()
                .map(row -> (row.startWallUs() - T0) / DAY)
                .toList();
    }

    private boolean exists(SegmentRow row) {
        return Files.exists(root.resolve(row.path()));
    }

    @Test
    void deletesWhatIsOlderThanItsPolicy() throws Exception {
        for (int day = 0; day < 10; day++) {
            segment(GATE, T0 + day * DAY, SegmentState.COMPLETE);
            segment(HALL, T0 + day * DAY, SegmentState.COMPLETE);
        }
        retention.policy(GATE, RecordingPolicy.days(3));
        nowUs.set(T0 + 10 * DAY);
        assertThat(retention.pass()).isEqualTo(7);
        assertThat(starts(GATE)).containsExactly(7L, 8L, 9L);
        assertThat(starts(HALL)).hasSize(10);
        assertThat(catalog.expiredBefore(GATE)).isEqualTo(T0 + 6 * DAY + 300_000_000);
        nowUs.set(T0 + 11 * DAY);
        assertThat(retention.pass()).isEqualTo(1);
    }

    @Test
    void takesFileIndexAndRowAndTheEmptyFolders() throws Exception {
        SegmentRow row = segment(GATE, T0, SegmentState.COMPLETE);
        retention.policy(GATE, RecordingPolicy.days(1));
        nowUs.set(T0 + 5 * DAY);
        retention.pass();
        assertThat(catalog.segment(row.id())).isEmpty();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void deletesTheOldestOverTheBytesOfAStream() throws Exception {
        for (int day = 0; day < 10; day++) {
            segment(GATE, T0 + day * DAY, SegmentState.COMPLETE);
        }
        retention.policy(GATE, FOREVER.atMostBytes(3_500));
        assertThat(retention.pass()).isEqualTo(7);
        assertThat(starts(GATE)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void neverTouchesASegmentThatIsBeingWritten() throws Exception {
        SegmentRow writing = segment(GATE, T0, SegmentState.WRITING);
        retention.policy(GATE, RecordingPolicy.days(1).atMostBytes(1));
        nowUs.set(T0 + 50 * DAY);
        assertThat(retention.pass()).isZero();
        assertThat(retention.makeRoom(disk, Long.MAX_VALUE / 2)).isFalse();
        assertThat(exists(writing)).isTrue();
    }

    @Test
    void leavesWhatSomebodyReadsUntilItIsGivenBack() throws Exception {
        SegmentRow read = segment(GATE, T0, SegmentState.COMPLETE);
        SegmentRow other = segment(GATE, T0 + DAY, SegmentState.COMPLETE);
        retention.policy(GATE, RecordingPolicy.days(1));
        nowUs.set(T0 + 5 * DAY);
        leases.hold(read.disk(), read.path());
        leases.hold(read.disk(), read.path());
        retention.pass();
        assertThat(exists(read)).isTrue();
        assertThat(exists(other)).isFalse();
        leases.giveBack(read.disk(), read.path());
        retention.pass();
        assertThat(exists(read)).isTrue();
        leases.giveBack(read.disk(), read.path());
        retention.pass();
        assertThat(exists(read)).isFalse();
    }

    @Test
    void doesBoundedWorkInOnePassAndTheRestInTheNext() throws Exception {
        int count = Retention.MAX_PER_PASS + 50;
        for (int i = 0; i < count; i++) {
            segment(GATE, T0 + i * 1_000_000L, SegmentState.COMPLETE);
        }
        retention.policy(GATE, RecordingPolicy.days(1));
        nowUs.set(T0 + 50 * DAY);
        assertThat(retention.pass()).isEqualTo(Retention.MAX_PER_PASS);
        assertThat(retention.pass()).isEqualTo(50);
    }

    @Test
    void makesRoomForFreeSpaceOldestFirstOverAllStreams() throws Exception {
        for (int day = 0; day < 4; day++) {
            segment(GATE, T0 + 2L * day * DAY, SegmentState.COMPLETE);
            segment(HALL, T0 + (2L * day + 1) * DAY, SegmentState.COMPLETE);
        }
        // Two and a half thousand bytes less free than wanted: three segments of a thousand.
        Disk tight = new Disk(new DiskConfig("a", root, disk.freeBytes() + 2_500, 0), alarms);
        Retention keeper = retention(tight);
        int deleted = keeper.pass();
        assertThat(deleted).isGreaterThanOrEqualTo(1);
        List<Long> left = new java.util.ArrayList<>(starts(GATE));
        left.addAll(starts(HALL));
        assertThat(left).hasSize(8 - deleted).allMatch(day -> day >= deleted);
    }
}
