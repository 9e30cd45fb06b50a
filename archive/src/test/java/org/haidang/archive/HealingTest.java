package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.GapRow;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.check.HealReport;
import org.haidang.archive.check.Healing;
import org.haidang.archive.check.Progress;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.OpenSegment;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.file.SegmentScan;
import org.haidang.archive.record.LiveSegments;
import org.haidang.media.mp4.InitSegment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash can leave is made here by hand: the files as they were, and rows still WRITING. */
class HealingTest {
    private static final long START = FakeCamera.START_US;

    @TempDir Path folder;
    private byte[] recorded;
    private String path;

    /** Ten seconds of recording, taken while the file was still open. */
    @BeforeEach
    void record() throws Exception {
        Path root = folder.resolve("first");
        try (ArchiveHouse house = new ArchiveHouse(root)) {
            FakeCamera camera = new FakeCamera("gate-1/main", START, true).sizes(600, 60);
            house.record(camera);
            house.play(camera, 10);
            SegmentRow row = rows(house.catalog).getFirst();
            path = row.path();
            recorded = Files.readAllBytes(root.resolve(path));
        }
    }

    private static List<SegmentRow> rows(SegmentCatalog catalog) {
        return catalog.segments(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 100);
    }

    private static NewSegment row(String path, SegmentState state) {
        return new NewSegment(
                ArchiveHouse.GATE,
                "a",
                path,
                START,
                START,
                0,
                "avc1.42c00a,alaw",
                state,
                true,
                Origin.LIVE);
    }

    /** A root that looks as after a crash. */
    private Path crashed(String name, byte[] content) throws IOException {
        Path root = folder.resolve(name);
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.createFile(root.resolve(Disk.MARKER));
        return root;
    }

    private static ArchiveHouse house(Path root, InMemoryCatalog catalog) throws IOException {
        return new ArchiveHouse(new ArchiveHouseConfig(root).config(), catalog);
    }

    private LoadedSegment scan(byte[] content) throws IOException {
        Path file = folder.resolve("scan.mp4");
        Files.write(file, content);
        return SegmentScan.scan(file).orElseThrow();
    }

