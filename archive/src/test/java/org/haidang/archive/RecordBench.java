package org.haidang.archive;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.disk.DiskStatus;
import org.haidang.archive.record.RecorderStatus;
import org.haidang.archive.record.SyncPolicy;
import org.haidang.archive.retain.RecordingPolicy;

/**
 * Measures the processor time of the archive's own threads while cameras of about 2 Mbit/s are
 * recorded in real time. Arguments: folder, cameras (100), seconds (30), sync: every-second or
 * at-close.
 */
final class RecordBench {
    private RecordBench() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 30;
        boolean atClose = args.length > 3 && args[3].equals("at-close");
        SyncPolicy sync = atClose ? SyncPolicy.atSegmentClose() : SyncPolicy.everySecond();
        try (Archive archive =
                Archive.open(
                        ArchiveConfig.of(List.of(new DiskConfig("a", Path.of(args[0]), 0, 0)))
                                .withSync(sync)
                                .withDefaultPolicy(new RecordingPolicy(Duration.ZERO, 0)),
                        new InMemoryCatalog(),
                        Clock.systemUTC(),
                        AlarmListener.none())) {
            List<FakeCamera> cameras = cameras(archive, count);
            run(cameras, 5);
            long before = archiveCpuNs();
            long bytesBefore = bytes(archive);
            run(cameras, seconds);
            double cpuMs = (archiveCpuNs() - before) / 1e6;
            DiskStatus disk = archive.disks().getFirst();
            System.out.printf(
                    Locale.ROOT,
                    "%d cameras, %d s, sync %s: %.3f CPU-ms per stream-second, %.2f Mbit/s each,"
                            + " %d syncs, slowest %d ms, lost groups %d%n",
                    count,
                    seconds,
                    atClose ? "at close" : "every second",
                    cpuMs / count / seconds,
                    (bytes(archive) - bytesBefore) * 8.0 / count / seconds / 1e6,
                    disk.syncs(),
                    disk.slowestSyncMs(),
                    archive.recorders().stream().mapToLong(RecorderStatus::lostGroups).sum());
        }
    }

    private static List<FakeCamera> cameras(Archive archive, int count) {
        List<FakeCamera> cameras = new ArrayList<>();
        long startUs = System.currentTimeMillis() * 1_000;
        for (int i = 0; i < count; i++) {
            FakeCamera camera = new FakeCamera("c" + i, startUs, true).sizes(40_000, 8_500);
            cameras.add(camera);
            archive.record(
                    new StreamKey("cam-" + i, "main"), camera.stream(), ArchiveHouse.FOREVER);
        }
        return cameras;
    }

    private static void run(List<FakeCamera> cameras, int seconds) throws InterruptedException {
        long endNs = System.nanoTime() + seconds * 1_000_000_000L;
        Object pause = new Object();
        while (System.nanoTime() < endNs) {
            long nowUs = System.currentTimeMillis() * 1_000;
            for (FakeCamera camera : cameras) {
                camera.play(Math.max(0, (nowUs - camera.nowUs()) / 1e6));
            }
            synchronized (pause) {
                pause.wait(100);
            }
        }
    }

    private static long bytes(Archive archive) {
        return archive.disks().stream().mapToLong(DiskStatus::bytesWritten).sum();
    }

    private static long archiveCpuNs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("archive-")) {
                sum += threads.getThreadCpuTime(id);
            }
        }
        return sum;
    }
}
