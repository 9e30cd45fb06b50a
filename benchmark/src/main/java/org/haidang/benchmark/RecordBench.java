package org.haidang.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.benchmark.program.Program;
import org.haidang.benchmark.program.Server;
import tools.jackson.databind.JsonNode;

/**
 * What it costs to record: the real server with its real archive, then in the same run {@code
 * ffmpeg -c copy}, a process per camera, on the same farm. CPU is read in windows of five seconds
 * and the median is told, because machines are shared.
 */
final class RecordBench {
    private static final int WINDOW_S = 5;

    private final Settings settings;
    private final Path work;

    RecordBench(Settings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    /** CPU in milliseconds per stream-second, one value per window. */
    private record Cost(double[] own, double[] farm, long bytes, long residentBytes) {}

    Report run() throws IOException {
        int cameras = settings.cameras();
        Report report = new Report("record " + cameras + " cameras");
        report.put("variant", settings.variant());
        try (Farm farm =
                Farm.start(
                        work,
                        List.of(
                                "--profile",
                                "bench",
                                "--variant",
                                settings.variant(),
                                "--cameras",
                                "" + cameras))) {
            Cost ours = ours(farm, report);
            report.put("cpu-ms per stream-second", Report.median(ours.own()));
            report.put(
                    "cpu-ms per stream-second, worst window", Report.percentile(ours.own(), 100));
            report.put("farm cpu-ms per stream-second", Report.median(ours.farm()));
            report.put("bytes to disk per second", ours.bytes() / settings.seconds());
            report.put(
                    "kbit/s per camera", ours.bytes() * 8.0 / 1_000 / settings.seconds() / cameras);
            report.put("resident MiB", ours.residentBytes() / 1_048_576.0);
            if (settings.compareWithFfmpeg()) {
                compare(farm, report, ours);
            }
        }
        return report;
    }

    private void compare(Farm farm, Report report, Cost ours) throws IOException {
        if (Program.find("ffmpeg").isEmpty()) {
            report.put("ffmpeg", "not installed, not compared");
            return;
        }
        Cost theirs = ffmpeg(farm);
        report.put("ffmpeg -c copy cpu-ms per stream-second", Report.median(theirs.own()));
        report.put("ffmpeg bytes to disk per second", theirs.bytes() / settings.seconds());
        report.put("ffmpeg resident MiB", theirs.residentBytes() / 1_048_576.0);
        report.put("farm cpu-ms per stream-second beside ffmpeg", Report.median(theirs.farm()));
        report.put("ffmpeg / ours", Report.median(theirs.own()) / Report.median(ours.own()));
        if (theirs.bytes() < ours.bytes() * 0.9) {
            report.doubt(
                    "ffmpeg wrote less than nine tenths of our bytes: it did not keep up, or lost cameras");
        }
    }

    private Cost ours(Farm farm, Report report) throws IOException {
        List<LiveViewer> viewers = new ArrayList<>();
        try (Server server = Server.start(work)) {
            long emptyBytes = CpuClock.residentBytes(server.pid());
            CameraIds ids = server.add(farm.cameras());
            server.awaitRecording(ids.all(), Duration.ofSeconds(60));
            for (int i = 0; settings.hasViewers() && i < settings.viewers(1); i++) {
                String id = ids.all().get(i % ids.all().size());
                viewers.add(LiveViewer.open(server.api(), id, "main"));
            }
            progress("warming up for " + settings.warmupSeconds() + " s");
            pause(settings.warmupSeconds());
            progress("recording for " + settings.seconds() + " s");
            Cost cost =
                    measure(
                            () -> CpuClock.cpuMs(withChildren(server.pid())),
                            farm,
                            server::archivedBytes,
                            () -> CpuClock.residentBytes(server.pid()));
            report.put("viewers", viewers.size());
            report.put(
                    "resident MiB beyond the empty server, per camera",
                    (cost.residentBytes() - emptyBytes) / 1_048_576.0 / ids.all().size());
            tellLosses(server, ids.all(), report);
            return cost;
        } finally {
            viewers.forEach(LiveViewer::close);
        }
    }

    private static void tellLosses(Server server, Collection<String> ids, Report report) {
        long lostPackets = 0;
        long reconnects = 0;
        int notRecording = 0;
        for (String id : ids) {
            JsonNode state = server.api().camera(id).get("state");
            JsonNode main = state.get("streams").get("main");
            lostPackets += main.get("lostPackets").asLong();
            reconnects += main.get("reconnects").asLong();
            notRecording += state.get("recording").asString().equals("recording") ? 0 : 1;
        }
        report.put("lost packets", lostPackets);
        report.put("reconnects", reconnects);
        if (lostPackets + reconnects + notRecording > 0) {
            report.doubt(
                    lostPackets
                            + " packets lost, "
                            + reconnects
                            + " reconnects, "
                            + notRecording
                            + " cameras not recording at the end");
        }
    }

    private Cost ffmpeg(Farm farm) throws IOException {
        Path folder = Files.createDirectories(work.resolve("ffmpeg"));
        List<Program> programs = new ArrayList<>();
        try {
            for (Farm.Camera camera : farm.cameras()) {
                programs.add(
                        Program.start(
                                "ffmpeg " + camera.id(),
                                folder,
                                Map.of(),
                                List.of(
                                        "ffmpeg",
                                        "-nostdin",
                                        "-v",
                                        "error",
                                        "-rtsp_transport",
                                        "tcp",
                                        "-i",
                                        Farm.withLogin(camera.main()),
                                        "-c",
                                        "copy",
                                        "-f",
                                        "mp4",
                                        "-movflags",
                                        "+frag_keyframe+empty_moov+default_base_moof",
                                        camera.id() + ".mp4")));
            }
            progress("ffmpeg -c copy, warming up for " + settings.warmupSeconds() + " s");
            pause(settings.warmupSeconds());
            progress("ffmpeg -c copy for " + settings.seconds() + " s");
            List<Long> pids = programs.stream().map(Program::pid).toList();
            return measure(
                    () -> CpuClock.cpuMs(pids),
                    farm,
                    () -> bytes(folder),
                    () -> pids.stream().mapToLong(CpuClock::residentBytes).sum());
        } finally {
            programs.forEach(Program::close);
        }
    }

    private Cost measure(
            DoubleSupplier cpuMs, Farm farm, LongSupplier bytes, LongSupplier resident) {
        int windows = Math.max(1, settings.seconds() / WINDOW_S);
        double[] own = new double[windows];
        double[] farms = new double[windows];
        long bytesBefore = bytes.getAsLong();
        for (int i = 0; i < windows; i++) {
            long startNs = System.nanoTime();
            double ownBefore = cpuMs.getAsDouble();
            double farmBefore = CpuClock.cpuMs(farm.pid());
            pause(WINDOW_S);
            double streamSeconds = (System.nanoTime() - startNs) / 1e9 * settings.cameras();
            own[i] = (cpuMs.getAsDouble() - ownBefore) / streamSeconds;
            farms[i] = (CpuClock.cpuMs(farm.pid()) - farmBefore) / streamSeconds;
        }
        long written = bytes.getAsLong() - bytesBefore;
        return new Cost(
                own,
                farms,
                written * settings.seconds() / (windows * WINDOW_S),
                resident.getAsLong());
    }

    static List<Long> withChildren(long pid) {
        List<Long> pids = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid)
                .ifPresent(handle -> handle.descendants().forEach(child -> pids.add(child.pid())));
        return pids;
    }

    static void progress(String words) {
        System.err.println("bench: " + words + " ...");
    }

    static void pause(int seconds) {
        pauseMs(seconds * 1_000L);
    }

    static void pauseMs(long ms) {
        try {
            Thread.sleep(Duration.ofMillis(ms));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long bytes(Path folder) {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
