package org.haidang.server.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.haidang.media.source.FailureReason;
import org.haidang.server.demo.Ports;
import org.haidang.server.identity.CheapPasswords;
import org.haidang.server.identity.Invitations;
import org.haidang.server.identity.Passwords;
import org.haidang.server.identity.SecondFactorRule;
import org.haidang.server.identity.Visitor;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.program.FirstAdministrator;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.rights.Rights;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.haidang.server.store.Database;
import org.haidang.server.store.Ids;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/**
 * The real server on a free port of loopback, with sources, decoder and probe of the test's. One is
 * shared by all tests that do not need one of their own, for a start takes a second.
 */
final class TestServer implements AutoCloseable {
    static final String USERNAME = "quantri";
    static final String PASSWORD = "ba con voi uong tra da";

    /** What the decoder makes of every key picture. */
    private static final byte[] JPEG = jpeg();

    private static final Object LOCK = new Object();
    private static @Nullable TestServer shared;

    final FakeSources sources = new FakeSources();
    final HaidangServer server;
    final String url;
    private final boolean ownsFolder;
    private final Path folder;

    private @Nullable Database database;

    private TestServer(
            Path folder, boolean ownsFolder, Map<String, String> more, SecondFactorRule rule) {
        this(folder, ownsFolder, more, rule, new Passwords());
    }

    private TestServer(
            Path folder,
            boolean ownsFolder,
            Map<String, String> more,
            SecondFactorRule rule,
            Passwords passwords) {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Settings settings = settings(folder, more);
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        this.server = HaidangServer.open(settings, sources, rule, passwords);
        FirstAdministrator.make(
                server.accounts(),
                server.people().factors(),
                server.rights(),
                settings,
                Language.VI);
        // Most tests are about something else than rights: theirs is one person who may do all.
        server.accounts().byUsername(USERNAME).ifPresent(user -> giveAll(user.id()));
        server.startRecording();
        String told =
                server.startWeb(
                        (format, picture, width) -> CompletableFuture.completedFuture(JPEG),
                        TestServer::probe);
        // What people are told may lie behind a proxy that is not here.
        this.url =
                settings.http().publicUrl() == null
                        ? told
                        : "http://127.0.0.1:" + server.web().port();
    }

    private static byte[] jpeg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Settings settings(Path folder, Map<String, String> more) {
        Map<String, String> overrides = new java.util.HashMap<>();
        overrides.put("data", folder.resolve("data").toString());
        overrides.put("http.bind", "127.0.0.1");
        overrides.put("http.port", "0");
        overrides.put("tls.mode", "off");
        overrides.put("archive.minFreeGiB", "0");
        overrides.put("archive.minFreePercent", "0");
        overrides.put("cameras.events.asked", "false"); // devices here are not there, or count
        overrides.putAll(more);
        return SettingsReader.read(null, Map.of(), overrides);
    }

    /** Of a server that lies in this folder, running or not. */
    static Settings settingsOf(Path folder) {
        return settings(folder, Map.of());
    }

    /** The server's database, for what no interface does. */
    Database database() {
        Database opened = database;
        if (opened == null) {
            opened = HaidangServer.database(server.settings());
            database = opened;
        }
        return opened;
    }

    private void giveAll(String userId) {
        for (String role : List.of("military-command", "it-department", "inspector")) {
            server.rights().give(userId, Rights.Gift.everywhere(role), "");
        }
    }

    /** A camera at 10.77.x.x lets in whoever has this password, and nobody else. */
    static final String STRICT_PASSWORD = "hoa giay do ben song";

    /** A camera at 10.78.x.x takes this one, too, as it left the factory. */
    static final String FACTORY_PASSWORD = "12345";

    private static boolean refuses(CameraProbe.Target target) {
        String host = target.uri().host();
        String password = String.valueOf(target.password());
        boolean factory = host.startsWith("10.78.") && password.equals(FACTORY_PASSWORD);
        boolean guarded = host.startsWith("10.77.") || host.startsWith("10.78.");
        return guarded && !factory && !password.equals(STRICT_PASSWORD);
    }

