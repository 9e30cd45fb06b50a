package org.haidang.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.check.Progress;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.fill.Filling;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Outages of all kinds, filled from a card whose clock is off and which itself has holes: whatever
 * is on the disk is found again by paging and by export, and what is told of gaps adds up.
 */
class FillSimulationTest {
    private static final int[] GROUPS = {5, 25, 50, 200, 700};

    @TempDir Path root;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsEveryPictureOfAnOutageThatWasFilled(int seed) throws Exception {
        Random random = new Random(seed);
        int group = GROUPS[random.nextInt(GROUPS.length)];
        CardHouse card = new CardHouse(root, group);
        ArchiveHouse house = card.house;
        try (house) {
            int end = outages(card, random);
            for (Gap gap : house.archive.gaps(ArchiveHouse.GATE, at(0), at(end))) {
                if (random.nextInt(5) > 0) {
                    fill(card, gap, random);
                }
            }
            house.settle();
            TreeSet<Integer> there = onDisk();
            int seconds = 1 + random.nextInt(30);
            String files = files(house);
            // By the card's clock it may have begun earlier.
            long fromUs = at(0) - 2_000_000;
            assertSame(there, card.paged(fromUs, seconds), "paged by " + seconds + " s" + files);
            assertSame(there, card.exported(fromUs, at(end)), "exported" + files);
            for (CoverageHour hour : house.archive.coverage(ArchiveHouse.GATE, at(0), at(end))) {
                long gaps = hour.gaps().stream().mapToLong(g -> g.toUs() - g.fromUs()).sum();
                assertThat(hour.recordedUs() + gaps).isEqualTo(hour.expectedUs());
            }
            assertThat(house.archive.verify(Progress.silent()).problems()).isEmpty();
        }
    }

    private static IntStream seeds() {
        // The last two had something of their own.
        return IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(62, 254));
    }

    private static long at(int picture) {
        return CardCamera.wallUs(picture);
    }

    /** From which picture to which each file goes, by its own times. */
    private static String files(ArchiveHouse house) {
        return house.catalog.segments(ArchiveHouse.GATE, 0, SegmentCatalog.OPEN, 1_000).stream()
                .map(row ->
                        "%n%s %.1f to %.1f"
                                .formatted(
                                        row.origin(),
                                        (row.startWallUs() - at(0)) / 40_000.0,
                                        (row.endWallUs() - at(0)) / 40_000.0))
                .collect(Collectors.joining());
    }

    private static void assertSame(TreeSet<Integer> there, List<Integer> shown, String how) {
        TreeSet<Integer> missing = new TreeSet<>(there);
        shown.forEach(missing::remove);
        assertThat(missing).as("missing, %s", how).isEmpty();
        assertThat(there).as(how).containsAll(shown);
    }

    private static int outages(CardHouse card, Random random) throws InterruptedException {
        int now = 0;
        for (int i = 0; i < 5; i++) {
            int until = now + 100 + random.nextInt(900);
            card.live(now, until);
            now = until + 10 + random.nextInt(400);
            if (random.nextInt(3) == 0) {
                card.silent(now);
            } else {
                card.away(now);
            }
        }
        card.live(now, now + 1_500);
        return now + 1_500;
    }

    private static void fill(CardHouse card, Gap gap, Random random) throws IOException {
        int first = picture(gap.fromUs()) - 2 * card.camera.group() - random.nextInt(100);
        int last = picture(gap.toUs());
        int until = random.nextInt(3) == 0 ? last - random.nextInt(100) : last + 200;
        long clockUs = random.nextInt(1_800_000) - 900_000L;
        try (Filling filling =
                card.house.archive.fill(ArchiveHouse.GATE, gap.fromUs(), gap.toUs())) {
            card.feed(filling, Math.max(0, first), until, clockUs);
            filling.finish();
        }
    }

    private static int picture(long us) {
        return (int) ((us - at(0)) / CardCamera.PICTURE_US);
    }

    private TreeSet<Integer> onDisk() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".mp4")).toList();
        }
        TreeSet<Integer> numbers = new TreeSet<>();
        for (Path file : files) {
            numbers.addAll(CardCamera.numbers(Files.readAllBytes(file)));
        }
        return numbers;
    }
}
