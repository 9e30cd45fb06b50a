package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.check.Progress;
import org.haidang.archive.record.RecorderState;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.mp4.Mp4Scanner;
import org.haidang.media.mp4.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir Path root;
    private ArchiveHouse house;

    @BeforeEach
    void open() throws IOException {
        house = new ArchiveHouse(root);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private List<SegmentRow> rows() {
        return house.catalog.segments(
                ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, SegmentCatalog.MAX_LIMIT);
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static FakeCamera camera() {
        return new FakeCamera("gate-1/main", FakeCamera.START_US, true);
    }

    @Test
    void writesAFilePerTargetThatFfprobePlaysWithoutAWord() throws Exception {
        Probe.required();
        FakeCamera camera = camera();
        house.record(camera);
        for (int i = 0; i < 15; i++) {
            house.play(camera, 10);
        }
        house.archive.close();
        assertThat(files(".mp4")).hasSize(3);
        assertThat(files(".idx")).hasSize(3);
        int pictures = 0;
        for (Path file : files(".mp4")) {
            Probe.Result result = Probe.frames(file);
            assertThat(result.errors()).isEmpty();
            pictures += result.pictures();
        }
        // The hub lets the last picture out only when the next one comes.
        assertThat(pictures).isBetween(150 * 25 - 1, 150 * 25);
        assertThat(rows()).extracting(SegmentRow::state).containsOnly(SegmentState.COMPLETE);
        assertThat(rows().getFirst().codecs()).isEqualTo("avc1.42c00a,alaw");
    }

    @Test
    void keepsEveryAccessUnitBitForBit() throws Exception {
        FakeCamera camera = camera().remembering();
        house.record(camera);
        house.play(camera, 130);
        house.archive.close();
        List<byte[]> recorded = new ArrayList<>();
        for (Path file : files(".mp4")) {
            readPictures(file, recorded);
        }
        List<byte[]> sent = camera.sent().subList(0, recorded.size());
        assertThat(recorded).hasSizeGreaterThanOrEqualTo(130 * 25 - 1);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(recorded.get(i)).as("picture %d", i).isEqualTo(sent.get(i));
        }
    }

    private static void readPictures(Path file, List<byte[]> into) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Mp4Scanner scanner = Mp4Scanner.of(channel);
            for (FragmentInfo f = scanner.next(); f != null; f = scanner.next()) {
                if (f.trackId() == 1) {
                    for (Sample sample :
                            FragmentReader.samples(
                                    java.nio.ByteBuffer.wrap(bytes, (int) f.offset(), f.size()))) {
                        into.add(sample.data());
                    }
                }
            }
            assertThat(scanner.problem()).isEmpty();
        }
    }

    @Test
    void cutsAtKeyPicturesAndLeavesNoTimeBetweenFiles() throws Exception {
        FakeCamera camera = camera();
        house.record(camera);
        house.play(camera, 200);
        house.archive.close();
        List<SegmentRow> rows = rows();
        assertThat(rows).hasSize(4).allMatch(SegmentRow::randomAccess);
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).startWallUs())
                    .isCloseTo(rows.get(i - 1).endWallUs(), within(1_000L));
        }
        assertThat(house.archive.spans(ArchiveHouse.GATE, 0, Long.MAX_VALUE / 2)).hasSize(1);
    }

    @Test
    void cutsAGroupOfMinutesByTimeAndSaysThatItCannotStartThere() throws Exception {
        FakeCamera camera = camera().group(25 * 400);
        house.record(camera);
        house.play(camera, 300);
        house.archive.close();
        assertThat(rows()).extracting(SegmentRow::randomAccess).containsExactly(true, false, false);
    }

    @Test
    void beginsANewFileWhenTheResolutionChanges() throws Exception {
        FakeCamera camera = camera();
        house.record(camera);
        house.play(camera, 10);
        camera.widen(3);
        house.play(camera, 10);
        house.archive.close();
        assertThat(rows()).hasSize(2);
        assertThat(
                        house.archive.gaps(
                                ArchiveHouse.GATE, FakeCamera.START_US, camera.nowUs() - 1_000_000))
                .isEmpty();
    }

    @Test
    void neverCutsBecauseClocksDrift() throws Exception {
        FakeCamera camera = camera();
        house.record(camera);
        for (int i = 0; i < 50; i++) {
            house.play(camera, 1);
            // A camera whose second is 1 % shorter than the server's.
            camera.setClock(camera.nowUs() + 10_000);
        }
        assertThat(rows()).hasSize(1);
    }

    @Test
    void beginsANewFileWhenTheClockIsSetBack() throws Exception {
        FakeCamera camera = camera();
        house.record(camera);
        house.play(camera, 10);
        camera.setClock(FakeCamera.START_US);
        house.play(camera, 10);
        house.archive.close();
        assertThat(rows()).hasSize(2);
        assertThat(rows()).extracting(SegmentRow::startWallUs).containsOnly(FakeCamera.START_US);
        assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
    }

    @Test
    void leavesAnArchiveThatVerifyFindsClean() throws Exception {
        FakeCamera camera = camera();
        house.record(camera);
        house.play(camera, 100);
        var running = house.archive.verify(Progress.silent());
        assertThat(running.problems()).isEmpty();
        assertThat(running.files()).isEqualTo(1);
        house.archive.close();
        assertThat(house.archive.verify(Progress.silent()).files()).isEqualTo(2);
        assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
    }

    @Test
    void tellsWhatEachRecorderDoes() throws Exception {
        FakeCamera camera = camera();
        var recorder = house.record(camera);
        assertThat(recorder.status().state()).isEqualTo(RecorderState.WAITING);
        house.play(camera, 5);
        var status = recorder.status();
        assertThat(status.state()).isEqualTo(RecorderState.RECORDING);
        assertThat(status.bytesWritten()).isPositive();
        assertThat(status.segments()).isEqualTo(1);
        assertThat(status.disk()).isEqualTo("a");
        recorder.stop();
        house.settle();
        assertThat(recorder.status().state()).isEqualTo(RecorderState.OFF);
        assertThat(house.archive.recorders()).isEmpty();
        assertThat(house.archive.wanted()).isEmpty();
        assertThat(rows()).extracting(SegmentRow::state).containsOnly(SegmentState.COMPLETE);
    }
}
