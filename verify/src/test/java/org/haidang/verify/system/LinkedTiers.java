package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.network.Sockets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nation, province and site, each the real program in a process of its own, linked from below. The
 * site records the demo's cameras; one of them is looked at.
 */
final class LinkedTiers implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final List<String> ALL = List.of("site", "province", "nation");

    private final Path folder;
    private final List<AutoCloseable> parts = new ArrayList<>();
    final Server nation;
    final Server province;
    final Server site;
    private final int provincePort;

    /** The camera's name, and what each tier calls it. */
    final String name;

    final String atSite;
    final String atProvince;
    final String atNation;

    /**
     * @param host at which the site reaches the province
     */
    LinkedTiers(Path folder, String host) throws IOException {
        this(folder, host, Map.of());
    }

    /**
     * @param more settings of all three
     */
    LinkedTiers(Path folder, String host, Map<String, String> more) throws IOException {
        this.folder = folder;
        Map<String, String> nationLinks = links("127.0.0.1");
        Map<String, String> provinceLinks = links(host);
        nationLinks.putAll(more);
        provinceLinks.putAll(more);
        this.provincePort = Integer.parseInt(provinceLinks.get("HAIDANG_LINKS_PORT"));
        try {
            Farm farm = opened(Farm.demo(folder));
            this.nation = server("nation", nationLinks);
            this.province = server("province", provinceLinks);
            this.site = server("site", more);
            CameraIds cameras = site.add(farm.cameras());
            Enrolment enrolment = new Enrolment(folder);
            enrolment.join("site", "province", provinceLinks, "Khu cách ly Phước Dinh");
            enrolment.join("province", "nation", nationLinks, "Tỉnh Ninh Thuận");
            this.name = farm.cameras().getFirst().name();
            site.awaitRecording(cameras.all(), LIMIT);
            this.atSite = Enrolment.awaitCamera(site, name);
            this.atProvince = Enrolment.awaitCamera(province, name);
            this.atNation = Enrolment.awaitCamera(nation, name);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.add(part);
        return part;
    }

    private Server server(String tier, Map<String, String> settings) {
        return opened(Server.start(folder.resolve(tier), List.of(), settings));
    }

    private static Map<String, String> links(String host) throws IOException {
        Links links = Links.free();
        Map<String, String> settings = new HashMap<>(links.settings());
        if (!host.equals("127.0.0.1")) {
            settings.put("HAIDANG_LINKS_BIND", "0.0.0.0");
            settings.put("HAIDANG_LINKS_ADDRESS", host + ":" + links.port());
        }
        return settings;
    }

    /** What the nation calls all of the site's cameras. */
    List<String> camerasAtNation() {
        int all = site.api().get("/cameras").size();
        JsonNode told =
                await().atMost(LIMIT)
                        .until(() -> nation.api().get("/cameras"), now -> now.size() == all);
        List<String> ids = new ArrayList<>();
        told.forEach(camera -> ids.add(camera.get("id").asString()));
        return ids;
    }

    /** TCP connections of the site with the province's port for links. */
    int connections() {
        return Sockets.established(site.pid(), provincePort);
    }

    /** Bytes of pictures that the site has sent up, as it says. */
    long mediaBytes() {
        return uplink().get("sentBytes").asLong();
    }

    /** How the site's link stands, as it writes down every two seconds. */
    JsonNode uplink() {
        Path status =
                folder.resolve("site").resolve("data").resolve("uplink").resolve("status.json");
        return JsonMapper.shared().readTree(status.toFile());
    }

    static String kind(Server server, String camera) {
        return server.api().camera(camera).get("state").get("kind").asString();
    }

    /** Waits until so much of the camera is recorded, as the nation hears it. */
    RecordedSpan awaitRecorded(Duration length) {
        return await().atMost(LIMIT.plus(length))
                .until(this::recorded, span -> span.lengthUs() >= length.toMillis() * 1_000);
    }

    private RecordedSpan recorded() {
        long nowUs = System.currentTimeMillis() * 1_000;
        JsonNode spans =
                nation.api()
                        .get(
                                "/cameras/%s/recordings?from=%d&to=%d"
                                        .formatted(atNation, nowUs - 600_000_000L, nowUs))
                        .get("spans");
        return spans.isEmpty() ? new RecordedSpan(0, 0) : RecordedSpan.of(spans.get(0));
    }

    /** Microseconds since 1970 UTC. */
    record RecordedSpan(long fromUs, long toUs) {
        static RecordedSpan of(JsonNode span) {
            return new RecordedSpan(us(span.get("from")), us(span.get("to")));
        }

        private static long us(JsonNode moment) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(moment.asString()));
        }

        long lengthUs() {
            return toUs - fromUs;
        }
    }

    /**
     * Waits until a tier's log says that the camera was seen. Read beside the server: an inspector
     * with a second factor would cost half a minute each.
     */
    void awaitLogged(String tier, String kind) {
        Path database = folder.resolve(tier).resolve("data").resolve("haidang.db");
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    try (Connection connection =
                                    DriverManager.getConnection("jdbc:sqlite:" + database);
                            PreparedStatement rows =
                                    connection.prepareStatement(
                                            "select count(*) from audit where kind = ? and"
                                                    + " camera = ?")) {
                        rows.setString(1, kind);
                        rows.setString(2, name);
                        try (ResultSet row = rows.executeQuery()) {
                            assertThat(row.next()).isTrue();
                            assertThat(row.getLong(1)).as(tier).isPositive();
                        }
                    }
                });
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        parts.clear();
    }
}
