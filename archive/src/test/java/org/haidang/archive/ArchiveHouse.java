package org.haidang.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.check.HealReport;
import org.haidang.archive.record.Recorder;
import org.haidang.archive.retain.RecordingPolicy;

/**
 * An archive on a folder with a clock that the test sets, to be stopped, crashed and opened again.
 */
final class ArchiveHouse implements AutoCloseable {
    static final StreamKey GATE = new StreamKey("gate-1", "main");
    static final RecordingPolicy FOREVER = new RecordingPolicy(Duration.ZERO, 0);

    final InMemoryCatalog catalog;
    final AtomicLong nowUs = new AtomicLong(FakeCamera.START_US);
    final ArchiveConfig config;
    Archive archive;

    ArchiveHouse(Path root) throws IOException {
        this(new ArchiveHouseConfig(root).config(), new InMemoryCatalog());
    }

    ArchiveHouse(ArchiveConfig config, InMemoryCatalog catalog) throws IOException {
        this.config = config;
        this.catalog = catalog;
        this.archive = open();
    }

    private Archive open() throws IOException {
        return Archive.open(
                config,
                catalog,
                () -> Instant.EPOCH.plus(nowUs.get(), ChronoUnit.MICROS),
                AlarmListener.none());
    }

    Path root() {
        return config.disks().getFirst().root();
    }

    void reopen() throws IOException {
        archive.close();
        archive = open();
    }

    HealReport healed() throws Exception {
        return archive.healing().get(10, TimeUnit.SECONDS);
    }

    Recorder record(FakeCamera camera) {
        return archive.record(GATE, camera.stream(), FOREVER);
    }

    /** Sends media, sets the clock after it and waits until all is on disk. */
    void play(FakeCamera camera, double seconds) throws InterruptedException {
        camera.play(seconds);
        nowUs.set(camera.nowUs());
        settle();
    }

    void settle() throws InterruptedException {
        if (!archive.settle(20_000)) {
            throw new IllegalStateException("the archive does not settle");
        }
    }

    @Override
    public void close() {
        archive.close();
    }
}
