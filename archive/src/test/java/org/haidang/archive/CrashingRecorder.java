package org.haidang.archive;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.DiskConfig;

/**
 * The program that {@link CrashTest} kills: records cameras in real time until then, and says after
 * each tenth of a second up to when each has sent. Arguments: folder, number of cameras.
 */
final class CrashingRecorder {
    private CrashingRecorder() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        Archive archive =
                Archive.open(
                        ArchiveConfig.of(List.of(new DiskConfig("a", root, 0, 0))),
                        new InMemoryCatalog(),
                        Clock.systemUTC(),
                        AlarmListener.none());
        long startUs = System.currentTimeMillis() * 1_000;
        long startNs = System.nanoTime();
        List<FakeCamera> cameras = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeCamera camera = new FakeCamera("c" + i, startUs, true).sizes(20_000, 9_000);
            cameras.add(camera);
            archive.record(
                    new StreamKey("cam-" + i, "main"), camera.stream(), ArchiveHouse.FOREVER);
        }
        Object pause = new Object();
        while (true) {
            long nowUs = startUs + (System.nanoTime() - startNs) / 1_000;
            for (FakeCamera camera : cameras) {
                camera.play(Math.max(0, (nowUs - camera.nowUs()) / 1e6));
            }
            System.out.println("sent " + nowUs);
            System.out.flush();
            synchronized (pause) {
                pause.wait(100);
            }
        }
    }
}
