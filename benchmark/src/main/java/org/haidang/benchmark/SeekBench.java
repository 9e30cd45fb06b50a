package org.haidang.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.haidang.archive.Archive;
import org.haidang.archive.ArchiveConfig;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.file.LoadedSegment;
import org.haidang.archive.file.SegmentHeader;
import org.haidang.archive.file.SegmentIndexFile;
import org.haidang.archive.file.SegmentPath;
import org.haidang.archive.file.SegmentScan;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.retain.RecordingPolicy;
import org.haidang.media.mp4.FragmentWriter;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.Sample;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.haidang.server.recording.store.SqlSegmentCatalog;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;

/**
 * Time from asking for a moment to its first byte, in an archive of 20 cameras and 30 days: 172,800
 * files of five minutes in the real catalogue on SQLite. The files that are sought in are whole,
 * with 7,500 pictures and their index; the others are links to a few that stand for them, which the
 * lookup never opens.
 */
final class SeekBench {
    private static final int CAMERAS = 20;
    private static final int DAYS = 30;
    private static final long SEGMENT_US = 300_000_000L;
    private static final int SEGMENTS = (int) (DAYS * 86_400_000_000L / SEGMENT_US);
    private static final int WHOLE_FILES = 200;
    private static final int PICTURE_TICKS = 3_600;
    private static final int PICTURES = 7_500;
    private static final int GROUP = 25;
    private static final int PICTURE_BYTES = 400;

    /** A file system lets a file have so many names and no more (ext4: 65,000). */
    private static final int LINKS_PER_FILE = 50_000;

    private final Settings settings;
    private final Path work;
    private final SplittableRandom random = new SplittableRandom(11);
    private final InitSegment init =
            InitSegment.of(
                    List.of(
                            new Track(
                                    1,
                                    new VideoFormat(
                                            Codec.H264,
                                            List.of(
                                                    new byte[] {0x67, 0x42, 0, 0x1e},
                                                    new byte[] {0x68, 1}),
                                            640,
                                            360,
                                            "avc1.42001e",
                                            0),
                                    90_000)));

    SeekBench(Settings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    private record Place(StreamKey key, long startUs) {}

    Report run() throws IOException {
        Report report = new Report("seek in " + CAMERAS + " cameras x " + DAYS + " days");
        Path root = Files.createDirectories(work.resolve("disk"));
        long nowUs = System.currentTimeMillis() * 1_000L;
        long firstUs = nowUs - DAYS * 86_400_000_000L;
        try (Database database = Databases.sqlite(work.resolve("haidang.db"))) {
            SqlSegmentCatalog catalog = new SqlSegmentCatalog(database);
            ArchiveConfig config =
                    ArchiveConfig.of(List.of(new DiskConfig("bench", root, 0, 0)))
                            .withDefaultPolicy(RecordingPolicy.days(DAYS + 5));
            // The disk gets its marker while the catalogue is empty; later a disk without it is
            // taken for unmounted.
            Archive.open(config, catalog, InstantSource.system(), AlarmListener.none()).close();
            List<Place> whole = fill(catalog, root, firstUs);
            try (Archive archive =
                    Archive.open(config, catalog, InstantSource.system(), AlarmListener.none())) {
                archive.healing().join();
                boolean cold = dropPageCache();
                double[] times = seek(archive, whole);
                report.put("files in the catalogue", CAMERAS * SEGMENTS);
                report.put("seeks", times.length);
                report.put("page cache dropped before", cold ? "yes" : "no, only root can");
                report.put("first byte p50 ms", Report.median(times));
                report.put("first byte p95 ms", Report.percentile(times, 95));
                report.put("first byte p99 ms", Report.percentile(times, 99));
                report.put("first byte worst ms", Report.percentile(times, 100));
            }
        }
        return report;
    }

    private List<Place> fill(SqlSegmentCatalog catalog, Path root, long firstUs)
            throws IOException {
        RecordBench.progress(
                "writing " + WHOLE_FILES + " whole files and " + CAMERAS * SEGMENTS + " rows");
        List<Place> whole = new ArrayList<>();
        Path standIn = null;
        int links = 0;
        for (int camera = 0; camera < CAMERAS; camera++) {
            StreamKey key = new StreamKey("camera-" + camera, "main");
            for (int n = 0; n < SEGMENTS; n++) {
                long startUs = firstUs + n * SEGMENT_US;
                String path = SegmentPath.of(key, startUs).relative();
                Path file = root.resolve(path);
                Files.createDirectories(file.getParent());
                if (random.nextInt(CAMERAS * SEGMENTS) < WHOLE_FILES || whole.isEmpty()) {
                    write(file, key, startUs);
                    whole.add(new Place(key, startUs));
                } else {
                    if (standIn == null || ++links % LINKS_PER_FILE == 0) {
                        standIn = Files.write(work.resolve("stand-in-" + links), init.bytes());
                    }
                    Files.createLink(file, standIn);
                }
                catalog.addSegment(
                        new NewSegment(
                                key,
                                "bench",
                                path,
                                startUs,
                                startUs + SEGMENT_US,
                                Files.size(file),
                                "avc1.42001e",
                                SegmentState.COMPLETE,
                                true,
                                Origin.LIVE));
            }
        }
        return whole;
    }

    private void write(Path file, StreamKey key, long startUs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(init.bytes());
        out.write(new SegmentHeader(key, startUs, "haidang bench", Origin.LIVE).toBox());
        byte[] picture = new byte[PICTURE_BYTES];
        picture[3] = (byte) (PICTURE_BYTES - 4 & 0xFF);
        picture[2] = (byte) (PICTURE_BYTES - 4 >> 8);
        for (int i = 0; i < PICTURES; i++) {
            long dts = (long) i * PICTURE_TICKS;
            Sample sample = new Sample(dts, dts, PICTURE_TICKS, i % GROUP == 0, picture);
            out.write(FragmentWriter.write(i + 1L, 1, startUs + i * 40_000L, List.of(sample)));
        }
        Files.write(file, out.toByteArray());
        LoadedSegment segment = SegmentScan.scan(file).orElseThrow();
        SegmentIndexFile.write(
                SegmentIndexFile.besides(file),
                segment.index(),
                init.bytes().length,
                Files.size(file));
    }

    private double[] seek(Archive archive, List<Place> whole) throws IOException {
        RecordBench.progress(settings.seeks() + " seeks");
        double[] times = new double[settings.seeks()];
        for (int i = 0; i < times.length; i++) {
            Place place = whole.get(random.nextInt(whole.size()));
            long atUs = place.startUs() + random.nextLong(SEGMENT_US - 2_000_000);
            FirstByte out = new FirstByte();
            long askedNs = System.nanoTime();
            try (Chunk chunk = archive.openAt(place.key(), atUs, 1).orElseThrow()) {
                if (chunk.startUs() > atUs || chunk.startUs() < atUs - 1_100_000) {
                    throw new IllegalStateException(
                            "asked for " + atUs + ", got " + chunk.startUs());
                }
                chunk.writeTo(out);
            }
            times[i] = (out.firstNs - askedNs) / 1e6;
        }
        return times;
    }

    private static final class FirstByte implements WritableByteChannel {
        private long firstNs;

        @Override
        public int write(java.nio.ByteBuffer bytes) {
            if (firstNs == 0) {
                firstNs = System.nanoTime();
            }
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** As after a night in which nobody looked (proc(5), sysctl vm.drop_caches). */
    private static boolean dropPageCache() {
        try {
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3\n");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