    /** Finds every camera but those named nobody and those that refuse the login. */
    private static CameraProbe.@Nullable Found probe(
            CameraProbe.Target target, java.util.function.Consumer<CameraProbe.Step> steps) {
        steps.accept(new CameraProbe.Step("address", 1, null));
        if (target.uri().host().equals("nobody")) {
            steps.accept(new CameraProbe.Step("connect", 2, FailureReason.UNREACHABLE));
            return null;
        }
        if (refuses(target)) {
            steps.accept(new CameraProbe.Step("login", 2, FailureReason.AUTHENTICATION));
            return null;
        }
        return new CameraProbe.Found(
                FakeSources.VIDEO, "PCMA", 25, 1_000, new byte[] {0, 0, 0, 1, 0x65});
    }

    static TestServer fresh(Path folder, Map<String, String> more) {
        return new TestServer(folder, false, more, userId -> false);
    }

    static TestServer withAdministrator(Path folder) {
        return fresh(folder, administrator());
    }

    /** One behind a proxy on this machine, at which guessing costs the guesser's machine little. */
    static TestServer behindProxy(Path folder) {
        Map<String, String> more = new java.util.HashMap<>(administrator());
        more.put("http.trustedProxies", "127.0.0.1");
        return new TestServer(folder, false, more, userId -> false, CheapPasswords.make());
    }

    /** One whose people must all have a second factor. */
    static TestServer demanding(Path folder) {
        return new TestServer(folder, false, administrator(), userId -> true);
    }

    /** Settings of one that sites may dial. */
    static Map<String, String> centre() throws IOException {
        Map<String, String> all = new java.util.HashMap<>(administrator());
        all.put("links.port", Integer.toString(Ports.free()));
        all.put("links.bind", "127.0.0.1");
        return all;
    }

    /** Becomes a site of another one, by the interface. */
    void join(TestServer above, String name) {
        TestClient.Answer invited = above.loggedIn().post("links/sites", Map.of("name", name));
        String invitation = invited.json().get("invitation").stringValue();
        TestClient.Answer joined =
                loggedIn().post("links/above", Map.of("invitation", invitation, "name", name));
        if (joined.status() != 200) {
            throw new AssertionError(joined.text());
        }
    }

    static Map<String, String> administrator() {
        return Map.of("administrator.username", USERNAME, "administrator.password", PASSWORD);
    }

    static TestServer shared() {
        synchronized (LOCK) {
            if (shared == null) {
                try {
                    shared =
                            new TestServer(
                                    Files.createTempDirectory("haidang-test"),
                                    true,
                                    administrator(),
                                    userId -> false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                TestServer toClose = shared;
                Runtime.getRuntime().addShutdownHook(new Thread(toClose::close));
            }
            return shared;
        }
    }

    /** A browser that has logged in. */
    TestClient loggedIn() {
        TestClient client = new TestClient(url);
        client.logIn(USERNAME, PASSWORD);
        return client;
    }

    /** Adds a person who has not come yet, and gives the id. */
    String addPerson(String displayName) {
        String id = Ids.next(System.currentTimeMillis() * 1_000, new java.util.Random());
        server.people()
                .users()
                .add(
                        new User(
                                id,
                                Invitations.nameless(id),
                                displayName,
                                "",
                                null,
                                "vi",
                                "system",
                                "",
                                true),
                        1);
        giveAll(id);
        return id;
    }

    /** Adds a person with the usual password, to whom nothing was given yet. */
    User person(String username, @Nullable String organisationId) {
        User user =
                new User(
                        Ids.next(System.currentTimeMillis() * 1_000, new java.util.Random()),
                        username,
                        username,
                        "",
                        organisationId,
                        "vi",
                        "system",
                        // Hashing anew for each would take longer than the tests.
                        server.accounts().byUsername(USERNAME).orElseThrow().passwordHash(),
                        true);
        server.people().users().add(user, 1);
        return user;
    }

    /** A browser in which the person is logged in, without the way through the login. */
    TestClient as(User user) {
        TestClient client = new TestClient(url);
        client.plant(
                BrowserCookie.SESSION.name(),
                server.people()
                        .sessions()
                        .begin(
                                user.id(),
                                Step.NONE,
                                new Visitor("127.0.0.1", "127.0.0.1", "test")));
        client.get("session");
        return client;
    }

    /** A browser of a new person who took the invitation; the password is the usual one. */
    TestClient newcomer(String username) {
        String token = server.people().invitations().invite(addPerson("Người " + username)).token();
        TestClient client = new TestClient(url);
        client.get("session");
        TestClient.Answer answer =
                client.post(
                        "invitation",
                        Map.of("token", token, "username", username, "password", PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return client;
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
        server.close();
        if (ownsFolder) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            } catch (IOException e) {
                System.err.println("left behind: " + folder);
            }
        }
    }
}
