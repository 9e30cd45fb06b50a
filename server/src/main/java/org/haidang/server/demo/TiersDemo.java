package org.haidang.server.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.haidang.server.program.PeopleDesk;
import org.haidang.server.program.StartException;
import org.haidang.server.program.Version;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.haidang.server.tier.Tiers;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitationException;
import org.haidang.uplink.trust.Membership;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nation, province and two sites, each a program of its own with a folder of its own, enrolled by
 * invitation over the network as real ones are. The same folder again goes on with its links.
 */
public final class TiersDemo implements AutoCloseable {
    private static final int DEFAULT_PORT = 8080;
    private static final long START_MS = 120_000;
    private static final String PROVINCE = "Tỉnh Ninh Thuận";

    /** Facilities of the invented province whose cameras the farm plays. */
    private static final List<String> SITES =
            List.of("Trung đoàn Mẫu 896 - khu cách ly số 1", "Ký túc xá Trường Cao đẳng Ví Dụ");

    private final Path data;
    private final @Nullable Integer port;
    private final int cameras;
    private final Map<String, Process> programs = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param port of the nation; the province's is the next, then the sites'; null is 8080, 0 takes
     *     free ones
     * @param cameras of both sites together
     */
    public TiersDemo(Path data, @Nullable Integer port, int cameras) {
        this.data = data;
        this.port = port;
        this.cameras = cameras;
    }

    /** Returns when all four are enrolled and the addresses are printed. */
    public void start() {
        try {
            begin();
        } catch (IOException e) {
            throw new StartException("The demo cannot use its folder " + data + ": " + e, e);
        }
    }

    private void begin() throws IOException {
        Files.createDirectories(data);
        int first = port == null ? DEFAULT_PORT : port;
        Properties links = links();
        DemoTier nation = new DemoTier(DemoTier.Kind.NATION, port(links, "nation"), "");
        DemoTier province = new DemoTier(DemoTier.Kind.PROVINCE, port(links, "province"), "");
        Map<String, Process> started = new LinkedHashMap<>();
        started.put("nation", run("nation", nation, first));
        started.put("province", run("province", province, first == 0 ? 0 : first + 1));
        for (int i = 0; i < SITES.size(); i++) {
            DemoTier site = new DemoTier(DemoTier.Kind.SITE, 0, SITES.get(i));
            started.put(site(i), run(site(i), site, first == 0 ? 0 : first + 2 + i));
        }
        Map<String, DemoFiles.Login> logins = new LinkedHashMap<>();
        for (Map.Entry<String, Process> each : started.entrySet()) {
            logins.put(each.getKey(), awaitReady(each.getKey(), each.getValue()));
        }
        join("province", PROVINCE, "nation", nation);
        for (int i = 0; i < SITES.size(); i++) {
            join(site(i), SITES.get(i), "province", province);
        }
        announce(logins);
    }

    private static String site(int index) {
        return "site-" + (index + 1);
    }

    private static int port(Properties links, String name) {
        return Integer.parseInt(links.getProperty(name, "0"));
    }

