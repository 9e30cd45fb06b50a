package org.haidang.benchmark.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The real server as a process on a free port of loopback. An administrator is made for it by
 * settings; he gives one person a role that may configure and see, and that person's session is
 * {@link #api}.
 */
public final class Server implements AutoCloseable {
    public static final String USERNAME = "kiem-thu";
    public static final String PASSWORD = "trăng sáng trên đầm Nại 2021";

    /** The launcher's, when it started us: what is measured is what people run. */
    static final List<String> OPTIONS =
            Stream.of(System.getProperty("haidang.server.options", "").split(" "))
                    .filter(option -> !option.isBlank())
                    .toList();

    static final String MAIN = "org.haidang.server.Haidang";

    private static final String ADMINISTRATOR = "quan-tri-thu";
    private static final String ADMINISTRATOR_PASSWORD = "sóng vỗ chân tháp đèn 2021";
    private static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /** Nothing among these demands a second factor. */
    private static final List<String> ACTIONS =
            List.of(
                    "facility.read",
                    "facility.write",
                    "camera.read",
                    "camera.write",
                    "camera.test",
                    "camera.picture",
                    "coverage.read",
                    "alarm.read",
                    "live.view",
                    "ptz.control",
                    "recording.view",
                    "export.make",
                    "system.read",
                    "incident.read",
                    "incident.write");

    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Program program;
    private final Path data;
    private final Instant startedAt;
    private final URI address;
    private final Api api;
    private final Authenticator authenticator = new Authenticator(TOTP_SECRET);

    /** Of the administrator's session; empty until he is asked for. */
    private Map<String, String> administratorsCookies = Map.of();

    private Server(Host host, Program program, Path data, Instant startedAt) {
        this.program = program;
        this.data = data;
        this.startedAt = startedAt;
        Matcher address =
                ADDRESS.matcher(
                        program.awaitLine(line -> ADDRESS.matcher(line).find(), START_LIMIT));
        if (!address.find()) {
            throw new AssertionError(program.output());
        }
        this.address = host.reach(URI.create(address.group(1)));
        this.api = new Api(this.address);
        if (!api.tryLogIn(USERNAME, PASSWORD)) {
            becomeSomebody();
        }
    }

    private void becomeSomebody() {
        try (Api administrator = administrator()) {
            JsonNode role =
                    administrator.create(
                            "/roles",
                            Map.of(
                                    "name",
                                    "Kiểm thử",
                                    "permissions",
                                    known(administrator).stream()
                                            .map(a -> Map.of("action", a))
                                            .toList()));
            become(api, administrator, "Kiểm thử", role.get("id").asString(), USERNAME);
        }
    }

    private static void become(
            Api who, Api administrator, String name, String roleId, String username) {
        JsonNode invited =
                administrator.create(
                        "/users",
                        Map.of(
                                "displayName",
                                name,
                                "email",
                                "",
                                "language",
                                "vi",
                                "grants",
                                List.of(Map.of("roleId", roleId))));
        String link = invited.get("link").asString();
        String token = link.substring(link.indexOf("token=") + 6);
        who.create(
                "/invitation", Map.of("token", token, "username", username, "password", PASSWORD));
    }

    /**
     * Somebody new with one of the roles that a server begins with, for the caller to close; his
     * user name is the role's id.
     */
    public Api person(String roleId) {
        Api person = new Api(address);
        try (Api administrator = administrator()) {
            become(person, administrator, roleId, roleId, roleId);
        }
        return person;
    }

    /** {@link #api}'s person in another session, for the caller to close. */
    public Api anotherSession() {
        Api other = new Api(address);
        if (!other.tryLogIn(USERNAME, PASSWORD)) {
            throw new AssertionError("not logged in once more");
        }
        return other;
    }

    /** Those of the actions that the server has rights for; an older program has fewer. */
    private static List<String> known(Api administrator) {
        Set<String> all = new HashSet<>();
        administrator
                .get("/roles")
                .forEach(role ->
                        role.get("permissions")
                                .forEach(one -> all.add(one.get("action").asString())));
        return ACTIONS.stream().filter(all::contains).toList();
    }

    /** Starts on {@code folder/data}; a second start there goes on with what the first left. */
    public static Server start(Path folder) {
        return start(folder, List.of(), Map.of());
    }

    /**
     * @param jvm more options for the JVM
     * @param settings configuration, by environment
     */
    public static Server start(Path folder, List<String> jvm, Map<String, String> settings) {
        return start(Host.HERE, folder, jvm, settings, 0);
    }

    /** Starts it somewhere else. */
    public static Server start(Path folder, Host host, Map<String, String> settings) {
        return start(host, folder, List.of(), settings, 0);
    }

    /** Starts where another has ended, at the address that browsers know it by. */
    public static Server startAgain(Path folder, int port) {
        return start(Host.HERE, folder, List.of(), Map.of(), port);
    }

    private static Server start(
            Host host, Path folder, List<String> jvm, Map<String, String> settings, int port) {
        Path data = folder.resolve("data");
        makeFolder(folder);
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "HAIDANG_HTTP_BIND",
                                "127.0.0.1",
                                "HAIDANG_TLS_MODE",
                                "off",
                                "HAIDANG_CAMERAS_ALLOW_LOCAL_CAMERAS",
                                "true",
                                "HAIDANG_ADMINISTRATOR_USERNAME",
                                ADMINISTRATOR,
                                "HAIDANG_ADMINISTRATOR_PASSWORD",
                                ADMINISTRATOR_PASSWORD));
        environment.put("HAIDANG_ADMINISTRATOR_TOTP_SECRET", TOTP_SECRET);
        environment.putAll(settings);
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(StartCache.options());
        options.addAll(jvm);
        Instant startedAt = Instant.now();
        Program program =
                Program.java(
                        host,
                        "server",
                        folder,
                        environment,
                        options,
                        "server",
                        MAIN,
                        List.of(
                                "run",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(port)));
        try {
            return new Server(host, program, data, startedAt);
        } catch (RuntimeException | AssertionError e) {
            program.close();
            throw e;
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Api api() {
        return api;
    }

    /**
     * The administrator, for the caller to close. He logs in once: a code counts once in half a
     * minute, and who asked for a third would wait for it.
     */
    public synchronized Api administrator() {
        if (administratorsCookies.isEmpty()) {
            try (Api administrator = new Api(address)) {
                administrator.logIn(ADMINISTRATOR, ADMINISTRATOR_PASSWORD, authenticator);
                administratorsCookies = administrator.cookies();
            }
        }
        return new Api(address, administratorsCookies);
    }

    public URI address() {
        return address;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public long pid() {
        return program.pid();
    }

    public String output() {
        return program.output();
    }

    public void kill() {
        program.kill();
    }

    public Path archive() {
        return archive(data);
    }

    /** Where the server that runs on that data folder keeps its recordings. */
    public static Path archive(Path data) {
        return data.resolve("archive");
    }

    /** Adds the farm's cameras to one facility; their ids by name. */
    public CameraIds add(Collection<Farm.Camera> cameras) {
        return add(facility(), cameras);
    }

    /**
     * Adds the farm's cameras; their ids by name.
     *
     * @param facility its id
     */
    public CameraIds add(String facility, Collection<Farm.Camera> cameras) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Farm.Camera camera : cameras) {
            Map<String, Object> body =
                    new HashMap<>(
                            Map.of(
                                    "facilityId",
                                    facility,
                                    "name",
                                    camera.name(),
                                    "url",
                                    camera.main(),
                                    "username",
                                    Farm.USERNAME,
                                    "password",
                                    Farm.PASSWORD));
            if (!camera.sub().isEmpty()) {
                body.put("subUrl", camera.sub());
            }
            ids.put(camera.name(), api.create("/cameras", body).get("id").asString());
        }
        return new CameraIds(ids);
    }

    /** Adds one camera that asks for no login. */
    public String add(String name, String url, String transport) {
        return api.create(
                        "/cameras",
                        Map.of(
                                "facilityId",
                                facility(),
                                "name",
                                name,
                                "url",
                                url,
                                "transport",
                                transport))
                .get("id")
                .asString();
    }

    private String facility() {
        return addFacility("Cơ sở thử nghiệm");
    }

    /** Adds a facility with the papers that recording needs, and gives its id. */
    public String addFacility(String name) {
        String id = api.create("/facilities", Map.of("name", name)).get("id").asString();
        api.put(
                "/facilities/" + id + "/profile",
                Map.of(
                        "purpose", "Phòng, chống dịch",
                        "legalBasis", "Công văn 1407/BTTTT-CVT",
                        "controller", "Ban điều hành các khu cách ly y tế tập trung tỉnh",
                        "retentionDays", 28));
        return id;
    }

    /** Waits until each of these cameras is live and its pictures come to disk. */
    public void awaitRecording(Collection<String> ids, Duration limit) {
        long endNs = System.nanoTime() + limit.toNanos();
        for (String id : ids) {
            JsonNode state = api.camera(id).get("state");
            while (!isRecording(state)) {
                if (System.nanoTime() > endNs) {
                    throw new AssertionError(
                            "camera "
                                    + id
                                    + " does not record within "
                                    + limit
                                    + ": "
                                    + state
                                    + "\n"
                                    + program.output());
                }
                pause();
                state = api.camera(id).get("state");
            }
        }
    }

    private static boolean isRecording(JsonNode state) {
        return state.get("kind").asString().equals("live")
                && state.get("recording").asString().equals("recording");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Bytes on disk under the archive. */
    public long archivedBytes() {
        try (var files = Files.walk(archive())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        api.close();
        program.close();
    }
}
