package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Host;
import org.haidang.benchmark.program.LiveViewer;
import org.haidang.benchmark.program.Program;
import org.haidang.benchmark.program.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * This program and an older one on either side of a link: {@code -Dhaidang.older=FOLDER}, a built
 * checkout of the older one. What both know goes over it; of what only one knows nothing is said.
 */
@EnabledIfSystemProperty(named = "haidang.older", matches = ".+")
class OlderProgramTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NOTES = 50;

    /** A minute would be long to wait for; the older one may not know the setting. */
    private static final Map<String, String> QUICK_PICTURES =
            Map.of("HAIDANG_UPLINK_LAST_PICTURES_EVERY_SECONDS", "5");

    @TempDir Path folder;

    /** Runs the same module of the other checkout. */
    private static final class Older implements Host {
        private final String root =
                Path.of(System.getProperty("haidang.older")).toAbsolutePath().toString();

        @Override
        public List<String> command(List<String> command) {
            return command.stream()
                    .map(word -> word.replace(Program.ROOT.toString(), root))
                    .toList();
        }

        @Override
        public URI reach(URI loopback) {
            return loopback;
        }
    }

    @Test
    void anOlderSiteServesThisCentre() throws IOException {
        serves(new Older(), Host.HERE);
    }

    @Test
    void thisSiteServesAnOlderCentre() throws IOException {
        serves(Host.HERE, new Older());
    }

    private void serves(Host below, Host above) throws IOException {
        Map<String, String> links = Links.free().settings();
        try (Farm farm = Farm.demo(folder);
                Server centre = Server.start(folder.resolve("centre"), above, links);
                Server site =
                        Server.start(
                                folder.resolve("site"),
                                below,
                                below == Host.HERE ? QUICK_PICTURES : Map.of())) {
            CameraIds cameras = site.add(farm.cameras().subList(0, 2));
            Enrolment enrolment = new Enrolment(folder, Map.of("site", below, "centre", above));
            enrolment.join("site", "centre", links, "Khu cách ly Phước Dinh");
            site.awaitRecording(cameras.all(), LIMIT);
            String camera = Enrolment.awaitCamera(centre, farm.cameras().getFirst().name());
            await().atMost(LIMIT).until(() -> LinkedTiers.kind(centre, camera).equals("live"));
            System.out.println(line(site, "linked to "));

            try (LiveViewer viewer = LiveViewer.openMeasuring(centre.api(), camera, "main")) {
                System.out.printf(
                        "first picture at the centre after %d ms%n",
                        viewer.awaitFirstPicture(LIMIT).toMillis());
            }
            playsWhatTheSiteRecorded(centre, camera);
            factsArriveOnceAndInOrder(site, centre, cameras.all().getFirst());
            assertThat(status().get("linked").asBoolean()).isTrue();
            await().atMost(LIMIT).until(() -> status().get("factsWaiting").asLong() == 0);
            System.out.println(status());
        }
    }

    private static String line(Server server, String words) {
        return server.output()
                .lines()
                .filter(line -> line.contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(server.output()));
    }

    private static void playsWhatTheSiteRecorded(Server centre, String camera) {
        long nowUs = System.currentTimeMillis() * 1_000;
        JsonNode spans =
                centre.api()
                        .get(
                                "/cameras/%s/recordings?from=%d&to=%d"
                                        .formatted(camera, nowUs - 600_000_000L, nowUs))
                        .get("spans");
        assertThat(spans).isNotEmpty();
        long fromUs = LinkedTiers.RecordedSpan.of(spans.get(0)).fromUs();
        byte[] piece =
                centre.api()
                        .bytes("/cameras/%s/playback?seconds=5&at=%d".formatted(camera, fromUs));
        assertThat(piece).hasSizeGreaterThan(10_000);
        System.out.printf("%d bytes of the site's recording played at the centre%n", piece.length);
    }

    private static void factsArriveOnceAndInOrder(Server site, Server centre, String camera) {
        String incident =
                site.api()
                        .create(
                                "/incidents",
                                Map.of(
                                        "cameraIds", List.of(camera),
                                        "kind", "INTRUSION",
                                        "severity", "MINOR"))
                        .get("incident")
                        .get("id")
                        .asString();
        List<String> said = IntStream.range(0, NOTES).mapToObj(i -> "ghi chú " + i).toList();
        for (String words : said) {
            HttpResponse<String> answer =
                    site.api().post("/incidents/" + incident + "/notes", Map.of("words", words));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(notes(centre, incident)).isEqualTo(said));
        System.out.printf("%d notes arrived at the centre%n", NOTES);
    }

    private static List<String> notes(Server server, String incident) {
        List<String> notes = new ArrayList<>();
        for (JsonNode event : server.api().get("/incidents/" + incident).get("events")) {
            if (event.get("act").asString().equals("noted")) {
                notes.add(event.get("words").asString());
            }
        }
        return notes;
    }

    private JsonNode status() {
        Path status =
                folder.resolve("site").resolve("data").resolve("uplink").resolve("status.json");
        return JsonMapper.shared().readTree(status.toFile());
    }
}
