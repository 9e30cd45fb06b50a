package org.haidang.server.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.program.Parts;
import org.haidang.server.program.StartException;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Farm, server, login. Repeatable on the same folder: what is there is used again, so that after a
 * kill everything goes on.
 */
public final class Demo implements AutoCloseable {
    private static final int DEFAULT_PORT = 8080;

    /**
     * For so long the start waits for the farm, so that known cameras are not pulled at old ports.
     */
    private static final long FARM_PATIENCE_MS = 2_500;

    private final Path data;
    private final @Nullable Integer port;
    private final int cameras;
    private final DemoTier tier;
    private final Map<String, String> environment;
    private @Nullable Farm farm;
    private @Nullable HaidangServer server;
    private @Nullable Parts parts;
    private boolean closed;

    public Demo(
            Path data,
            @Nullable Integer port,
            int cameras,
            DemoTier tier,
            Map<String, String> environment) {
        this.data = data;
        this.tier = tier;
        this.port = port;
        this.cameras = cameras;
        this.environment = environment;
    }

    /** Returns when the address is printed; the clips may still be in the making. */
    public void start() {
        try {
            begin();
        } catch (IOException e) {
            throw new StartException("The demo cannot use its folder " + data + ": " + e, e);
        }
    }

    private void begin() throws IOException {
        Settings settings = settings();
        HaidangServer opened = HaidangServer.open(settings);
        take(opened);
        SecureRandom random = new SecureRandom();
        DemoFiles files = new DemoFiles(data);
        Parts started = Parts.start(settings);
        take(started);
        List<DemoFiles.Person> people =
                new DemoPeople(
                                opened.accounts(),
                                opened.people().factors(),
                                opened.rights(),
                                files.knownPeople(),
                                random)
                        .make();
        DemoProvince province = new DemoProvince(opened);
        if (tier.hasProvince() && !province.entered()) {
            province.enter();
        }
        Farm playing = tier.hasCameras() ? play(opened, province, files, random) : null;
        if (playing == null) {
            opened.startRecording();
        }
        String url = opened.startWeb(started.decoder(), started.probe());
        if (tier.kind() == DemoTier.Kind.WHOLE) {
            Thread.ofPlatform()
                    .daemon()
                    .name("demo-connection")
                    .start(new DemoConnection(opened, province, this::isClosed)::run);
        }
        files.writeLogins(url, people);
        announce(settings, url, people, files);
        if (playing != null && !playing.ready().isDone()) {
            System.out.println(Words.of(Language.of(settings.language()), "demo.clips"));
        }
    }

    private Farm play(
            HaidangServer opened, DemoProvince province, DemoFiles files, SecureRandom random)
            throws IOException {
        Path cameraPassword = files.cameraPassword(random);
        Farm playing = Farm.start(data, cameras, network(data), "camera", cameraPassword);
        take(playing);
        DemoCameras known =
                new DemoCameras(
                        opened,
                        tier.kind() == DemoTier.Kind.SITE
                                ? List.of(province.site(tier.facility()))
                                : province.watched(),
                        "camera",
                        files.firstLine(cameraPassword));
        Thread.ofPlatform().daemon().name("demo-cameras").start(() -> pull(opened, playing, known));
        return playing;
    }

    /**
     * The farm's network of devices: the same after each start, for cameras that somebody found
     * there keep their addresses; and hardly ever another demo's.
     */
    private static String network(Path data) {
        int hash = data.toAbsolutePath().normalize().hashCode();
        return "127." + (64 + Math.floorMod(hash, 186)) + "." + Math.floorMod(hash >> 8, 256);
    }

    /** Beside the start of the web layer: neither waits for the other. */
    private void pull(HaidangServer opened, Farm playing, DemoCameras known) {
        boolean late = false;
        try {
            known.use(playing.ready().get(FARM_PATIENCE_MS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // The clips are being made; what is known is pulled meanwhile, at its old ports.
            late = true;
        } catch (ExecutionException e) {
            tellFarmIsGone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!isClosed()) {
            opened.startRecording();
        }
        if (late) {
            useWhenReady(playing, known);
        }
        if (!isClosed()
                && playing.ready().isDone()
                && !playing.ready().isCompletedExceptionally()) {
            known.askDevices(playing.ready().join());
        }
    }

    private void tellFarmIsGone() {
        if (!isClosed()) {
            System.err.println(
                    "The camera farm does not run; see " + data.resolve("camerafarm.log"));
        }
    }

    private void useWhenReady(Farm playing, DemoCameras known) {
        try {
            known.use(playing.ready().join());
        } catch (CompletionException e) {
            tellFarmIsGone();
        }
    }

    private Settings settings() throws IOException {
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("data", data.toString());
        overrides.put("http.bind", "127.0.0.1");
        overrides.put("http.port", Integer.toString(port == null ? freePort() : port));
        overrides.put("tls.mode", "off");
        overrides.put("cameras.allowLocalCameras", "true");
        // The clock of the dispatch: three days and four hours before its deadline.
        overrides.put("programme.exerciseTime", DemoProvince.EXERCISE_TIME);
        // Nobody waits a day in front of a demo.
        overrides.put("programme.availabilityPercent", "0");
        // The demo must not fill a laptop.
        overrides.put("archive.retentionDays", "2");
        overrides.putAll(tier.settings());
        return SettingsReader.read(null, environment, overrides);
    }

    private static int freePort() {
        try (ServerSocket socket =
                new ServerSocket(DEFAULT_PORT, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void announce(
            Settings settings, String url, List<DemoFiles.Person> people, DemoFiles files) {
        Language language = Language.of(settings.language());
        DemoFiles.Person watcher =
                people.stream()
                        .filter(one -> one.username().equals(DemoPeople.WATCHER))
                        .findFirst()
                        .orElseThrow();
        String line = "=".repeat(72);
        for (String text :
                List.of(
                        "",
                        line,
                        "  " + Words.of(language, "demo.ready", url),
                        "  "
                                + Words.of(
                                        language,
                                        "demo.login",
                                        watcher.username(),
                                        watcher.password()),
                        "  " + Words.of(language, "demo.logins", files.loginFile()),
                        line,
                        "")) {
            System.out.println(text);
        }
        System.out.flush();
    }

    private synchronized void take(Farm part) {
        farm = part;
        closeIfTooLate();
    }

    private synchronized void take(HaidangServer part) {
        server = part;
        closeIfTooLate();
    }

    private synchronized void take(Parts part) {
        parts = part;
        closeIfTooLate();
    }

    /** Ctrl-C came while a part was starting: the part is ours to stop. */
    private void closeIfTooLate() {
        if (closed) {
            closeParts();
            throw new StartException("stopped");
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeParts();
    }

    private void closeParts() {
        // The server first: its cameras shall end in order, not by losing their source.
        if (server != null) {
            server.close();
            server = null;
        }
        if (parts != null) {
            parts.close();
            parts = null;
        }
        if (farm != null) {
            farm.close();
            farm = null;
        }
    }
}
