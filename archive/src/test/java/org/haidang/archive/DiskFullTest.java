package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haidang.archive.alarm.Alarm;
import org.haidang.archive.alarm.AlarmKind;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.check.Problem;
import org.haidang.archive.check.Progress;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskState;
import org.haidang.archive.fill.Filling;
import org.haidang.archive.play.Span;
import org.haidang.archive.record.RecorderState;
import org.haidang.media.stream.Fragment;
import org.haidang.media.stream.FragmentMaker;
import org.haidang.media.track.AccessUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of 40 MB that fills up for real. Needs root on Linux. */
class DiskFullTest {
    private static final long START = FakeCamera.START_US;

    @TempDir Path folder;
    private Path root;
    private boolean mounted;
    private ArchiveHouse house;

    @BeforeEach
    void mount() throws Exception {
        root = Files.createDirectory(folder.resolve("small"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", root.toString());
        if (!mounted) {
            System.err.println("SKIPPED: no small file system can be mounted here (needs root)");
        }
        assumeTrue(mounted, "no permission to mount a small file system");
        house = new ArchiveHouse(new ArchiveHouseConfig(root).config(), new InMemoryCatalog());
    }

    @AfterEach
    void unmount() throws Exception {
        if (house != null) {
            house.close();
        }
        if (mounted && !run("umount", root.toString())) {
            run("umount", "-l", root.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private List<SegmentRow> rows() {
        return house.catalog.segments(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 100);
    }

    @Test
    void deletesTheOldestAndRecordsOnWithoutLosingAnythingElse() throws Exception {
        // About 110 KB per second: the disk holds six minutes; twelve are recorded.
        FakeCamera camera = new FakeCamera("gate-1/main", START, true).sizes(10_000, 4_000);
        house.record(camera);
        for (int i = 0; i < 72; i++) {
            house.play(camera, 10);
        }
        assertThat(house.archive.recorder(ArchiveHouse.GATE).orElseThrow().state())
                .isEqualTo(RecorderState.RECORDING);
        assertThat(house.archive.alarms())
                .extracting(Alarm::kind)
                .containsExactly(AlarmKind.DISK_FULL);
        assertThat(house.archive.disks().getFirst().state()).isEqualTo(DiskState.FULL);

        List<SegmentRow> rows = rows();
        assertThat(rows.getFirst().startWallUs()).isGreaterThan(START);
        assertThat(rows.getLast().state()).isEqualTo(SegmentState.WRITING);
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).startWallUs() - rows.get(i - 1).endWallUs())
                    .isBetween(-1_000L, 1_000L);
        }
        CoverageHour hour =
                house.archive
                        .coverage(ArchiveHouse.GATE, START, camera.nowUs() - 1_000_000)
                        .getFirst();
        assertThat(hour.gaps()).isEmpty();
        assertThat(hour.expiredUs()).isPositive();
        assertThat(hour.recordedUs() + hour.expiredUs()).isEqualTo(hour.expectedUs());
        assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
    }

    @Test
    void saysSoAndTriesOnWhenNothingMayBeDeleted() throws Exception {
        Files.write(root.resolve("foreign.bin"), new byte[36 << 20]);
        FakeCamera camera = new FakeCamera("gate-1/main", START, true).sizes(10_000, 4_000);
        house.record(camera);
        house.play(camera, 30);
        house.play(camera, 30);
        house.play(camera, 10);
        assertThat(house.archive.recorder(ArchiveHouse.GATE).orElseThrow().state())
                .isEqualTo(RecorderState.FAILED);
        assertThat(house.archive.alarms()).extracting(Alarm::kind).contains(AlarmKind.DISK_FULL);
        assertThat(root.resolve("foreign.bin")).exists();

        Files.delete(root.resolve("foreign.bin"));
        house.play(camera, 10);
        house.play(camera, 10);
        assertThat(house.archive.recorder(ArchiveHouse.GATE).orElseThrow().state())
                .isEqualTo(RecorderState.RECORDING);
        house.archive.retain();
        assertThat(house.archive.alarms()).isEmpty();
        house.archive.close();
        assertThat(house.archive.verify(Progress.silent()).counts().keySet()).isEmpty();
    }

    /** A minute of pictures of 40 KB into a gap of an hour. */
    private IOException fill(int pictures, List<Span> filled) throws Exception {
        long endUs = START + 3_600_000_000L;
        house.nowUs.set(endUs);
        house.catalog.addGap(ArchiveHouse.GATE, START, endUs, GapReason.CAMERA_UNREACHABLE);
        IOException failed = null;
        try (Filling filling = house.archive.fill(ArchiveHouse.GATE, START, endUs)) {
            List<Fragment> made = new ArrayList<>();
            FragmentMaker maker = new FragmentMaker(made::add);
            maker.tracks(List.of(CardCamera.TRACK));
            for (int i = 0; i < pictures; i++) {
                long us = i * CardCamera.PICTURE_US;
                maker.unit(
                        new AccessUnit(
                                1,
                                us * 90 / 1_000,
                                us * 90 / 1_000,
                                START + us,
                                i % 25 == 0,
                                false,
                                false,
                                new byte[40_000]));
            }
            maker.flush();
            for (Fragment fragment : made) {
                filling.write(fragment);
            }
            filled.addAll(filling.finish());
        } catch (IOException e) {
            failed = e;
        }
        return failed;
    }

    @Test
    void aFillingKeepsWhatHasRoomAndLeavesTheRestAGap() throws Exception {
        Files.write(root.resolve("foreign.bin"), new byte[30 << 20]);
        IOException failed = fill(1_000, new ArrayList<>());
        assertThat(failed).isNotNull();
        assertThat(Disk.isNoSpace(failed)).isTrue();
        List<SegmentRow> rows = rows();
        assertThat(rows).hasSize(1);
        SegmentRow row = rows.getFirst();
        assertThat(row.state()).isEqualTo(SegmentState.COMPLETE);
        assertThat(row.endWallUs()).isGreaterThan(START + 2_000_000);
        assertThat(house.catalog.gaps(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 10))
                .extracting(GapRow::fromUs)
                .containsExactly(row.endWallUs());
        assertThat(house.archive.disks().getFirst().state()).isEqualTo(DiskState.FULL);
        Files.delete(root.resolve("foreign.bin"));
        assertThat(house.archive.verify(Progress.silent()).counts().keySet())
                .isSubsetOf(Problem.Kind.NO_INDEX, Problem.Kind.INDEX_DIFFERS);
    }

    @Test
    void aFillingMakesRoomAsARecorderDoes() throws Exception {
        FakeCamera camera =
                new FakeCamera("gate-1/main", START - 900_000_000, true).sizes(10_000, 4_000);
        house.nowUs.set(camera.nowUs());
        house.record(camera);
        for (int i = 0; i < 30; i++) {
            house.play(camera, 10);
        }
        long oldestUs = rows().getFirst().startWallUs();
        List<Span> filled = new ArrayList<>();
        assertThat(fill(400, filled)).isNull();
        assertThat(filled)
                .extracting(Span::toUs)
                .containsExactly(START + 400 * CardCamera.PICTURE_US);
        assertThat(rows().getFirst().startWallUs()).isGreaterThan(oldestUs);
    }
}
