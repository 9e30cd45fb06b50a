package org.haidang.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.InMemoryCatalog;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.fill.Filling;
import org.haidang.media.stream.FragmentMaker;

/**
 * The program that {@link FillCrashTest} kills: fills a gap of an hour that lies three days back
 * and says after each second of media how many pictures it has handed over. Argument: folder.
 */
final class CrashingFiller {
    static final int PICTURES = 25 * 3_600;
    static final long NOW_US = FakeCamera.START_US + 3L * 86_400_000_000L;

    private CrashingFiller() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Archive archive =
                Archive.open(
                        ArchiveConfig.of(List.of(new DiskConfig("a", Path.of(args[0]), 0, 0))),
                        new InMemoryCatalog(),
                        () -> Instant.EPOCH.plus(NOW_US, ChronoUnit.MICROS),
                        AlarmListener.none());
        CardCamera camera = new CardCamera(25);
        Filling filling =
                archive.fill(ArchiveHouse.GATE, CardCamera.wallUs(0), CardCamera.wallUs(PICTURES));
        FragmentMaker maker =
                new FragmentMaker(fragment -> {
                    try {
                        filling.write(fragment);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        maker.tracks(List.of(CardCamera.TRACK));
        for (int i = 0; i < PICTURES; i++) {
            maker.unit(camera.unit(i, 0, 0));
            if (i % 25 == 0) {
                System.out.println("given " + i);
                System.out.flush();
            }
        }
        // Killed before it comes here, or the test has nothing to see.
        filling.finish();
    }
}
