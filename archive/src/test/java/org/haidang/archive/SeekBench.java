package org.haidang.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.file.SegmentHeader;
import org.haidang.archive.file.SegmentIndex;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.file.SegmentPath;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.retain.RecordingPolicy;
import org.haidang.media.mp4.InitSegment;

/**
 * Measures a seek into 30 days of 20 cameras: from the question to the first byte of media. The
 * catalogue is full; of the files, those that are visited exist, with real indexes of 7,500
 * pictures and media that are holes. Arguments: folder, seeks (2,000).
 */
final class SeekBench {
    private static final int CAMERAS = 20;
    private static final int DAYS = 30;
    private static final long SEGMENT_US = 300_000_000;
    private static final long START = FakeCamera.START_US;
    private static final int PICTURE_BYTES = 10_000;

    private SeekBench() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        int seeks = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
        Files.createDirectories(root);
        InMemoryCatalog catalog = new InMemoryCatalog();
        Random random = new Random(1);
        int perCamera = (int) (DAYS * 86_400_000_000L / SEGMENT_US);
        Set<Long> visited = new HashSet<>();
        long[] places = random.longs(seeks, 0, (long) CAMERAS * perCamera).toArray();
        Arrays.stream(places).forEach(visited::add);
        InitSegment init = InitSegment.of(List.of(new TinyPictures(1).track()));
        for (int camera = 0; camera < CAMERAS; camera++) {
            StreamKey key = new StreamKey("cam-" + camera, "main");
            for (int i = 0; i < perCamera; i++) {
                fill(
                        catalog,
                        root,
                        key,
                        START + i * SEGMENT_US,
                        init,
                        visited.contains((long) camera * perCamera + i));
            }
        }
        Files.createFile(root.resolve(".haidang-disk"));
        System.out.printf("%d rows, %d files%n", CAMERAS * perCamera, visited.size());
        try (Archive archive =
                Archive.open(
                        ArchiveConfig.of(List.of(new DiskConfig("a", root, 0, 0)))
                                .withDefaultPolicy(new RecordingPolicy(java.time.Duration.ZERO, 0)),
                        catalog,
                        Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC),
                        AlarmListener.none())) {
            archive.healing().join();
            long[] ns = new long[seeks];
            for (int i = 0; i < seeks; i++) {
                StreamKey key = new StreamKey("cam-" + places[i] / perCamera, "main");
                long atUs =
                        START + places[i] % perCamera * SEGMENT_US + random.nextLong(299_000_000);
                long from = System.nanoTime();
                firstBytes(archive, key, atUs);
                ns[i] = System.nanoTime() - from;
            }
            Arrays.sort(ns);
            System.out.printf(
                    Locale.ROOT,
                    "seek to first bytes: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                    ns[seeks / 2] / 1e6,
                    ns[seeks * 95 / 100] / 1e6,
                    ns[seeks * 99 / 100] / 1e6,
                    ns[seeks - 1] / 1e6);
        }
    }

    private static void firstBytes(Archive archive, StreamKey key, long atUs) throws IOException {
        try (Chunk chunk = archive.openAt(key, atUs, 2).orElseThrow()) {
            long late = atUs - chunk.startUs();
            if (late < 0 || late > 1_000_000) {
                throw new IllegalStateException("asked for " + atUs + ", got " + chunk.startUs());
            }
            chunk.writeTo(new Sink());
        }
    }

    private static void fill(
            InMemoryCatalog catalog,
            Path root,
            StreamKey key,
            long startUs,
            InitSegment init,
            boolean real)
            throws IOException {
        SegmentPath path = SegmentPath.of(key, startUs);
        int pictures = (int) (SEGMENT_US / 40_000);
        byte[] header = new SegmentHeader(key, startUs, "bench", Origin.LIVE).toBox();
        long headBytes = init.bytes().length + header.length;
        long bytes = headBytes + (long) pictures * PICTURE_BYTES;
        catalog.addSegment(
                new NewSegment(
                        key,
                        "a",
                        path.relative(),
                        startUs,
                        startUs + SEGMENT_US,
                        bytes,
                        "avc1.42c00a",
                        SegmentState.COMPLETE,
                        true,
                        Origin.LIVE));
        if (!real) {
            return;
        }
        Path file = root.resolve(path.relative());
        Files.createDirectories(file.getParent());
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(init.bytes());
        head.write(header);
        Files.write(file, head.toByteArray());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        SegmentIndex index = new SegmentIndex();
        for (int i = 0; i < pictures; i++) {
            index.append(
                    new SegmentIndex.Entry(
                            startUs + i * 40_000L,
                            i * 3_600L,
                            headBytes + (long) i * PICTURE_BYTES,
                            PICTURE_BYTES,
                            3_600,
                            1,
                            i % 25 == 0,
                            true),
                    40_000);
        }
        SegmentIndexFile.write(SegmentIndexFile.besides(file), index, init.bytes().length, bytes);
    }

    private static final class Sink implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) {
            int n = bytes.remaining();
            bytes.position(bytes.limit());
            return n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
