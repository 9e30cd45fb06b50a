package org.haidang.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.benchmark.program.Server;

/**
 * Time from asking for a live stream to holding its first decodable fragment: the WebSocket's
 * handshake, the right, the init segment and a key picture, over loopback. Without a GOP cache half
 * a group would pass.
 */
final class JoinBench {
    private static final int CAMERAS = 4;

    private final Settings settings;
    private final Path work;

    JoinBench(Settings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    Report run() {
        Report report = new Report("join");
        join("GOP 1 s", "h264", report);
        join("GOP 20 s", "long-gop", report);
        return report;
    }

    private void join(String name, String variant, Report report) {
        Path folder = work.resolve(variant);
        if (!folder.toFile().mkdirs()) {
            throw new IllegalStateException("cannot make " + folder);
        }
        try (Farm farm =
                        Farm.start(
                                folder,
                                List.of(
                                        "--profile",
                                        "bench",
                                        "--variant",
                                        variant,
                                        "--cameras",
                                        "" + CAMERAS));
                Server server = Server.start(folder)) {
            CameraIds ids = server.add(farm.cameras());
            server.awaitRecording(ids.all(), Duration.ofSeconds(60));
            RecordBench.progress(name + ": warming up for " + settings.warmupSeconds() + " s");
            RecordBench.pause(settings.warmupSeconds());
            double[] times = times(server, ids.all());
            report.put(name + ": joins", times.length);
            report.put(name + ": p50 ms", Report.median(times));
            report.put(name + ": p95 ms", Report.percentile(times, 95));
            report.put(name + ": worst ms", Report.percentile(times, 100));
        }
    }

    /** Joins come at random times, so that each meets another moment of the group. */
    private double[] times(Server server, List<String> ids) {
        RecordBench.progress(settings.joins() + " joins");
        double[] times = new double[settings.joins()];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < times.length; i++) {
            try (LiveViewer viewer =
                    LiveViewer.open(server.api(), ids.get(i % ids.size()), "main")) {
                times[i] = viewer.awaitFirstPicture(Duration.ofSeconds(30)).toNanos() / 1e6;
            }
            pauseMs(random.nextInt(20, 120));
        }
        return times;
    }

    private static void pauseMs(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
