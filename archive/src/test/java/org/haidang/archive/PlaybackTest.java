package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.KeyPicture;
import org.haidang.archive.retain.RecordingPolicy;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTest {
    private static final long START = FakeCamera.START_US;
    private static final long S = 1_000_000;

    @TempDir Path folder;
    private ArchiveHouse house;
    private FakeCamera camera = new FakeCamera("gate-1/main", START, true);

    @BeforeEach
    void open() throws IOException {
        house = new ArchiveHouse(folder.resolve("archive"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void record(int seconds) throws InterruptedException {
        house.record(camera);
        house.play(camera, seconds);
    }

    /** Ten seconds away, twenty seconds after the start, then back. */
    private void recordWithGap() throws InterruptedException {
        record(20);
        camera.state(new SourceState.Failed(FailureReason.CLOSED, "", 1, 0));
        camera.pause(10);
        house.nowUs.set(camera.nowUs());
        house.settle();
        camera.reconnect();
        house.play(camera, 20);
    }

    private Chunk at(double seconds, int length) throws IOException {
        return house.archive
                .openAt(ArchiveHouse.GATE, START + (long) (seconds * S), length)
                .orElseThrow();
    }

    private Path file(Chunk chunk) throws IOException {
        Path file = Files.createTempFile(folder, "chunk", ".mp4");
        try (WritableByteChannel out =
                Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            chunk.writeTo(out);
        }
        assertThat(Files.size(file)).isEqualTo(chunk.byteCount());
        return file;
    }

    private static byte[] bytes(Export export, long offset, long count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.writeTo(Channels.newChannel(out), offset, count);
        return out.toByteArray();
    }

    private Path file(Export export) throws IOException {
        Path file = Files.createTempFile(folder, "export", ".mp4");
        Files.write(file, bytes(export, 0, export.byteCount()));
        return file;
    }

    @Test
    void startsAtTheKeyPictureBeforeTheMomentAndEndsBeforeAnother() throws Exception {
        record(100);
        try (Chunk chunk = at(12.3, 5)) {
            assertThat(chunk.startUs()).isEqualTo(START + 12 * S);
            assertThat(chunk.endUs()).isEqualTo(START + 17 * S);
            assertThat(chunk.nextUs()).isEqualTo(OptionalLong.of(START + 17 * S));
            assertThat(chunk.mediaStartUs()).isEqualTo(12 * S);
            assertThat(chunk.mime()).isEqualTo("video/mp4; codecs=\"avc1.42c00a,alaw\"");
        }
    }

    @Test
    void chunkAfterChunkPlaysEverythingOnce() throws Exception {
        Probe.required();
        record(130);
        house.archive.close();
        int pictures = 0;
        OptionalLong next = OptionalLong.of(START);
        while (next.isPresent()) {
            try (Chunk chunk =
                    house.archive.openAt(ArchiveHouse.GATE, next.getAsLong(), 7).orElseThrow()) {
                assertThat(chunk.startUs()).isEqualTo(next.getAsLong());
                Probe.Result result = Probe.frames(file(chunk));
                assertThat(result.errors()).isEmpty();
                pictures += result.pictures();
                next = chunk.nextUs();
            }
        }
        assertThat(pictures).isBetween(130 * 25 - 1, 130 * 25);
    }

    @Test
    void playsTheLastSecondsWhileRecordingGoesOn() throws Exception {
        record(10);
        try (Chunk chunk = at(9.5, 5)) {
            assertThat(chunk.startUs()).isEqualTo(START + 9 * S);
            assertThat(chunk.nextUs()).isEmpty();
            assertThat(chunk.endUs()).isBetween(START + 9_900_000, START + 10 * S);
        }
        house.play(camera, 5);
        try (Chunk chunk = at(10, 30)) {
            assertThat(chunk.endUs()).isBetween(START + 14_900_000, START + 15 * S);
        }
    }

    @Test
    void neverPlaysOverAGapAndSaysWhereItGoesOn() throws Exception {
        recordWithGap();
        try (Chunk chunk = at(18.5, 30)) {
            assertThat(chunk.endUs()).isBetween(START + 19_900_000, START + 20 * S);
            assertThat(chunk.nextUs()).isEqualTo(OptionalLong.of(START + 30 * S));
        }
        try (Chunk chunk = at(25, 5)) {
            assertThat(chunk.startUs()).isEqualTo(START + 30 * S);
        }
        assertThat(house.archive.openAt(ArchiveHouse.GATE, START + 51 * S, 5)).isEmpty();
        try (Chunk chunk = at(-1000, 5)) {
            assertThat(chunk.startUs()).isEqualTo(START);
        }
    }

    @Test
    void neverPlaysOverAChangeOfFormat() throws Exception {
        record(10);
        camera.widen(3);
        house.play(camera, 10);
        try (Chunk chunk = at(8, 30)) {
            assertThat(chunk.endUs()).isEqualTo(START + 10 * S);
            assertThat(chunk.nextUs()).isEqualTo(OptionalLong.of(START + 10 * S));
        }
    }

    @Test
    void reachesAMomentInAGroupOfMinutesThatWasCutIntoFiles() throws Exception {
        Probe.required();
        camera.group(25 * 400);
        record(300);
        try (Chunk chunk = at(290, 5)) {
            assertThat(chunk.startUs()).isEqualTo(START);
            assertThat(chunk.endUs()).isGreaterThan(START + 290 * S);
            assertThat(Probe.frames(file(chunk)).errors()).isEmpty();
        }
    }

    @Test
    void findsTheKeyPictureOfAMoment() throws Exception {
        camera.remembering();
        record(20);
        KeyPicture picture =
                house.archive.keyPicture(ArchiveHouse.GATE, START + 7 * S + 600_000).orElseThrow();
        assertThat(picture.wallUs()).isEqualTo(START + 7 * S);
        assertThat(picture.data()).isEqualTo(camera.sent().get(7 * 25));
        assertThat(picture.format().width()).isEqualTo(16);
        assertThat(picture.format().parameterSets()).hasSize(2);
        assertThat(house.archive.keyPicture(ArchiveHouse.GATE, START + 60 * S)).isEmpty();
    }

    @Test
    void exportsOverFilesAsOneThatPlaysFromZero() throws Exception {
        Probe.required();
        record(200);
        List<Export> exports =
                house.archive.export(ArchiveHouse.GATE, START + 30 * S + 1, START + 150 * S + 1);
        assertThat(exports).hasSize(1);
        try (Export export = exports.getFirst()) {
            assertThat(export.startUs()).isEqualTo(START + 30 * S);
            assertThat(export.endUs()).isEqualTo(START + 151 * S);
            assertThat(export.pieces()).hasSize(1);
            Probe.Result result = Probe.frames(file(export));
            assertThat(result.errors()).isEmpty();
            assertThat(result.pictures()).isEqualTo(121 * 25);
            assertThat(result.firstSeconds()).isBetween(0.0, 0.21);
            assertThat(result.lastSeconds() - result.firstSeconds()).isBetween(120.9, 121.0);
        }
    }

    @Test
    void givesAnyRangeOfBytesOfAnExport() throws Exception {
        record(130);
        try (Export export =
                house.archive.export(ArchiveHouse.GATE, START, START + 200 * S).getFirst()) {
            byte[] all = bytes(export, 0, export.byteCount());
            assertThat(all).hasSize((int) export.byteCount());
            Random random = new Random(11);
            for (int i = 0; i < 300; i++) {
                int from = random.nextInt(all.length);
                int count = Math.min(random.nextInt(20_000), all.length - from);
                assertThat(bytes(export, from, count))
                        .as("%d bytes from %d", count, from)
                        .isEqualTo(Arrays.copyOfRange(all, from, from + count));
            }
        }
        try (Export again =
                house.archive.export(ArchiveHouse.GATE, START, START + 100 * S).getFirst()) {
            String tag = again.tag();
            try (Export same =
                    house.archive.export(ArchiveHouse.GATE, START, START + 100 * S).getFirst()) {
                assertThat(same.tag()).isEqualTo(tag);
            }
        }
    }

    @Test
    void exportsPicturesLargerThanItsBuffer() throws Exception {
        Probe.required();
        camera.sizes(3 << 20, 50_000);
        record(4);
        try (Export export =
                house.archive.export(ArchiveHouse.GATE, START, START + 4 * S).getFirst()) {
            assertThat(Probe.frames(file(export)).errors()).isEmpty();
            byte[] all = bytes(export, 0, export.byteCount());
            assertThat(bytes(export, 2_500_000, 2_000_000))
                    .isEqualTo(Arrays.copyOfRange(all, 2_500_000, 4_500_000));
        }
    }

    @Test
    void closesUpGapsAndARestartInAnExportAndTellsWhere() throws Exception {
        Probe.required();
        recordWithGap();
        house.reopen();
        camera = new FakeCamera("gate-1/main", START + 100 * S, true);
        house.nowUs.set(camera.nowUs());
        record(20);
        try (Export export =
                house.archive.export(ArchiveHouse.GATE, START, START + 200 * S).getFirst()) {
            assertThat(export.pieces()).hasSize(3);
            assertThat(export.pieces().get(1).wallStartUs()).isEqualTo(START + 30 * S);
            assertThat(export.pieces().get(1).mediaStartUs()).isBetween(19_900_000L, 20_400_000L);
            Probe.Result result = Probe.frames(file(export));
            assertThat(result.errors()).isEmpty();
            assertThat(result.pictures()).isBetween(60 * 25 - 3, 60 * 25);
            assertThat(result.lastSeconds()).isBetween(59.5, 61.0);
        }
    }

    @Test
    void offersOneExportPerFormat() throws Exception {
        Probe.required();
        record(10);
        camera.widen(3);
        house.play(camera, 10);
        List<Export> exports = house.archive.export(ArchiveHouse.GATE, START, START + 60 * S);
        assertThat(exports).hasSize(2);
        for (Export export : exports) {
            assertThat(Probe.frames(file(export)).errors()).isEmpty();
            export.close();
        }
        assertThat(exports.getLast().mime()).contains("avc1");
        assertThat(house.archive.export(ArchiveHouse.GATE, START + 70 * S, START + 90 * S))
                .isEmpty();
    }

    @Test
    void keepsFilesFromRetentionWhileTheyAreExported() throws Exception {
        record(130);
        house.archive.close();
        house.reopen();
        house.archive.policy(ArchiveHouse.GATE, RecordingPolicy.days(1));
        Export export = house.archive.export(ArchiveHouse.GATE, START, START + 200 * S).getFirst();
        Chunk chunk = at(70, 10);
        house.nowUs.set(START + 86_400 * S * 30);
        assertThat(house.archive.retain()).isZero();
        assertThat(bytes(export, 0, export.byteCount())).hasSize((int) export.byteCount());
        export.close();
        assertThat(house.archive.retain()).isEqualTo(3);
        // The chunk has its file open and does not mind.
        file(chunk);
        chunk.close();
        assertThat(house.archive.openAt(ArchiveHouse.GATE, START, 5)).isEmpty();
        assertThat(house.archive.coverage(ArchiveHouse.GATE, START, START + 100 * S).getFirst())
                .satisfies(hour -> assertThat(hour.expiredUs()).isEqualTo(100 * S));
    }
}
