package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The network between the server and two cameras with cards is gone for a while; one of them has a
 * clock that is three hours wrong. What was missed is fetched when they are back, and nothing is
 * lost, nothing twice. {@code -Dhaidang.outage.seconds=600} for ten minutes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BackfillTest {
    private static final int OUTAGE_S = Integer.getInteger("haidang.outage.seconds", 25);
    private static final double THREE_HOURS_S = 3 * 3_600;

    /** Two seconds of pictures at 25 each, and one more. */
    private static final int GROUP = 51;

    /** Recorded before and after it. */
    private static final int AROUND_S = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(2).plusSeconds(OUTAGE_S);

    @TempDir static Path folder;

    private Farm farm;
    private Server server;
    private Api api;
    private final List<Farm.Camera> played = new ArrayList<>();
    private CameraIds ids;

    @BeforeAll
    void start() {
        List<String> options = new ArrayList<>(List.of("--cameras", "2"));
        options.addAll(TurningHead.options());
        farm = Farm.demo(folder, options.toArray(String[]::new));
        server = Server.start(folder.resolve("server"));
        api = server.api();
        for (int i = 0; i < 2; i++) {
            played.add(TurningHead.at(farm.devices().get(i), farm.cameras().get(i)));
        }
        farm.misbehave(farm.devices().get(1), "clock", THREE_HOURS_S);
        ids = server.add(played);
        for (int i = 0; i < 2; i++) {
            Farm.Device device = farm.devices().get(i);
            JsonNode examined =
                    api.create(
                            "/cameras/" + ids.of(played.get(i)) + "/device/examination",
                            Map.of("device", device.address() + ":" + device.port()));
            assertThat(examined.get("ok").asBoolean()).as("%s", examined).isTrue();
        }
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (farm != null) {
            farm.close();
        }
    }

    private String id(int camera) {
        return ids.of(played.get(camera));
    }

    private void awaitPictureAfter(int camera, Instant moment) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Recordings.lastPicture(server.archive(), id(camera)).isAfter(moment));
    }

    private static void pass(Instant until) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(until));
    }

    private JsonNode recordings(int camera, Instant from, Instant to) {
        return api.get("/cameras/" + id(camera) + "/recordings?from=" + from + "&to=" + to);
    }

    @Test
    void whatAnOutageTookIsFetchedFromTheCardsLater() {
        server.awaitRecording(ids.all(), Duration.ofSeconds(60));
        Instant began = Instant.now();
        awaitPictureAfter(0, began.plusSeconds(AROUND_S));
        awaitPictureAfter(1, began.plusSeconds(AROUND_S));
        farm.devices().forEach(device -> farm.misbehave(device, "outage", 0));
        Instant out = Instant.now();
        pass(out.plusSeconds(OUTAGE_S));
        farm.devices().forEach(farm::behave);
        // The clock was behaved, too.
        farm.misbehave(farm.devices().get(1), "clock", THREE_HOURS_S);
        Instant back = Instant.now();
        for (int camera = 0; camera < 2; camera++) {
            awaitPictureAfter(camera, back.plusSeconds(AROUND_S));
            assertThat(recordings(camera, began, Instant.now()).get("gaps"))
                    .as("what is missing")
                    .isNotEmpty();
        }
        for (int camera = 0; camera < 2; camera++) {
            filled(camera, began, back);
        }
    }

    private void filled(int camera, Instant began, Instant back) {
        String path = "/cameras/" + id(camera) + "/backfill";
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !api.get(path).get("last").isNull());
        JsonNode last = api.get(path).get("last");
        System.out.printf("%s: %s%n", played.get(camera).name(), last);
        assertThat(last.get("result").asString()).isEqualTo("filled");

        Instant end = back.plusSeconds(2);
        JsonNode now = recordings(camera, began, end);
        assertThat(now.get("gaps")).as("%s", now).isEmpty();
        assertThat(now.get("fetched")).as("%s", now).hasSize(1);
        double fetchedS = 0;
        double expectedS = 0;
        double recordedS = 0;
        for (JsonNode hour :
                api.get("/cameras/" + id(camera) + "/coverage?from=" + began + "&to=" + end)
                        .get("hours")) {
            fetchedS += hour.get("fetchedSeconds").asDouble();
            expectedS += hour.get("expectedSeconds").asDouble();
            recordedS += hour.get("recordedSeconds").asDouble();
        }
        assertThat(fetchedS).isGreaterThan(OUTAGE_S - 1);
        assertThat(recordedS).isEqualTo(expectedS);
        identical(camera);
    }

    /**
     * The clip is played over and over, so a run of it without a break, over all files in the order
     * of their times, is what the camera showed. A fetched file repeats less than a group of what
     * was recorded before the outage.
     */
    private void identical(int camera) {
        List<List<String>> clip = new ArrayList<>();
        for (JsonNode unit :
                farm.sent(farm.cameras().get(camera), "main").get("parts").get("live")) {
            List<String> nals = new ArrayList<>();
            unit.get("nals").forEach(nal -> nals.add(nal.asString()));
            clip.add(nals);
        }
        List<List<String>> all = new ArrayList<>();
        int fetched = 0;
        int twice = 0;
        for (Path file : Recordings.files(server.archive(), id(camera), "main")) {
            List<List<String>> pictures = Recordings.nalHashes(file);
            if (isFetched(file)) {
                int next = clip.indexOf(all.getLast()) + 1;
                boolean joins = clip.get(next % clip.size()).equals(pictures.getFirst());
                int at = joins ? all.size() : all.lastIndexOf(pictures.getFirst());
                assertThat(all.size() - at)
                        .as("of what was recorded, less than a group is there again")
                        .isLessThan(GROUP);
                twice += all.size() - at;
                all.subList(at, all.size()).clear();
                fetched += pictures.size();
            }
            all.addAll(pictures);
        }
        int start = clip.indexOf(all.getFirst());
        assertThat(start).isNotNegative();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i))
                    .as("picture %d of %d", i, all.size())
                    .isEqualTo(clip.get((start + i) % clip.size()));
        }
        System.out.printf(
                "%s: %d pictures without a break, %d of them fetched, %d on disk twice%n",
                played.get(camera).name(), all.size(), fetched, twice);
    }

    private static boolean isFetched(Path file) {
        try {
            byte[] head = new byte[8_192];
            try (var in = Files.newInputStream(file)) {
                int n = in.readNBytes(head, 0, head.length);
                return new String(head, 0, n, StandardCharsets.ISO_8859_1)
                        .contains("origin=fetched");
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