    @Test
    void keepsEveryWholeFragmentWhereverTheFileTears() throws Exception {
        LoadedSegment whole = scan(recorded);
        recorded = java.util.Arrays.copyOf(recorded, (int) whole.wholeEnd());
        int count = whole.index().count();
        long from = whole.index().offset(count - 3);
        Path root = crashed("torn", recorded);
        Path file = root.resolve(path);
        for (long length = from; length <= recorded.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(recorded, (int) length));
            Files.deleteIfExists(SegmentIndexFile.besides(file));
            InMemoryCatalog catalog = new InMemoryCatalog();
            catalog.addSegment(row(path, SegmentState.WRITING));
            HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
            long expected = 0;
            for (int i = 0; i < count; i++) {
                expected = whole.index().end(i) <= length ? whole.index().end(i) : expected;
            }
            assertThat(Files.size(file)).as("torn at %d", length).isEqualTo(expected);
            assertThat(report.completed()).isEqualTo(1);
            assertThat(report.tailBytesCut()).isEqualTo(length - expected);
            SegmentRow row = rows(catalog).getFirst();
            assertThat(row.state()).isEqualTo(SegmentState.COMPLETE);
            assertThat(row.bytes()).isEqualTo(expected);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                assertThat(SegmentIndexFile.read(SegmentIndexFile.besides(file), channel))
                        .isPresent();
            }
        }
    }

    @Test
    void aTornFillingCutsItsGapAndTellsNothingOfHowFarRecordingCame() throws Exception {
        Path root = crashed("filling", recorded);
        InMemoryCatalog catalog = new InMemoryCatalog();
        NewSegment live = row(path, SegmentState.WRITING);
        catalog.addSegment(
                new NewSegment(
                        live.key(),
                        live.disk(),
                        live.path(),
                        START,
                        START,
                        0,
                        live.codecs(),
                        SegmentState.WRITING,
                        true,
                        Origin.FETCHED));
        long gap =
                catalog.addGap(
                        ArchiveHouse.GATE,
                        START - 5_000_000,
                        START + 60_000_000,
                        GapReason.CAMERA_UNREACHABLE);
        Disk disk = new Disk(new DiskConfig("a", root, 0, 0), new AlarmBoard(AlarmListener.none()));
        Healing healing = new Healing(List.of(disk), catalog, new LiveSegments());
        assertThat(healing.crashed()).isEmpty();
        List<StreamKey> reached = new ArrayList<>();
        HealReport report = healing.run(START + 90_000_000, (key, endUs) -> reached.add(key));
        assertThat(report.completed()).isEqualTo(1);
        assertThat(reached).isEmpty();
        SegmentRow row = rows(catalog).getFirst();
        assertThat(row.state()).isEqualTo(SegmentState.COMPLETE);
        assertThat(row.origin()).isEqualTo(Origin.FETCHED);
        List<GapRow> left = catalog.gaps(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 10);
        assertThat(left).hasSize(2);
        assertThat(left.getFirst())
                .isEqualTo(
                        new GapRow(
                                gap,
                                ArchiveHouse.GATE,
                                START - 5_000_000,
                                START,
                                GapReason.CAMERA_UNREACHABLE));
        assertThat(left.getLast().fromUs()).isEqualTo(row.endWallUs());
    }

    @Test
    void callsThePaddingBehindTheLastFragmentNoLoss() throws Exception {
        LoadedSegment whole = scan(recorded);
        byte[] padded = java.util.Arrays.copyOf(recorded, (int) whole.wholeEnd() + 100);
        ByteBuffer.wrap(padded).putInt((int) whole.wholeEnd(), 100);
        System.arraycopy(
                "free".getBytes(StandardCharsets.US_ASCII),
                0,
                padded,
                (int) whole.wholeEnd() + 4,
                4);
        Path root = crashed("padded", padded);
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.addSegment(row(path, SegmentState.WRITING));
        HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
        assertThat(report.completed()).isEqualTo(1);
        assertThat(report.tailBytesCut()).isZero();
        assertThat(Files.size(root.resolve(path))).isEqualTo(whole.wholeEnd());
    }

    @Test
    void playsAfterHealingWhateverWasBehindTheLastFragment() throws Exception {
        Probe.required();
        byte[][] tails = {
            new byte[5_000], "some text that is no box".getBytes(StandardCharsets.UTF_8), {0, 0, 1}
        };
        for (int i = 0; i < tails.length; i++) {
            byte[] content = java.util.Arrays.copyOf(recorded, recorded.length + tails[i].length);
            System.arraycopy(tails[i], 0, content, recorded.length, tails[i].length);
            Path root = crashed("tail" + i, content);
            InMemoryCatalog catalog = new InMemoryCatalog();
            catalog.addSegment(row(path, SegmentState.WRITING));
            HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
            assertThat(report.tailBytesCut()).isEqualTo(tails[i].length);
            Probe.Result result = Probe.frames(root.resolve(path));
            assertThat(result.errors()).isEmpty();
            assertThat(result.pictures()).isGreaterThanOrEqualTo(249);
        }
    }

    @Test
    void removesAFileInWhichNoPictureArrived() throws Exception {
        LoadedSegment whole = scan(recorded);
        int headBytes = (int) whole.index().offset(0);
        Path root = crashed("empty", java.util.Arrays.copyOf(recorded, headBytes));
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.addSegment(row(path, SegmentState.WRITING));
        HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
        assertThat(report.empty()).isEqualTo(1);
        assertThat(root.resolve(path)).doesNotExist();
        assertThat(rows(catalog)).isEmpty();
    }

    @Test
    void leavesAloneWhatItDoesNotUnderstand() throws Exception {
        byte[] foreign =
                "not a recording at all, but somebody's"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path root = crashed("foreign", foreign);
        Path note = root.resolve(path).resolveSibling("note.txt");
        Files.writeString(note, "keep me");
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.addSegment(row(path, SegmentState.WRITING));
        HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
        assertThat(root.resolve(path)).hasBinaryContent(foreign);
        assertThat(note).hasContent("keep me");
        assertThat(report.notes()).anyMatch(n -> n.contains("note.txt"));
        assertThat(rows(catalog)).isEmpty();
    }

    @Test
    void indexesAFileWithoutARow() throws Exception {
        Path root = crashed("norow", recorded);
        InMemoryCatalog catalog = new InMemoryCatalog();
        HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
        assertThat(report.indexed()).isEqualTo(1);
        SegmentRow row = rows(catalog).getFirst();
        assertThat(row.startWallUs()).isEqualTo(START);
        assertThat(row.endWallUs()).isBetween(START + 9_900_000, START + 10_000_000);
        assertThat(row.codecs()).isEqualTo("avc1.42c00a,alaw");
        assertThat(row.randomAccess()).isTrue();
    }

    @Test
    void removesARowWhoseFileIsGoneAndCallsItsTimeLost() throws Exception {
        Path root = crashed("lost", recorded);
        InMemoryCatalog catalog = new InMemoryCatalog();
        NewSegment gone =
                new NewSegment(
                        ArchiveHouse.GATE,
                        "a",
                        "gate-1/main/2026/09/21/1789999000000000.mp4",
                        START - 1_000_000_000,
                        START - 700_000_000,
                        5,
                        "x",
                        SegmentState.COMPLETE,
                        true,
                        Origin.LIVE);
        catalog.addSegment(gone);
        HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
        assertThat(report.lost()).isEqualTo(1);
        assertThat(catalog.gaps(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 10))
                .extracting(GapRow::reason, GapRow::fromUs, GapRow::toUs)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                GapReason.FILE_LOST, START - 1_000_000_000, START - 700_000_000));
    }

    @Test
    void finishesADeletionThatWasInterrupted() throws Exception {
        Path root = crashed("deleting", recorded);
        InMemoryCatalog catalog = new InMemoryCatalog();
        long id = catalog.addSegment(row(path, SegmentState.WRITING));
        catalog.markDeleting(id);
        HealReport report = HealOnce.run(root, catalog, START + 60_000_000);
        assertThat(report.deleted()).isEqualTo(1);
        assertThat(root.resolve(path)).doesNotExist();
        assertThat(catalog.segment(id)).isEmpty();
    }

    @Test
    void recordsAtOnceWhileHealingAndAccountsForTheTimeOfTheCrash() throws Exception {
        Path root = crashed("again", recorded);
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.addWanted(ArchiveHouse.GATE, START);
        catalog.addSegment(row(path, SegmentState.WRITING));
        try (ArchiveHouse house = house(root, catalog)) {
            house.nowUs.set(START + 40_000_000);
            assertThat(house.archive.wanted()).containsExactly(ArchiveHouse.GATE);
            FakeCamera camera = new FakeCamera("gate-1/main", START + 40_000_000, true);
            house.record(camera);
            house.play(camera, 10);
            assertThat(house.healed().completed()).isEqualTo(1);
            house.settle();
            List<Gap> gaps = house.archive.gaps(ArchiveHouse.GATE, START, START + 49_000_000);
            assertThat(gaps).hasSize(1);
            assertThat(gaps.getFirst().reason()).isEqualTo(GapReason.SERVER_CRASHED);
            assertThat(gaps.getFirst().fromUs()).isBetween(START + 9_900_000, START + 10_000_000);
            assertThat(gaps.getFirst().toUs()).isEqualTo(START + 40_000_000);
            var hour = house.archive.coverage(ArchiveHouse.GATE, START, START + 49_000_000);
            assertThat(hour.getFirst().expectedUs()).isEqualTo(49_000_000);
            assertThat(hour.getFirst().recordedUs()).isBetween(18_900_000L, 19_000_000L);
            assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
        }
    }

    /** Recording starts while the start-up check still runs: seen once as a row cut short. */
    @Test
    void leavesAFileAloneThatIsJustBeingBegun() throws Exception {
        Path root = crashed("begun", recorded);
        InMemoryCatalog catalog = new InMemoryCatalog();
        LiveSegments live = new LiveSegments();
        live.names("a").claim(path);
        assertThat(HealOnce.run(root, catalog, START + 60_000_000, live).indexed()).isZero();
        assertThat(rows(catalog)).isEmpty();
        assertThat(Files.readAllBytes(root.resolve(path))).isEqualTo(recorded);
        live.names("a").release(path);
        assertThat(HealOnce.run(root, catalog, START + 60_000_000, live).indexed()).isOne();
    }

    /** Claimed before its file is there, and given back where another has the name. */
    @Test
    void aNameIsClaimedBeforeItsFileIsMade() throws Exception {
        Path taken = folder.resolve(path);
        Files.createDirectories(taken.getParent());
        Files.createFile(taken);
        List<String> heard = new ArrayList<>();
        OpenSegment.Names names =
                new OpenSegment.Names() {
                    @Override
                    public boolean claim(String relative) {
                        Path file = folder.resolve(relative);
                        assertThat(Files.exists(file)).isEqualTo(file.equals(taken));
                        heard.add("claim " + relative);
                        return true;
                    }

                    @Override
                    public void release(String relative) {
                        heard.add("release " + relative);
                    }
                };
        InitSegment init = InitSegment.of(List.of(new TinyPictures(1).track()));
        OpenSegment made =
                OpenSegment.create(
                        OpenSegment.Home.of("a", folder, false),
                        new OpenSegment.Start(
                                ArchiveHouse.GATE, init, START, true, "test", Origin.LIVE),
                        ByteBuffer.allocateDirect(1 << 16),
                        names);
        made.abandon();
        assertThat(made.file()).exists();
        assertThat(heard)
                .containsExactly("claim " + path, "release " + path, "claim " + made.relative());
    }
}
