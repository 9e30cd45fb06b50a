package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.media.mp4.FragmentInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the nation sees of a site two tiers below, live and recorded. */
class TiersTest {
    private static final Duration LIMIT = LinkedTiers.LIMIT;

    /** A group of pictures at once, then what is measured. */
    private static final int PICTURES = 600;

    private static final Duration QUIET = Duration.ofSeconds(4);

    /** Last pictures go up more often than once a minute, that nobody waits for one. */
    private static final Map<String, String> QUICK_PICTURES =
            Map.of(
                    "HAIDANG_UPLINK_LAST_PICTURES_EVERY_SECONDS", "5",
                    "HAIDANG_UPLINK_LAST_PICTURES_KB_PER_MINUTE", "18000");

    @TempDir Path folder;

    @Test
    void d6TheNationSeesASitesCameraAndEveryTiersLogSaysSo() throws IOException {
        try (LinkedTiers tiers = new LinkedTiers(folder, "127.0.0.1", QUICK_PICTURES)) {
            await().atMost(LIMIT)
                    .until(() -> LinkedTiers.kind(tiers.nation, tiers.atNation).equals("live"));
            lastPictureComes(tiers);
            try (LiveViewer viewer =
                    LiveViewer.openMeasuring(tiers.nation.api(), tiers.atNation, "main")) {
                Duration first = viewer.awaitFirstPicture(LIMIT);
                System.out.printf("first picture at the nation after %d ms%n", first.toMillis());
                assertThat(tiers.connections()).as("control and media").isEqualTo(2);
                await().atMost(LIMIT).until(() -> viewer.agesUs().size() > PICTURES);
                tellAges(viewer.agesUs());
                assertThat(LinkedTiers.kind(tiers.province, tiers.atProvince)).isEqualTo("live");
            }
            nothingFlowsAfterTheLastViewer(tiers);
            LinkedTiers.ALL.forEach(tier -> tiers.awaitLogged(tier, "view"));

            tiers.site.kill();
            await().atMost(LIMIT)
                    .until(() -> LinkedTiers.kind(tiers.nation, tiers.atNation).equals("failed"));
            JsonNode state = tiers.nation.api().camera(tiers.atNation).get("state");
            assertThat(state.get("reason").asString()).isEqualTo("no-link");
        }
    }

    /** What came at once when we joined is memory, not the present: the second half counts. */
    private static void tellAges(List<Long> agesUs) {
        long[] ages =
                agesUs.subList(agesUs.size() / 2, agesUs.size()).stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray();
        long p95Us = ages[ages.length * 95 / 100];
        System.out.printf(
                "age of %d pictures at the nation: p50 %d ms, p95 %d ms, worst %d ms%n",
                ages.length,
                ages[ages.length / 2] / 1_000,
                p95Us / 1_000,
                ages[ages.length - 1] / 1_000);
        // The figure is what counts; the limit only catches what is broken.
        assertThat(p95Us).isBetween(0L, 5_000_000L);
    }

    /** The site closes its second connection; no byte of pictures goes anywhere. */
    private static void nothingFlowsAfterTheLastViewer(LinkedTiers tiers) {
        long leftNs = System.nanoTime();
        await().atMost(LIMIT).until(() -> tiers.connections() == 1);
        long quietMs = (System.nanoTime() - leftNs) / 1_000_000;
        long before = tiers.mediaBytes();
        long untilNs = System.nanoTime() + QUIET.toNanos();
        await().atMost(QUIET.multipliedBy(3))
                .until(() -> {
                    assertThat(tiers.connections()).isEqualTo(1);
                    return System.nanoTime() > untilNs;
                });
        assertThat(tiers.mediaBytes()).as("bytes of pictures").isEqualTo(before);
        System.out.printf("media connection closed %d ms after the last viewer left%n", quietMs);
        assertThat(quietMs).isLessThan(40_000);
    }

