package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.haidang.benchmark.program.CameraIds;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.verify.network.Cable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What people do at a site reaches the nation once and in order, whatever happens to the links and
 * to the programs on the way; and the site records all the while. Each program is the real one, in
 * a process of its own.
 */
class LinkCutTest {
    /** Notes on incidents; with {@code -Dhaidang.facts=5000} as many as a bad week has. */
    private static final int FACTS = Integer.getInteger("haidang.facts", 300);

    /** How long the cuts last; with {@code -Dhaidang.cut.seconds=300} as long as a bad night. */
    private static final int CUT_S = Integer.getInteger("haidang.cut.seconds", 5);

    /** Each program once, then at random. */
    private static final int KILLS = 4;

    private static final int WRITERS = 3;
    private static final int NOTES_PER_INCIDENT = 200;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration LOST_LIMIT = Duration.ofSeconds(30);
    private static final Duration BACK_LIMIT = Duration.ofSeconds(10);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Farm farm;

    @SuppressWarnings("NullAway.Init")
    private Cable toProvince;

    @SuppressWarnings("NullAway.Init")
    private Cable toNation;

    private final Map<String, Tier> tiers = new ConcurrentHashMap<>();
    private final Map<String, Server> running = new ConcurrentHashMap<>();

    /** A program's settings, so that it can be started again. */
    private record Tier(String name, Map<String, String> settings) {}

    @BeforeEach
    void link() throws IOException {
        farm = Farm.demo(folder);
        Links nation = Links.free();
        Links province = Links.free();
        toNation = new Cable(URI.create("tcp://127.0.0.1:" + nation.port()));
        toProvince = new Cable(URI.create("tcp://127.0.0.1:" + province.port()));
        start(new Tier("nation", nation.reachedAt(toNation.address())));
        start(new Tier("province", province.reachedAt(toProvince.address())));
        start(new Tier("site", Map.of()));
        Enrolment enrolment = new Enrolment(folder);
        enrolment.join("site", "province", tier("province").settings(), "Khu cách ly Phước Dinh");
        enrolment.join("province", "nation", tier("nation").settings(), "Tỉnh Ninh Thuận");
    }

    private void start(Tier tier) {
        tiers.put(tier.name(), tier);
        running.put(
                tier.name(), Server.start(folder.resolve(tier.name()), List.of(), tier.settings()));
    }

    private Tier tier(String name) {
        return Objects.requireNonNull(tiers.get(name));
    }

