package org.haidang.benchmark;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haidang.benchmark.program.Api;
import org.haidang.benchmark.program.Authenticator;
import org.haidang.benchmark.program.Server;
import org.haidang.benchmark.province.Province;
import org.haidang.server.contact.ContactImport;
import org.haidang.server.settings.SettingsReader;
import org.haidang.server.table.Grid;
import org.haidang.server.table.TableWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long an officer waits in a province of 200 facilities, 2,000 cameras and 50,000 incidents:
 * the real server on a filled database, asked over HTTP in the officer's session. Nothing is warmed
 * up; the first answer after the start is told apart.
 */
final class ProgrammeBench {
    private static final int SCREEN_LIMIT_MS = 300;
    private static final int SEARCH_LIMIT_MS = 200;
    private static final int IMPORT_LIMIT_MS = 5_000;

    private static final int IMPORT_ROWS = 500;
    private static final int IMPORTS = 3;
    private static final int READERS = 10;
    private static final int IDLE_S = 5;
    private static final int NEW_INCIDENTS = 10;

    /** What the one screen asks for when it is opened. */
    private static final List<String> PAGE =
            List.of("/session", "/overview", "/facilities", "/cameras", "/system");

    /** Names, places, telephone numbers, numbers of letters; without tones, as people type. */
    private static final List<String> QUERIES =
            List.of(
                    "truong thcs dong hai",
                    "nguyen van an",
                    "0912 499",
                    "mat tin hieu",
                    "khoi o bep an khu a tang 2",
                    "hanh lang",
                    "2225/ubnd",
                    "cl-017",
                    "khu",
                    "khongcogi");

    private final Settings settings;
    private final Path work;
    private final Report report = new Report("programme");