    /** Sites remember where they dial, so the ports for them stay the same in a folder. */
    private Properties links() throws IOException {
        Path file = data.resolve("links.properties");
        Properties links = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                links.load(in);
            }
            return links;
        }
        links.setProperty("nation", Integer.toString(Ports.free()));
        links.setProperty("province", Integer.toString(Ports.free()));
        try (OutputStream out = Files.newOutputStream(file)) {
            links.store(out, "where the tiers of this demo dial in");
        }
        return links;
    }

    // ------------------------------------------------------------------ programs

    private Process run(String name, DemoTier tier, int at) throws IOException {
        Path folder = Files.createDirectories(data.resolve(name));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseG1GC",
                        "-Xmx768m",
                        "-Djava.awt.headless=true"));
        for (String passed : List.of("haidang.home", "haidang.clips")) {
            String value = System.getProperty(passed, "");
            if (!value.isEmpty()) {
                command.add("-D" + passed + "=" + value);
            }
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.haidang.server.Haidang",
                        "demo",
                        "--tier",
                        tier.kind().name(),
                        "--data",
                        folder.toString(),
                        "--port",
                        Integer.toString(at),
                        "--cameras",
                        Integer.toString(Math.ceilDiv(cameras, SITES.size())),
                        "--links-port",
                        Integer.toString(tier.linksPort()),
                        "--facility",
                        tier.facility(),
                        "--exit-on-stdin-eof"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("server.log").toFile())
                        .start();
        synchronized (this) {
            programs.put(name, process);
            if (closed) {
                closePrograms();
                throw new StartException("stopped");
            }
        }
        return process;
    }

    /** Its logins, which it writes when it is ready. */
    private DemoFiles.Login awaitReady(String name, Process process) throws IOException {
        Path folder = data.resolve(name);
        DemoFiles files = new DemoFiles(folder);
        FileTime since =
                FileTime.from(process.info().startInstant().orElse(Instant.EPOCH).minusSeconds(1));
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
        while (System.nanoTime() < endNs && process.isAlive()) {
            if (Files.exists(files.loginFile())
                    && Files.getLastModifiedTime(files.loginFile()).compareTo(since) > 0) {
                return login(files);
            }
            pause();
        }
        throw new StartException(
                "The " + name + " of the demo does not start; see " + folder.resolve("server.log"));
    }

    private static DemoFiles.Login login(DemoFiles files) throws IOException {
        try {
            return JsonMapper.builder()
                    .build()
                    .readValue(Files.readString(files.loginFile()), DemoFiles.Login.class);
        } catch (JacksonException e) {
            throw new IOException(files.loginFile() + " cannot be read", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("stopped");
        }
    }

    // ------------------------------------------------------------------ links

    /** As 'haidang sites invite' above and 'haidang join' below do. */
    private void join(String site, String name, String centre, DemoTier tier) throws IOException {
        Settings below = settings(site, DemoTier.WHOLE);
        Path membership = Tiers.membershipFolder(below);
        if (Membership.load(membership).isPresent()) {
            return;
        }
        Settings above = settings(centre, tier);
        try (PeopleDesk desk = PeopleDesk.open(above);
                PeopleDesk own = PeopleDesk.open(below)) {
            Authority authority =
                    Authority.open(
                            Tiers.authorityFolder(above), Clock.systemUTC(), new SecureRandom());
            Invitation invitation =
                    desk.sites()
                            .invite(
                                    PeopleDesk.operator(),
                                    name,
                                    desk.facility(name).orElse(null),
                                    Tiers.address(above),
                                    authority.fingerprint());
            own.recordJoining(invitation.address());
            Enrol.with(invitation, name, Version.text(), Instant.now(), Route.STRAIGHT)
                    .save(membership);
        } catch (InvitationException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private Settings settings(String name, DemoTier tier) throws IOException {
        Map<String, String> overrides = new LinkedHashMap<>(tier.settings());
        overrides.put("data", data.resolve(name).toString());
        return SettingsReader.read(null, Map.of(), overrides);
    }

    private void announce(Map<String, DemoFiles.Login> logins) {
        String line = "=".repeat(72);
        System.out.println();
        System.out.println(line);
        logins.forEach((name, login) ->
                System.out.printf(
                        "  %-9s %s   %s / %s%n",
                        name, login.url(), login.username(), login.password()));
        System.out.println("  (" + data.resolve("*").resolve("demo.json") + ")");
        System.out.println(line);
        System.out.flush();
    }

    @Override
    public synchronized void close() {
        closed = true;
        closePrograms();
    }

    /** Sites first: their cameras end in order, and those above see them go. */
    private void closePrograms() {
        List<Process> all = new ArrayList<>(programs.values()).reversed();
        all.forEach(Process::destroy);
        for (Process process : all) {
            try {
                if (!process.waitFor(15, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        programs.clear();
    }
}
