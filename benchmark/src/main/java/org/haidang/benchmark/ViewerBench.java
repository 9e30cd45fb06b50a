package org.haidang.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.benchmark.program.Server;

/**
 * What a live viewer costs: the server's CPU with viewers less its CPU without, in one run, over
 * the viewers.
 */
final class ViewerBench {
    private static final int CAMERAS = 4;

    private final Settings settings;
    private final Path work;

    ViewerBench(Settings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    Report run() {
        int count = settings.viewers(50);
        Report report = new Report("viewers");
        List<LiveViewer> viewers = new ArrayList<>();
        try (Farm farm =
                        Farm.start(work, List.of("--profile", "bench", "--cameras", "" + CAMERAS));
                Server server = Server.start(work)) {
            CameraIds ids = server.add(farm.cameras());
            server.awaitRecording(ids.all(), Duration.ofSeconds(60));
            for (int i = 0;
                    i < CAMERAS;
                    i++) { // each stream is watched, so that only the viewers make the difference
                viewers.add(LiveViewer.open(server.api(), ids.all().get(i), "main"));
            }
            RecordBench.pause(settings.warmupSeconds());
            RecordBench.progress("one viewer per camera");
            double few = cpuMsPerSecond(server);
            for (int i = 0; i < count; i++) {
                viewers.add(LiveViewer.open(server.api(), ids.all().get(i % CAMERAS), "main"));
            }
            RecordBench.pause(settings.warmupSeconds() / 2 + 1);
            RecordBench.progress(count + " viewers more");
            long bytesBefore = bytes(viewers);
            double many = cpuMsPerSecond(server);
            double kbps =
                    (bytes(viewers) - bytesBefore)
                            * 8.0
                            / 1_000
                            / settings.seconds()
                            / viewers.size();
            report.put("viewers", count);
            report.put("kbit/s per viewer", kbps);
            report.put("cpu-ms per viewer-second", (many - few) / count);
            report.put("cpu-ms per second before", few);
            report.put("cpu-ms per second with viewers", many);
            report.put(
                    "groups left out for lag",
                    viewers.stream().mapToLong(LiveViewer::lostGroups).sum());
            if (viewers.stream().anyMatch(LiveViewer::ended)) {
                report.doubt("a viewer was closed by the server");
            }
        } finally {
            viewers.forEach(LiveViewer::close);
        }
        return report;
    }

    private double cpuMsPerSecond(Server server) {
        double[] windows = new double[Math.max(1, settings.seconds() / 5)];
        for (int i = 0; i < windows.length; i++) {
            double before = CpuClock.cpuMs(server.pid());
            long startNs = System.nanoTime();
            RecordBench.pause(5);
            windows[i] =
                    (CpuClock.cpuMs(server.pid()) - before) / ((System.nanoTime() - startNs) / 1e9);
        }
        return Report.median(windows);
    }

    private static long bytes(List<LiveViewer> viewers) {
        return viewers.stream().mapToLong(LiveViewer::bytes).sum();
    }
}