    ProgrammeBench(Settings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    Report run() throws IOException {
        report.put("load average before", loadAverage());
        if (Double.parseDouble(loadAverage()) > Runtime.getRuntime().availableProcessors()) {
            report.put("other programs", "kept this machine busy: read cpu-ms, not ms");
        }
        report.put("facilities", Province.FACILITIES);
        report.put("cameras", Province.CAMERAS);
        report.put("contacts", Province.CONTACTS);
        report.put("dispatches", Province.DISPATCHES);
        report.put("tasks", Province.TASKS);
        report.put("incidents", Province.INCIDENTS);
        report.put("requests of each kind", settings.requests());
        for (String database : settings.databases()) {
            run(database, Files.createDirectories(work.resolve(database)));
        }
        report.put("load average after", loadAverage());
        return report;
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private void run(String database, Path folder) throws IOException {
        if (database.equals("sqlite")) {
            run(database, folder, Map.of());
            return;
        }
        try (Postgres postgres = Postgres.start(folder.resolve("postgresql"))) {
            run(database, folder, postgres.environment());
        }
    }

    private void run(String database, Path folder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HAIDANG_CAMERAS_MAX", "3000");
        RecordBench.progress(database + ": the first start");
        Server.start(folder, List.of(), environment).close();
        long filledNs = System.nanoTime();
        Province.Officer officer =
                Province.fill(
                        SettingsReader.read(
                                null,
                                environment,
                                Map.of(
                                        "data", folder.resolve("data").toString(),
                                        "http.bind", "127.0.0.1",
                                        "tls.mode", "off")),
                        words -> RecordBench.progress(database + ": " + words));
        report.put(database + ": filled in s", (System.nanoTime() - filledNs) / 1e9);
        try (Server server = Server.start(folder, List.of(), environment);
                Api api = new Api(server.address())) {
            api.logIn(
                    officer.username(),
                    officer.password(),
                    new Authenticator(officer.totpSecret()));
            RecordBench.progress(database + ": measuring");
            measure(database + ": ", server, api);
        }
    }

    private void measure(String name, Server server, Api api) {
        // The screen comes first: what it costs a server that nobody has asked for anything yet.
        double[] screen = times(name + "one screen", server, api, "/overview");
        target(name + "one screen", Report.percentile(screen, 95), SCREEN_LIMIT_MS);
        page(name + "one screen, all that its page asks for", api);
        times(name + "facilities", server, api, "/facility-registry");
        times(name + "cameras", server, api, "/cameras");
        times(name + "contacts", server, api, "/contacts");
        times(name + "surveys", server, api, "/surveys");
        times(name + "task board", server, api, "/tasks");
        times(name + "incidents, open", server, api, "/incidents");
        times(name + "incidents, a page of all", server, api, "/incidents?state=all");
        search(name, server, api);
        searchAfterNews(name, api);
        imports(name, server, api);
        paper(name, server, api);
        readers(name, server, api);
    }

    // ---- single answers

    /**
     * The milliseconds of each answer but the first. What the server's processors worked is told
     * beside them: on a busy machine that stays what it is.
     */
    private double[] times(String name, Server server, Api api, String path) {
        long startNs = System.nanoTime();
        int bytes = api.bytes(path).length;
        report.put(name + ": first ms", ms(startNs));
        double[] ms = new double[settings.requests()];
        double cpuBefore = CpuClock.cpuMs(server.pid());
        for (int i = 0; i < ms.length; i++) {
            startNs = System.nanoTime();
            api.bytes(path);
            ms[i] = ms(startNs);
        }
        put(name, ms);
        report.put(name + ": cpu-ms", cpuMs(server, cpuBefore) / ms.length);
        report.put(name + ": kB", bytes / 1_000.0);
        return ms;
    }

    private static double cpuMs(Server server, double before) {
        return CpuClock.cpuMs(server.pid()) - before;
    }

    private void put(String name, double[] ms) {
        report.put(name + ": p50 ms", Report.median(ms));
        report.put(name + ": p95 ms", Report.percentile(ms, 95));
    }

    private void target(String name, double ms, int limitMs) {
        report.put(
                "TARGET " + name + " < " + limitMs + " ms",
                ms < limitMs ? "PASS" : "MISSED by %.0f ms".formatted(ms - limitMs));
    }

    private static double ms(long startNs) {
        return (System.nanoTime() - startNs) / 1e6;
    }

    /** All at once, as a browser asks; until the last has come. */
    private void page(String name, Api api) {
        double[] ms = new double[settings.requests()];
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ms.length; i++) {
                long startNs = System.nanoTime();
                all(
                        asking,
                        PAGE.stream()
                                .map(path -> (Callable<byte[]>) () -> api.bytes(path))
                                .toList());
                ms[i] = ms(startNs);
            }
        }
        put(name, ms);
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> work) {
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(work)) {
                answers.add(one.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    // ---- search

    private void search(String name, Server server, Api api) {
        double cpuBefore = CpuClock.cpuMs(server.pid());
        double worst = 0;
        String worstQuery = "";
        List<Double> every = new ArrayList<>();
        for (String query : QUERIES) {
            double[] ms = new double[settings.requests()];
            for (int i = 0; i < ms.length; i++) {
                ms[i] = searched(api, query);
                every.add(ms[i]);
            }
            double p95 = Report.percentile(ms, 95);
            if (p95 > worst) {
                worst = p95;
                worstQuery = query;
            }
        }
        double[] all = every.stream().mapToDouble(Double::doubleValue).toArray();
        report.put(name + "search: queries", QUERIES.size());
        report.put(name + "search: first ms", all[0]);
        put(name + "search", all);
        report.put(name + "search: cpu-ms", cpuMs(server, cpuBefore) / all.length);
        report.put(name + "search, slowest query \"" + worstQuery + "\": p95 ms", worst);
        target(name + "search", worst, SEARCH_LIMIT_MS);
    }

    private static double searched(Api api, String query) {
        long startNs = System.nanoTime();
        api.bytes("/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return ms(startNs);
    }

    /** Each news of an incident has all of them read again, beside. */
    private void searchAfterNews(String name, Api api) {
        JsonNode facility = api.get("/facilities").get(0);
        double[] opened = new double[NEW_INCIDENTS];
        double[] searched = new double[NEW_INCIDENTS];
        for (int i = 0; i < NEW_INCIDENTS; i++) {
            long startNs = System.nanoTime();
            api.create(
                    "/incidents",
                    Map.of(
                            "facilityId",
                            facility.get("id").asString(),
                            "kind",
                            "FIRE",
                            "severity",
                            "SERIOUS",
                            "title",
                            "Khói ở bếp ăn, lần " + i));
            opened[i] = ms(startNs);
            searched[i] = searched(api, "khoi o bep an");
        }
        put(name + "opening an incident", opened);
        put(name + "search right after it", searched);
    }

    // ---- imports

    private void imports(String name, Server server, Api api) {
        double cpuBefore = CpuClock.cpuMs(server.pid());
        double[] dry = new double[IMPORTS];
        double[] real = new double[IMPORTS];
        for (int i = 0; i < IMPORTS; i++) {
            List<Map<String, String>> rows = rows(i);
            byte[] sheet = sheet(rows);
            long startNs = System.nanoTime();
            JsonNode judged = api.upload("/contacts/import?dryRun=true", "dau-moi.xlsx", sheet);
            dry[i] = ms(startNs);
            if (judged.get("valid").asInt() != IMPORT_ROWS) {
                throw new IllegalStateException("rows of the bench are refused: " + judged);
            }
            startNs = System.nanoTime();
            JsonNode kept = api.create("/contacts/import?dryRun=false", Map.of("rows", rows));
            real[i] = ms(startNs);
            if (kept.get("applied").asInt() != IMPORT_ROWS) {
                throw new IllegalStateException("not all rows were kept: " + kept);
            }
        }
        report.put(
                name + "import of 500 contacts, dry run and real: cpu-ms",
                cpuMs(server, cpuBefore) / IMPORTS);
        report.put(name + "import of 500 contacts, dry run: p50 ms", Report.median(dry));
        report.put(name + "import of 500 contacts, dry run: worst ms", worst(dry));
        report.put(name + "import of 500 contacts: p50 ms", Report.median(real));
        report.put(name + "import of 500 contacts: worst ms", worst(real));
        target(
                name + "import of 500 rows, dry run and real",
                worst(dry) + worst(real),
                IMPORT_LIMIT_MS);
    }

    private static double worst(double[] ms) {
        return Report.percentile(ms, 100);
    }

    private static List<Map<String, String>> rows(int batch) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < IMPORT_ROWS; i++) {
            rows.add(
                    Province.contactRow(
                            "dot" + batch, IMPORT_ROWS + 300 * batch + i, i % Province.FACILITIES));
        }
        return rows;
    }

    private static byte[] sheet(List<Map<String, String>> rows) {
        List<Grid.Column> columns = ContactImport.COLUMNS;
        return TableWriter.xlsx(
                new TableWriter.Contents(
                        "Đầu mối",
                        columns.stream().map(column -> column.names().getFirst()).toList(),
                        columns.stream().map(column -> 24).toList(),
                        rows.stream()
                                .map(row ->
                                        columns.stream()
                                                .map(column -> row.getOrDefault(column.field(), ""))
                                                .toList())
                                .toList()));
    }

    // ---- a report on paper

    private void paper(String name, Server server, Api api) {
        int times = 5;
        double cpuBefore = CpuClock.cpuMs(server.pid());
        double[] drafted = new double[times];
        Map<String, double[]> papers = new HashMap<>();
        JsonNode frame = api.get("/reports/frame");
        ((ObjectNode) frame).put("place", "Ninh Thuận");
        for (int i = 0; i < times; i++) {
            long startNs = System.nanoTime();
            JsonNode draft =
                    api.create(
                            "/reports",
                            Map.of(
                                    "kind",
                                    "AD_HOC",
                                    "subject",
                                    "Kết quả kết nối camera các cơ sở cách ly",
                                    "difficulties",
                                    "Một số cơ sở chưa phối hợp.",
                                    "proposals",
                                    "Tiếp tục chỉ đạo.",
                                    "frame",
                                    frame));
            drafted[i] = ms(startNs);
            for (String format : List.of("docx", "pdf", "xlsx")) {
                startNs = System.nanoTime();
                api.bytes("/reports/" + id(draft) + "/files/" + format);
                papers.computeIfAbsent(format, _ -> new double[times])[i] = ms(startNs);
            }
        }
        report.put(
                name + "report drafted and made in three formats: cpu-ms",
                cpuMs(server, cpuBefore) / times);
        report.put(name + "report drafted: p50 ms", Report.median(drafted));
        report.put(name + "report drafted: worst ms", worst(drafted));
        for (String format : List.of("docx", "pdf", "xlsx")) {
            double[] ms = papers.getOrDefault(format, new double[0]);
            report.put(name + "report as " + format + ": p50 ms", Report.median(ms));
            report.put(name + "report as " + format + ": worst ms", worst(ms));
        }
    }

    private static String id(JsonNode draft) {
        @Nullable JsonNode id = draft.get("id");
        return id == null ? draft.get("report").get("id").asString() : id.asString();
    }

    // ---- a duty room

    private void readers(String name, Server server, Api api) {
        double idleBefore = CpuClock.cpuMs(server.pid());
        RecordBench.pause(IDLE_S);
        double idleMsPerS = (CpuClock.cpuMs(server.pid()) - idleBefore) / IDLE_S;
        int each = Math.max(5, settings.requests() / READERS * 2);
        double cpuBefore = CpuClock.cpuMs(server.pid());
        long startNs = System.nanoTime();
        List<Double> every = new ArrayList<>();
        try (ExecutorService reading = Executors.newFixedThreadPool(READERS)) {
            List<Callable<List<Double>>> work = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                work.add(() -> read(api, each));
            }
            all(reading, work).forEach(every::addAll);
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        double cpuMs = cpuMs(server, cpuBefore);
        double[] ms = every.stream().mapToDouble(Double::doubleValue).toArray();
        put(name + "one screen, " + READERS + " readers", ms);
        report.put(name + "one screen, readers: requests per s", ms.length / seconds);
        report.put(name + "one screen, readers: cpu-ms per request", cpuMs / ms.length);
        report.put(name + "idle: cpu-ms per s", idleMsPerS);
        report.put(name + "resident MiB", CpuClock.residentBytes(server.pid()) / 1_048_576.0);
    }

    private static List<Double> read(Api api, int times) {
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long startNs = System.nanoTime();
            api.bytes("/overview");
            ms.add(ms(startNs));
        }
        return ms;
    }
}
