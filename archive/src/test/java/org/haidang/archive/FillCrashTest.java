package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.check.HealReport;
import org.haidang.archive.check.Progress;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.SegmentPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillCrashTest {
    /** Handed over, but gathered for one write when the kill came. */
    private static final int GATHERED = 300;

    @TempDir Path root;

    @Test
    void whatWasFilledWhenTheProgramWasKilledIsKeptAndTheRestIsStillAGap() throws Exception {
        int given = fillAndKill(20_000);
        List<Path> files = segments();
        assertThat(files).isNotEmpty();
        InMemoryCatalog catalog = catalogOf(files);
        long endUs = CardCamera.wallUs(CrashingFiller.PICTURES);
        catalog.addGap(
                ArchiveHouse.GATE, CardCamera.wallUs(0), endUs, GapReason.CAMERA_UNREACHABLE);
        try (ArchiveHouse house =
                new ArchiveHouse(new ArchiveHouseConfig(root).config(), catalog)) {
            HealReport report = house.healed();
            assertThat(report.completed()).isEqualTo(files.size());
            assertThat(report.lost()).isZero();
            List<SegmentRow> rows =
                    catalog.segments(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 100);
            assertThat(rows).extracting(SegmentRow::state).containsOnly(SegmentState.COMPLETE);
            assertThat(rows).extracting(SegmentRow::origin).containsOnly(Origin.FETCHED);
            long filledUs = rows.getLast().endWallUs();
            assertThat(catalog.gaps(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 10))
                    .extracting(GapRow::fromUs, GapRow::toUs)
                    .containsExactly(tuple(filledUs, endUs));
            int kept = (int) ((filledUs - CardCamera.wallUs(0)) / CardCamera.PICTURE_US);
            assertThat(kept).isGreaterThan(given - GATHERED);
            assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
            int number = 0;
            for (Path file : files) {
                List<Integer> numbers = CardCamera.numbers(Files.readAllBytes(file));
                assertThat(numbers)
                        .containsExactlyElementsOf(
                                IntStream.range(number, number + numbers.size()).boxed().toList());
                number += numbers.size();
            }
            assertThat(number).isEqualTo(kept);
        }
    }

    /** The row comes first, for nobody looks for files of days ago. */
    @Test
    void aRowWhoseFileWasNeverMadeIsTakenBackAndTheGapStays() throws Exception {
        Files.createFile(root.resolve(Disk.MARKER));
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.addGap(
                ArchiveHouse.GATE, CardCamera.wallUs(0), CardCamera.wallUs(500), GapReason.UNKNOWN);
        catalog.addSegment(row(SegmentPath.of(ArchiveHouse.GATE, CardCamera.wallUs(0))));
        try (ArchiveHouse house =
                new ArchiveHouse(new ArchiveHouseConfig(root).config(), catalog)) {
            house.healed();
            assertThat(catalog.segmentsOfDisk("a", 0, 10)).isEmpty();
            assertThat(catalog.gaps(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 10)).hasSize(1);
        }
    }

    /** Returns the number of the last picture that was handed over, as far as it was told. */
    private int fillAndKill(int pictures) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingFiller.class.getName(),
                                root.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int last = 0;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = Integer.parseInt(line.substring("given ".length()));
                if (last >= pictures) {
                    // SIGKILL on Unix: no hook runs, no buffer is flushed.
                    process.destroyForcibly();
                    break;
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(last).isGreaterThanOrEqualTo(pictures);
        return last;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
        }
    }

    private static NewSegment row(SegmentPath path) {
        return new NewSegment(
                path.key(),
                "a",
                path.relative(),
                path.startWallUs(),
                path.startWallUs(),
                0,
                "avc1.42c00a",
                SegmentState.WRITING,
                true,
                Origin.FETCHED);
    }

    /** The rows as a database would have kept them, each from before its file was made. */
    private InMemoryCatalog catalogOf(List<Path> files) {
        InMemoryCatalog catalog = new InMemoryCatalog();
        for (Path file : files) {
            String relative = root.relativize(file).toString().replace('\\', '/');
            catalog.addSegment(row(SegmentPath.parse(relative).orElseThrow()));
        }
        return catalog;
    }
}
