package org.haidang.archive.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.archive.FakeCamera;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.disk.FileSystemSync;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForcedTogetherTest {
    private static final int CAMERAS = 12;

    @TempDir Path folder;
    private final AtomicLong nowUs = new AtomicLong(FakeCamera.START_US);
    private final AlarmBoard alarms = new AlarmBoard(AlarmListener.none());

    @Test
    void allFilesOfADiskAreDurableAfterOneCall() throws Exception {
        assertThat(FileSystemSync.of(folder)).as("syncfs").isPresent();
        LiveSegments live = new LiveSegments();
        Disk disk = new Disk(new DiskConfig("a", folder.resolve("a"), 0, 0), alarms);
        disk.open(false, nowUs.get());
        List<FakeCamera> cameras = new ArrayList<>();
        try (disk;
                CatalogWriter rows = new CatalogWriter(new InMemoryCatalog(), alarms, nowUs::get);
                Recorders recorders = recorders(disk, rows, live)) {
            for (int i = 0; i < CAMERAS; i++) {
                FakeCamera camera = new FakeCamera("c" + i, FakeCamera.START_US, false);
                cameras.add(camera);
                recorders.start(key(i), camera.stream());
            }
            for (int round = 0; round < 5; round++) {
                cameras.forEach(camera -> camera.play(2));
                nowUs.set(cameras.getFirst().nowUs());
                assertThat(recorders.settle(20_000)).isTrue();
            }
            long files = 0;
            for (int i = 0; i < CAMERAS; i++) {
                for (var segment : live.of(key(i))) {
                    assertThat(segment.durableWallUs()).isEqualTo(segment.endWallUs());
                    assertThat(segment.endWallUs()).isGreaterThan(segment.startWallUs());
                    files++;
                }
            }
            assertThat(files).isEqualTo(CAMERAS);
            assertThat(disk.status().syncs())
                    .as("calls for %d files in five rounds", CAMERAS)
                    .isBetween(1L, 5L * CAMERAS / 2);
        }
    }

    @Test
    void aFolderThatIsNotThereIsForcedFileByFile() {
        assertThat(FileSystemSync.of(folder.resolve("gone"))).isEmpty();
    }

    private Recorders recorders(Disk disk, CatalogWriter rows, LiveSegments live)
            throws IOException {
        return new Recorders(
                List.of(disk),
                new Recorders.Settings(60_000_000, SyncPolicy.everySecond(), 1, "test"),
                (full, bytes) -> false,
                rows,
                live,
                alarms,
                nowUs::get);
    }

    private static StreamKey key(int i) {
        return new StreamKey("c" + i, "main");
    }
}
