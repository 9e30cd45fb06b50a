package org.haidang.camerafarm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.haidang.camerafarm.net.FarmStats;

/** Measures what the farm itself costs, with a reader in a process of its own. */
final class SelfBench {

    private static final int[] CAMERAS = {100, 200, 500};
    private static final int WARM_UP_SECONDS = 6;
    private static final int DEFAULT_SECONDS = 15;

    private SelfBench() {}

    /** Prints a line per number of cameras; 3 when the farm was late in one. */
    static int run(Options options) throws IOException, InterruptedException {
        int seconds = options.seconds() == 0 ? DEFAULT_SECONDS : options.seconds();
        System.out.printf(
                "%d cores, %s %s, JDK %s; %d s each after %d s of warming up%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                seconds,
                WARM_UP_SECONDS);
        boolean late = false;
        for (int cameras : CAMERAS) {
            late |= measure(options, cameras, seconds);
        }
        return late ? 3 : 0;
    }

    private static boolean measure(Options options, int cameras, int seconds)
            throws IOException, InterruptedException {
        List<String> args =
                List.of(
                        "--profile", "bench",
                        "--cameras", Integer.toString(cameras),
                        "--variant", Options.optionWord(options.variant()),
                        "--send", Options.optionWord(options.send()),
                        "--clips", options.clips().toString(),
                        "--port", "0");
        Farm farm = Farm.start(Options.parse(args));
        BlockingQueue<FarmStats> figures = new ArrayBlockingQueue<>(1_000);
        farm.server().everySecond(figures::offer);
        farm.play();
        Process reader = reader(farm.rtspPort(), cameras);
        try {
            for (int i = 0; i < WARM_UP_SECONDS; i++) {
                figures.take();
            }
            List<FarmStats> measured = new ArrayList<>();
            for (int i = 0; i < seconds; i++) {
                FarmStats one = figures.poll(10, TimeUnit.SECONDS);
                if (one != null) {
                    measured.add(one);
                }
            }
            return report(cameras, measured);
        } finally {
            reader.destroy();
            reader.waitFor();
            farm.close();
        }
    }

    private static Process reader(int port, int cameras) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DiscardingReader.class.getName(),
                        "rtsp://127.0.0.1:" + port + "/bench-%04d/main",
                        Integer.toString(cameras))
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    private static boolean report(int cameras, List<FarmStats> measured) {
        double cpu = measured.stream().mapToDouble(FarmStats::cpuMsPerStream).average().orElse(0);
        double mbit = measured.stream().mapToLong(FarmStats::bytes).average().orElse(0) * 8 / 1e6;
        int sessions = measured.stream().mapToInt(FarmStats::sessions).min().orElse(0);
        int p99 = measured.stream().mapToInt(FarmStats::lateP99Ms).max().orElse(0);
        long drops =
                measured.isEmpty() ? 0 : measured.getLast().drops() - measured.getFirst().drops();
        boolean late = p99 > FarmStats.LATE_MS || sessions < cameras;
        System.out.printf(
                "%4d cameras, %4d playing: %.3f CPU-ms per stream-second, %.0f Mbit/s,"
                        + " late p99 at most %d ms, %d drops%s%n",
                cameras, sessions, cpu, mbit, p99, drops, late ? "  VOID" : "");
        return late;
    }
}
