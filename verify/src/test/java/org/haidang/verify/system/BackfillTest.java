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

    private static final Duration TOLD = Duration.ofMinutes(10);

    /** Less than half of a round of the clip. */
    private static final Duration NEAR = Duration.ofSeconds(8);

    /** Pictures of less than a round. */
    private static final int ROUND = 400;

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
        identical(camera, began);
    }

    /**
     * All files in the order of their times show what the camera stored, without a break. A fetched
     * file repeats less than a group of what was recorded before the outage.
     */
    private void identical(int camera, Instant began) {
        List<List<String>> all = new ArrayList<>();
        int fetched = 0;
        int twice = 0;
        for (Path file : Recordings.files(server.archive(), id(camera), "main")) {
            List<List<String>> pictures = Recordings.nalHashes(file);
            if (isFetched(file)) {
                List<List<String>> end = all.subList(Math.max(0, all.size() - GROUP), all.size());
                int at = end.lastIndexOf(pictures.getFirst());
                if (at >= 0) {
                    twice += end.size() - at;
                    end.subList(at, end.size()).clear();
                }
                fetched += pictures.size();
            }
            all.addAll(pictures);
        }
        // The clip comes again and again, so where in time it starts decides which round it is.
        Instant first = Recordings.firstPictureAfter(server.archive(), id(camera), Instant.EPOCH);
        List<List<String>> stored = stored(camera, first.minus(NEAR), Instant.now());
        int same = 0;
        int start = 0;
        for (int place = 0; place < ROUND && same < all.size(); place++) {
            int run = run(all, stored, place);
            if (run > same) {
                same = run;
                start = place;
            }
        }
        System.out.printf(
                "%s: %d of %d pictures without a break, %d of them fetched, %d on disk twice%n",
                played.get(camera).name(), same, all.size(), fetched, twice);
        assertThat(same)
                .as("pictures as they were stored" + goesOn(all, stored, same, start + same))
                .isEqualTo(all.size());
        assertThat(fetched).isGreaterThan(OUTAGE_S * 8);
    }

    /** Where a break goes on, for whoever has to find its cause. */
    private static String goesOn(
            List<List<String>> all, List<List<String>> stored, int same, int at) {
        for (int off = 0; off < ROUND; off++) {
            for (int place : new int[] {at + off, at - off}) {
                if (place >= 0
                        && place < stored.size()
                        && same + 2 < all.size()
                        && place + 2 < stored.size()
                        && all.subList(same, same + 2).equals(stored.subList(place, place + 2))) {
                    return "; picture " + same + " goes on " + (place - at) + " pictures later";
                }
            }
        }
        return "; picture " + same + " goes on nowhere near";
    }

    /** How many pictures are the same from some place on. */
    private static int run(List<List<String>> all, List<List<String>> stored, int start) {
        int same = 0;
        while (same < all.size()
                && start + same < stored.size()
                && all.get(same).equals(stored.get(start + same))) {
            same++;
        }
        return same;
    }

    /** Of each picture the hashes of its NAL units; the farm tells ten minutes at once. */
    private List<List<String>> stored(int camera, Instant from, Instant to) {
        List<List<String>> pictures = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plus(TOLD)) {
            Instant end = at.plus(TOLD).isBefore(to) ? at.plus(TOLD) : to;
            for (JsonNode picture :
                    farm.stored(farm.cameras().get(camera), at, end).get("pictures")) {
                List<String> nals = new ArrayList<>();
                picture.get("nals").forEach(nal -> nals.add(nal.asString()));
                pictures.add(nals);
            }
        }
        return pictures;
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
