package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.check.HealReport;
import org.haidang.archive.check.Progress;
import org.haidang.archive.file.SegmentPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int CAMERAS = 8;

    /** A second by design; the rest is for a machine that runs other tests at the same time. */
    private static final long MAX_LOST_US = 1_500_000;

    @TempDir Path root;

    @Test
    void losesAtMostTheLastSecondWhenTheProgramIsKilled() throws Exception {
        Probe.required();
        long sentUs = recordAndKill(6);
        List<Path> files = segments();
        assertThat(files).hasSize(CAMERAS);
        for (Path file : files) {
            assertThat(Probe.frames(file).errors()).as("%s as the kill left it", file).isEmpty();
        }
        InMemoryCatalog catalog = catalogOf(files);
        try (ArchiveHouse house =
                new ArchiveHouse(new ArchiveHouseConfig(root).config(), catalog)) {
            HealReport report = house.healed();
            assertThat(report.completed()).isEqualTo(CAMERAS);
            for (int i = 0; i < CAMERAS; i++) {
                var row =
                        catalog.lastStartingAtOrBefore(
                                        new StreamKey("cam-" + i, "main"), Long.MAX_VALUE - 1)
                                .orElseThrow();
                long lostUs = sentUs - row.endWallUs();
                assertThat(lostUs).as("camera %d", i).isLessThan(MAX_LOST_US);
            }
            assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
        }
        for (Path file : files) {
            Probe.Result result = Probe.frames(file);
            assertThat(result.errors()).isEmpty();
            assertThat(result.pictures()).isGreaterThan(100);
        }
    }

    /** Returns up to when the cameras had sent, as the program last said. */
    private long recordAndKill(int seconds) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingRecorder.class.getName(),
                                root.toString(),
                                "" + CAMERAS)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long lastUs = 0;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            long firstUs = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lastUs = Long.parseLong(line.substring("sent ".length()));
                firstUs = firstUs == 0 ? lastUs : firstUs;
                if (lastUs - firstUs > seconds * 1_000_000L) {
                    // SIGKILL on Unix: no hook runs, no buffer is flushed.
                    process.destroyForcibly();
                    break;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(lastUs).isPositive();
        return lastUs;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
        }
    }

    /** The rows as a database would have kept them. */
    private InMemoryCatalog catalogOf(List<Path> files) {
        InMemoryCatalog catalog = new InMemoryCatalog();
        for (Path file : files) {
            SegmentPath path =
                    SegmentPath.parse(root.relativize(file).toString().replace('\\', '/'))
                            .orElseThrow();
            catalog.addWanted(path.key(), path.startWallUs());
            catalog.addSegment(
                    new NewSegment(
                            path.key(),
                            "a",
                            path.relative(),
                            path.startWallUs(),
                            path.startWallUs(),
                            0,
                            "avc1.42c00a,alaw",
                            SegmentState.WRITING,
                            true,
                            Origin.LIVE));
        }
        return catalog;
    }
}