    private Server server(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    private void killAndStart(String name) {
        server(name).kill();
        server(name).close();
        start(tier(name));
    }

    @AfterEach
    void stop() {
        running.values().forEach(Server::close);
        toProvince.close();
        toNation.close();
        farm.close();
    }

    @Test
    void cutsAtBothHopsLoseNothingAndLeaveNoGap() {
        CameraIds cameras = server("site").add(farm.cameras().subList(0, 1));
        String name = farm.cameras().getFirst().name();
        server("site").awaitRecording(cameras.all(), LIMIT);
        String atNation = Enrolment.awaitCamera(server("nation"), name);
        awaitKind(atNation, "live", LIMIT);
        Instant recordedFrom = Instant.now();

        Writers writers = new Writers(cameras.all().getFirst());
        CompletableFuture<Void> writing = writers.start();
        for (Cable cable : List.of(toProvince, toNation)) {
            cable.cut();
            rest(Duration.ofSeconds(CUT_S));
            cable.mend();
        }
        for (Cable cable : List.of(toProvince, toNation)) {
            awaitKind(atNation, "live", LIMIT);
            Instant silent = Instant.now();
            cable.silence();
            awaitKind(atNation, "failed", LOST_LIMIT);
            Instant mended = Instant.now();
            assertThat(reason(atNation)).isEqualTo("no-link");
            // A line that was dead for long has no connections any more.
            cable.cut();
            cable.mend();
            awaitKind(atNation, "live", BACK_LIMIT);
            System.out.printf(
                    "a silent line was said to be lost after %d ms, and live %d ms after it came"
                            + " back%n",
                    Duration.between(silent, mended).toMillis(),
                    Duration.between(mended, Instant.now()).toMillis());
        }
        writing.join();
        arrivesOnceAndInOrder(writers);
        assertThat(writers.unsure()).isEmpty();
        JsonNode recorded =
                server("site")
                        .api()
                        .get(
                                "/cameras/"
                                        + cameras.all().getFirst()
                                        + "/recordings?from="
                                        + recordedFrom
                                        + "&to="
                                        + Instant.now());
        assertThat(recorded.get("spans")).isNotEmpty();
        assertThat(recorded.get("gaps")).isEmpty();
    }

    @Test
    void programsKilledAtRandomLoseNothingAndTellNothingTwice() {
        CameraIds cameras = server("site").add(farm.cameras().subList(0, 1));
        Enrolment.awaitCamera(server("nation"), farm.cameras().getFirst().name());
        Writers writers = new Writers(cameras.all().getFirst());
        CompletableFuture<Void> writing = writers.start();
        List<String> order = new ArrayList<>();
        Random random = new Random(2220);
        List<String> names = List.of("site", "province", "nation");
        for (int i = 0; i < KILLS; i++) {
            int written = FACTS * (i + 1) / (KILLS + 2);
            await().atMost(LIMIT).until(() -> writers.count() >= written);
            String name = i < 3 ? names.get(i) : names.get(random.nextInt(3));
            order.add(name);
            killAndStart(name);
        }
        writing.join();
        System.out.println("killed in this order: " + order);
        assertThat(writers.unsure()).hasSizeLessThanOrEqualTo(WRITERS * KILLS);
        arrivesOnceAndInOrder(writers);
    }

    // ---- what is written

    /** Some people at the site, each noting one thing after the other. */
    private final class Writers {
        private final String camera;
        private final Map<String, List<String>> noted = new ConcurrentHashMap<>();
        private final List<String> unsure = new CopyOnWriteArrayList<>();
        private final AtomicInteger count = new AtomicInteger();

        Writers(String camera) {
            this.camera = camera;
        }

        int count() {
            return count.get();
        }

        /** Notes whose answer never came: they may be kept or not. */
        List<String> unsure() {
            return unsure;
        }

        CompletableFuture<Void> start() {
            var threads = Executors.newFixedThreadPool(WRITERS);
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                all.add(CompletableFuture.runAsync(() -> write(writer), threads));
            }
            threads.shutdown();
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        }

        private void write(int writer) {
            String incident = "";
            int share = FACTS / WRITERS;
            for (int i = 0; i < share; i++) {
                if (i % NOTES_PER_INCIDENT == 0) {
                    incident = open();
                }
                note(incident, writer + "-" + i);
                count.incrementAndGet();
            }
        }

        private String open() {
            return await().atMost(LIMIT)
                    .ignoreExceptions()
                    .until(
                            () ->
                                    server("site")
                                            .api()
                                            .create(
                                                    "/incidents",
                                                    Map.of(
                                                            "cameraIds", List.of(camera),
                                                            "kind", "INTRUSION",
                                                            "severity", "MINOR"))
                                            .get("incident")
                                            .get("id")
                                            .asString(),
                            id -> !id.isEmpty());
        }

        private void note(String incident, String words) {
            try {
                HttpResponse<String> answer =
                        server("site")
                                .api()
                                .post("/incidents/" + incident + "/notes", Map.of("words", words));
                if (answer.statusCode() == 200) {
                    noted.computeIfAbsent(incident, id -> new CopyOnWriteArrayList<>()).add(words);
                    return;
                }
            } catch (RuntimeException | AssertionError e) {
                // The site was killed in the middle of it.
            }
            unsure.add(words);
            await().atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> server("site").api().status("/incidents/" + incident) == 200);
        }
    }

    // ---- what arrives

    private void arrivesOnceAndInOrder(Writers writers) {
        for (String tier : List.of("province", "nation")) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> {
                        Map<String, List<String>> arrived = notes(tier);
                        writers.noted.forEach((incident, words) -> {
                            List<String> there =
                                    new ArrayList<>(arrived.getOrDefault(incident, List.of()));
                            assertThat(there).as(tier).doesNotHaveDuplicates();
                            there.removeAll(writers.unsure);
                            assertThat(there).as(tier + ", " + incident).isEqualTo(words);
                        });
                    });
            List<Long> numbers = numbers(tier);
            assertThat(numbers).as("numbers at the " + tier).isNotEmpty();
            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i)).as("no hole at the " + tier).isEqualTo(i + 1L);
            }
        }
        System.out.printf(
                "%d notes arrived at the nation, %d whose answer never came%n",
                writers.noted.values().stream().mapToInt(List::size).sum(), writers.unsure.size());
    }

    private Map<String, List<String>> notes(String tier) {
        Map<String, List<String>> notes = new HashMap<>();
        query(
                tier,
                "select incident_id, words from incident_events where act = 'noted' order by at_us,"
                        + " id",
                row ->
                        notes.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                                .add(row.getString(2)));
        return notes;
    }

    private List<Long> numbers(String tier) {
        List<Long> numbers = new ArrayList<>();
        query(
                tier,
                "select number from site_facts order by number",
                row -> numbers.add(row.getLong(1)));
        return numbers;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** Read beside the program, past everything that could make it look better than it is. */
    private void query(String tier, String sql, Row each) {
        Path database = folder.resolve(tier).resolve("data").resolve("haidang.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.read(rows);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitKind(String camera, String kind, Duration limit) {
        await().atMost(limit).until(() -> state(camera).get("kind").asString().equals(kind));
    }

    private String reason(String camera) {
        return state(camera).get("reason").asString();
    }

    private JsonNode state(String camera) {
        return server("nation").api().camera(camera).get("state");
    }

    /** The cut has to last so long; there is nothing to wait for. */
    private static void rest(Duration length) {
        Instant end = Instant.now().plus(length);
        await().atMost(length.plusSeconds(5)).until(() -> !Instant.now().isBefore(end));
    }
}
