package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.check.Problem;
import org.haidang.archive.check.Progress;
import org.haidang.archive.check.ReindexReport;
import org.haidang.archive.check.VerifyReport;
import org.haidang.archive.play.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification and re-indexing of three files, after every kind of damage. */
class RepairToolsTest {
    private static final long START = FakeCamera.START_US;

    @TempDir Path root;
    private ArchiveHouse house;

    @BeforeEach
    void record() throws Exception {
        house = new ArchiveHouse(root);
        FakeCamera camera = new FakeCamera("gate-1/main", START, true);
        house.record(camera).key();
        house.play(camera, 130);
        house.reopen();
        house.archive.notWanted(ArchiveHouse.GATE);
        house.settle();
        house.healed();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private VerifyReport verify() throws IOException {
        return house.archive.verify(Progress.silent());
    }

    private List<SegmentRow> rows() {
        return house.catalog.segments(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 100);
    }

    @Test
    void findsAnUntouchedArchiveCleanAndShowsProgress() throws Exception {
        List<String> seen = new ArrayList<>();
        VerifyReport report =
                house.archive.verify((done, total, file) -> seen.add(done + "/" + total));
        assertThat(report.clean()).isTrue();
        assertThat(report.files()).isEqualTo(3);
        assertThat(seen).containsExactly("1/3", "2/3", "3/3");
    }

    @Test
    void namesEachKindOfDamageWithItsFile() throws Exception {
        List<Path> segments = files(".mp4");
        List<Path> indexes = files(".idx");
        byte[] torn = Files.readAllBytes(segments.get(0));
        Files.write(segments.get(0), java.util.Arrays.copyOf(torn, torn.length - 5));
        Files.delete(indexes.get(1));
        byte[] index = Files.readAllBytes(indexes.get(2));
        index[100] ^= 1;
        Files.write(indexes.get(2), index);
        Files.writeString(root.resolve("note.txt"), "mine");
        Path foreign = segments.get(0).resolveSibling("1789999999999999.mp4");
        Files.writeString(foreign, "no box at all");
        house.catalog.addSegment(
                new NewSegment(
                        ArchiveHouse.GATE,
                        "a",
                        "gate-1/main/2026/09/20/1789900000000000.mp4",
                        START - 100_000_000_000L,
                        START - 99_000_000_000L,
                        5,
                        "x",
                        SegmentState.COMPLETE,
                        true,
                        Origin.LIVE));
        VerifyReport report = verify();
        assertThat(report.counts().keySet())
                .containsExactlyInAnyOrder(
                        Problem.Kind.TORN_TAIL,
                        Problem.Kind.INDEX_DIFFERS,
                        Problem.Kind.ROW_DIFFERS,
                        Problem.Kind.NO_INDEX,
                        Problem.Kind.UNKNOWN_FILE,
                        Problem.Kind.BAD_HEADER,
                        Problem.Kind.FILE_MISSING);
        assertThat(report.problems())
                .anyMatch(p -> p.kind() == Problem.Kind.UNKNOWN_FILE && p.file().equals("note.txt"))
                .anyMatch(p ->
                        p.kind() == Problem.Kind.NO_INDEX && p.file().equals(rows().get(2).path()));
    }

    @Test
    void rebuildsRowsAndIndexesFromTheFilesAlone() throws Exception {
        List<Span> before = house.archive.spans(ArchiveHouse.GATE, START, START + 200_000_000);
        for (Path index : files(".idx")) {
            Files.delete(index);
        }
        house.archive.close();
        try (ArchiveHouse rebuilt = new ArchiveHouse(house.config, new InMemoryCatalog())) {
            rebuilt.healed();
            ReindexReport report = rebuilt.archive.reindex(Progress.silent());
            assertThat(report.files()).isEqualTo(3);
            assertThat(report.problems()).isEmpty();
            assertThat(files(".idx")).hasSize(3);
            assertThat(rebuilt.archive.verify(Progress.silent()).problems()).isEmpty();
            assertThat(rebuilt.archive.spans(ArchiveHouse.GATE, START, START + 200_000_000))
                    .isEqualTo(before);
            var hour =
                    rebuilt.archive
                            .coverage(ArchiveHouse.GATE, START, START + 129_000_000)
                            .getFirst();
            assertThat(hour.recordedUs()).isEqualTo(hour.expectedUs());
        }
    }

    @Test
    void writesTheSameIndexWhileRecordingAndByScanning() throws Exception {
        List<Path> indexes = files(".idx");
        List<byte[]> recorded = new ArrayList<>();
        for (Path index : indexes) {
            recorded.add(Files.readAllBytes(index));
            Files.delete(index);
        }
        house.archive.reindex(Progress.silent());
        for (int i = 0; i < indexes.size(); i++) {
            assertThat(indexes.get(i)).hasBinaryContent(recorded.get(i));
        }
    }

    @Test
    void playsWithoutIndexFilesByScanning() throws Exception {
        for (Path index : files(".idx")) {
            Files.delete(index);
        }
        try (var chunk =
                house.archive.openAt(ArchiveHouse.GATE, START + 70_000_000, 5).orElseThrow()) {
            assertThat(chunk.startUs()).isEqualTo(START + 70_000_000);
        }
    }

    @Test
    void refusesToReindexWhileSomethingIsRecorded() throws Exception {
        house.record(new FakeCamera("gate-1/main", START + 500_000_000, false));
        assertThatThrownBy(() -> house.archive.reindex(Progress.silent()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void verifiesFromOutsideWhileAnotherProgramRecords() throws Exception {
        house.record(new FakeCamera("gate-1/main", START + 500_000_000, false));
        assertThat(Archive.verify(house.config, house.catalog, Progress.silent()).clean()).isTrue();
        assertThatThrownBy(() -> Archive.reindex(house.config, house.catalog, Progress.silent()))
                .isInstanceOf(IOException.class);
        house.archive.close();
        assertThat(Archive.reindex(house.config, house.catalog, Progress.silent()).files())
                .isEqualTo(3);
    }

    @Test
    void refusesAFolderThatAnotherArchiveHasOpen() {
        assertThatThrownBy(() -> new ArchiveHouse(house.config, new InMemoryCatalog()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }
}
