package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a site recorded of an incident comes to its centre by itself, over a line that is cut. */
class ClipTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int PICTURES = 201;
    private static final int PICTURE_BYTES = 40_000;

    /** A megabyte a second: the copy takes some seconds, and is cut in the middle. */
    private static final String BUDGET = "8M";

    @TempDir Path folder;

    @Test
    void aCopyThatWasCutOffGoesOnAndIsBitForBitTheSites() throws Exception {
        try (TestServer province =
                TestServer.fresh(folder.resolve("province"), TestServer.centre())) {
            TestClient above = province.loggedIn();
            String camera;
            String incident;
            long gotBefore;
            try (TestServer site = site()) {
                site.join(province, "Khu cách ly Thử");
                camera = site.loggedIn().addCamera("gate", Map.of());
                record(site, camera);
                incident = open(site.loggedIn(), camera);
                JsonNode waiting = awaitClip(above, incident, "got", 2 << 20);
                assertThat(waiting.get("state").stringValue()).isEqualTo("WAITING");
                assertThat(waiting.get("mayView").booleanValue()).isFalse();
            }
            JsonNode cut =
                    await().atMost(LIMIT)
                            .until(
                                    () -> clip(above, incident),
                                    one -> !one.get("why").stringValue().isEmpty());
            gotBefore = cut.get("got").longValue();
            long bytes = cut.get("bytes").longValue();
            assertThat(gotBefore).isBetween(1L << 20, bytes - 1);

            try (TestServer site = site()) {
                JsonNode kept =
                        await().atMost(LIMIT)
                                .until(
                                        () -> clip(above, incident),
                                        one -> one.get("state").stringValue().equals("KEPT"));
                assertThat(kept.get("got").longValue()).isEqualTo(bytes);
                long sent = site.loggedIn().get("links").json().at("/above/sentBytes").longValue();
                assertThat(sent)
                        .as("what was here before is not sent again")
                        .isLessThan(bytes - gotBefore + (1 << 20));
                compare(above, incident, site, camera, kept);
                // Before the cut and after it; many ranges, and not one row for each.
                assertThat(site.loggedIn().get("audit?kind=export").json().get("rows").size())
                        .isBetween(2, 4);
            }
        }
    }

    private TestServer site() throws IOException {
        Map<String, String> settings = new HashMap<>(TestServer.administrator());
        settings.put("uplink.budget", BUDGET);
        return TestServer.fresh(folder.resolve("site"), settings);
    }

    private static void record(TestServer site, String camera) {
        FakeSources.Fake source = site.sources.named("gate/main");
        source.live();
        source.pictures(PICTURES, PICTURE_BYTES);
        String range =
                "?from=" + Instant.now().minusSeconds(60) + "&to=" + Instant.now().plusSeconds(60);
        await().atMost(LIMIT)
                .until(() -> {
                    long bytes = 0;
                    for (JsonNode span :
                            site.loggedIn()
                                    .get("cameras/" + camera + "/recordings" + range)
                                    .json()
                                    .path("spans")) {
                        bytes += span.get("bytes").longValue();
                    }
                    return bytes >= (long) PICTURES * PICTURE_BYTES;
                });
    }

    /** One whose minute afterwards is just over. */
    private static String open(TestClient contact, String camera) {
        String facility = contact.get("cameras/" + camera).json().get("facilityId").stringValue();
        Instant ended = Instant.now().minusSeconds(55).truncatedTo(ChronoUnit.SECONDS);
        TestClient.Answer opened =
                contact.post(
                        "incidents",
                        Map.of(
                                "facilityId",
                                facility,
                                "cameraIds",
                                List.of(camera),
                                "kind",
                                "OTHER",
                                "severity",
                                "MINOR",
                                "title",
                                "Người lạ ở cổng",
                                "from",
                                ended.minusSeconds(30).toString(),
                                "to",
                                ended.toString()));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.json().at("/incident/id").stringValue();
    }

    private static JsonNode clip(TestClient above, String incident) {
        JsonNode all = above.get("incidents/" + incident + "/clips").json();
        return all.isArray() && all.size() == 1 ? all.get(0) : NONE;
    }

    private static final JsonNode NONE =
            tools.jackson.databind.json.JsonMapper.shared()
                    .readTree("{\"state\": \"\", \"why\": \"\", \"got\": 0, \"bytes\": 0}");

    private static JsonNode awaitClip(
            TestClient above, String incident, String field, long atLeast) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> clip(above, incident), one -> one.get(field).longValue() >= atLeast);
    }

    private static void compare(
            TestClient above, String incident, TestServer site, String camera, JsonNode kept)
            throws Exception {
        String video =
                "incidents/" + incident + "/clips/" + kept.get("id").stringValue() + "/video.mp4";
        byte[] here = above.get(video).response().body();
        byte[] there =
                site.loggedIn()
                        .get(
                                "cameras/"
                                        + camera
                                        + "/video.mp4?from="
                                        + kept.get("from").stringValue()
                                        + "&to="
                                        + kept.get("to").stringValue())
                        .response()
                        .body();
        assertThat(here.length).isEqualTo(there.length).isGreaterThan(PICTURES * PICTURE_BYTES);
        assertThat(Arrays.mismatch(here, there)).as("where they differ").isEqualTo(-1);
        assertThat(kept.get("sha256").stringValue())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(here)));
        TestClient.Answer part = above.get(video, "Range", "bytes=1000-1999");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(here, 1_000, 2_000));
        assertThat(above.get("audit?kind=playback").json().get("rows").size()).isPositive();
        assertThat(above.get("incidents/none/clips").status()).isEqualTo(404);
        assertThat(above.get("incidents/" + incident + "/clips/none/video.mp4").status())
                .isEqualTo(404);
    }
}