    /** Before anybody watches: nothing but what the site sends by itself. */
    private static void lastPictureComes(LinkedTiers tiers) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> {
                    HttpResponse<InputStream> answer =
                            tiers.nation.api().stream(
                                    "/cameras/" + tiers.atNation + "/snapshot.jpg");
                    try (InputStream body = answer.body()) {
                        assertThat(answer.statusCode()).isEqualTo(200);
                        assertThat(answer.headers().firstValue("Haidang-Picture-From"))
                                .contains("site");
                        long takenUs =
                                answer.headers()
                                        .firstValueAsLong("Haidang-Picture-Us")
                                        .orElseThrow();
                        long ageUs = System.currentTimeMillis() * 1_000 - takenUs;
                        assertThat(ageUs).isBetween(0L, 60_000_000L);
                        byte[] jpeg = body.readAllBytes();
                        System.out.printf(
                                "last picture at the nation: %d bytes, %d ms old%n",
                                jpeg.length, ageUs / 1_000);
                        assertThat(jpeg).hasSizeLessThan(30_000);
                        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth())
                                .isEqualTo(320);
                    }
                });
    }

    @Test
    void theNationPlaysAndExportsWhatTheSiteRecordedBitForBitUntilTheLinkBreaks()
            throws IOException {
        try (LinkedTiers tiers = new LinkedTiers(folder, "127.0.0.1")) {
            LinkedTiers.RecordedSpan span = tiers.awaitRecorded(Duration.ofSeconds(40));
            long fromUs = span.fromUs() + 3_000_000;
            long toUs = fromUs + 30_000_000;
            String camera = "/cameras/" + tiers.atNation;
            String piece = camera + "/playback?seconds=10&at=" + fromUs;
            String file = camera + "/video.mp4?from=" + fromUs + "&to=" + toUs;

            List<String> onDisk = payloads(tiers);
            sameAs(onDisk, read(tiers, piece), 200);
            sameAs(onDisk, read(tiers, file), 700);
            for (String tier : LinkedTiers.ALL) {
                tiers.awaitLogged(tier, "playback");
                tiers.awaitLogged(tier, "export");
            }

            HttpResponse<InputStream> stalled = tiers.nation.api().stream(file);
            assertThat(stalled.statusCode()).isEqualTo(200);
            try (InputStream body = stalled.body()) {
                assertThat(body.readNBytes(100_000)).hasSize(100_000);
                tiers.site.kill();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
            await().atMost(LIMIT)
                    .untilAsserted(() -> {
                        HttpResponse<InputStream> refused = tiers.nation.api().stream(piece);
                        try (InputStream body = refused.body()) {
                            assertThat(refused.statusCode()).isEqualTo(503);
                            assertThat(new String(body.readAllBytes()))
                                    .contains("urn:haidang:site-no-link");
                        }
                    });
        }
    }

    private static List<ArrivingVideo.Fragment> read(LinkedTiers tiers, String path)
            throws IOException {
        HttpResponse<InputStream> answer = tiers.nation.api().stream(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            return ArrivingVideo.read(body, fragment -> false);
        }
    }

    /** Hashes of the pictures in the site's files, in their order. */
    private static List<String> payloads(LinkedTiers tiers) {
        List<String> all = new ArrayList<>();
        for (Path path : Recordings.files(tiers.site.archive(), tiers.atSite, "main")) {
            for (FragmentInfo picture : Recordings.pictures(path)) {
                all.add(ArrivingVideo.hash(Recordings.samples(path, picture)));
            }
        }
        return all;
    }

    /** One after the other as they lie on the site's disk, none left out. */
    private static void sameAs(
            List<String> onDisk, List<ArrivingVideo.Fragment> arrived, int least) {
        assertThat(arrived).hasSizeGreaterThan(least);
        assertThat(onDisk)
                .containsSequence(arrived.stream().map(ArrivingVideo.Fragment::payload).toList());
    }
}
