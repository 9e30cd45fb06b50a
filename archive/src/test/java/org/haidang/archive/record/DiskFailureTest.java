package org.haidang.archive.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.archive.FakeCamera;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmKind;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.disk.DiskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFailureTest {
    private static final StreamKey GATE = new StreamKey("gate-1", "main");
    private static final StreamKey HALL = new StreamKey("hall-2", "main");

    @TempDir Path folder;
    private final AtomicLong nowUs = new AtomicLong(FakeCamera.START_US);
    private final AlarmBoard alarms = new AlarmBoard(AlarmListener.none());
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final LiveSegments live = new LiveSegments();
    private final List<Disk> disks = new ArrayList<>();
    private CatalogWriter rows;
    private Recorders recorders;

    @BeforeEach
    void open() throws IOException {
        for (String name : List.of("a", "b")) {
            Disk disk = new Disk(new DiskConfig(name, folder.resolve(name), 0, 0), alarms);
            disk.open(false, nowUs.get());
            disks.add(disk);
        }
        rows = new CatalogWriter(catalog, alarms, nowUs::get);
        recorders =
                new Recorders(
                        disks,
                        new Recorders.Settings(60_000_000, SyncPolicy.everySecond(), 1, "test"),
                        (disk, bytes) -> false,
                        rows,
                        live,
                        alarms,
                        nowUs::get);
    }

    @AfterEach
    void close() throws IOException {
        recorders.close();
        rows.close();
        for (Disk disk : disks) {
            disk.close();
        }
    }

    private void play(FakeCamera camera, double seconds) throws InterruptedException {
        camera.play(seconds);
        nowUs.set(camera.nowUs());
        assertThat(recorders.settle(20_000)).isTrue();
        assertThat(rows.settle(5_000)).isTrue();
    }

    @Test
    void movesRecordersFromAFailedDiskToOneThatWorks() throws Exception {
        FakeCamera gate = new FakeCamera("gate", FakeCamera.START_US, false);
        FakeCamera hall = new FakeCamera("hall", FakeCamera.START_US, false);
        Recorder first = recorders.start(GATE, gate.stream());
        Recorder second = recorders.start(HALL, hall.stream());
        play(gate, 5);
        play(hall, 5);
        Disk broken = first.status().disk().equals("a") ? disks.getFirst() : disks.getLast();
        Disk good = broken == disks.getFirst() ? disks.getLast() : disks.getFirst();
        assertThat(second.status().disk()).isEqualTo(good.name());

        broken.fail("input/output error", nowUs.get());
        play(gate, 5);
        play(hall, 5);
        play(gate, 3);

        assertThat(first.status().disk()).isEqualTo(good.name());
        assertThat(first.status().state()).isEqualTo(RecorderState.RECORDING);
        assertThat(catalog.segments(GATE, 0, SegmentCatalog.OPEN, 10)).hasSize(2);
        assertThat(catalog.segments(HALL, 0, SegmentCatalog.OPEN, 10)).hasSize(1);
        assertThat(catalog.gaps(HALL, 0, SegmentCatalog.OPEN, 10)).isEmpty();
        assertThat(alarms.standing())
                .anyMatch(alarm -> alarm.kind() == AlarmKind.DISK_FAILED)
                .allMatch(alarm -> alarm.subject().equals(broken.name()));
        assertThat(broken.state()).isEqualTo(DiskState.FAILED);
    }

    @Test
    void refusesAFolderWhoseDiskIsNotMounted() throws Exception {
        Path empty = folder.resolve("not-mounted");
        Disk disk = new Disk(new DiskConfig("c", empty, 0, 0), alarms);
        disk.open(true, nowUs.get());
        assertThat(disk.usable()).isFalse();
        assertThat(disk.status().detail()).contains("not mounted");
        assertThat(empty).doesNotExist();
    }

    @Test
    void raisesAnAlarmForAStreamThatIsNotRecorded() throws Exception {
        FakeCamera gate = new FakeCamera("gate", FakeCamera.START_US, false);
        Recorder recorder = recorders.start(GATE, gate.stream());
        play(gate, 5);
        nowUs.addAndGet(60_000_000);
        assertThat(recorders.settle(20_000)).isTrue();
        recorders.watch(System.nanoTime(), nowUs.get());
        assertThat(alarms.standing())
                .anyMatch(alarm ->
                        alarm.kind() == AlarmKind.NOT_RECORDING
                                && alarm.subject().equals("gate-1/main"));
        recorder.stop();
        recorders.watch(System.nanoTime(), nowUs.get());
        assertThat(alarms.standing()).isEmpty();
    }
}
