package org.haidang.server.command;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.certificate.Certificates;
import org.haidang.server.demo.Demo;
import org.haidang.server.demo.DemoTier;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.program.Parts;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import picocli.CommandLine.Command;

/**
 * Starts a server on a folder of its own, asks for a few pages, records invented cameras where the
 * farm and its clips are built, and ends. Run once after a build with {@code
 * -XX:AOTCacheOutput=FILE}, Java then keeps what it loaded, linked and learnt of the hot paths (JEP
 * 515), and the next start with {@code -XX:AOTCache=FILE} and the same class path takes a third of
 * the time and records at full speed from its first seconds.
 */
@Command(
        name = "train",
        hidden = true,
        description =
                "Exercises a start, for making Java's start-up cache (-XX:AOTCacheOutput=FILE).",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final int CAMERAS = 24;
    private static final Duration RECORDING = Duration.ofSeconds(15);
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/health",
                    "/metrics",
                    "/api/v1/session",
                    "/api/v1/openapi.yaml",
                    "/api/v1/cameras");

    @Override
    public Integer call() throws Exception {
        System.setProperty("haidang.log.console", "ERROR");
        Path folder = Files.createTempDirectory("haidang-train");
        try {
            // Twice: a first start makes the database, all later ones find it.
            exercise(folder);
            exercise(folder);
            record(folder);
            return 0;
        } finally {
            remove(folder);
        }
    }

    private static void exercise(Path folder) throws IOException, InterruptedException {
        Settings settings =
                SettingsReader.read(
                        null,
                        Map.of(),
                        Map.of(
                                "data", folder.resolve("data").toString(),
                                "http.bind", "127.0.0.1",
                                "http.port", "0",
                                "tls.mode", "off",
                                "archive.minFreeGiB", "0",
                                "archive.minFreePercent", "0",
                                "cameras.allowLocalCameras", "true"));
        try (HaidangServer server = HaidangServer.open(settings);
                Parts parts = Parts.start(settings)) {
            server.startRecording();
            Certificates.files(settings);
            if (server.registry().all().isEmpty()) {
                String facility = server.registry().addFacility("train", "").id();
                // Nothing listens there: connecting, failing and waiting are exercised, too.
                server.registry().add(camera(facility));
            }
            String url = server.startWeb(parts.decoder(), parts.probe());
            try (HttpClient http =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
                for (String page : PAGES) {
                    http.send(
                            HttpRequest.newBuilder(URI.create(url + page)).build(),
                            BodyHandlers.discarding());
                }
            }
        }
    }

    /** The paths of every picture, long enough for the compiler to know them. */
    private static void record(Path folder) throws InterruptedException {
        Path clips = Path.of(System.getProperty("haidang.clips", ""));
        if (clips.toString().isEmpty() || !Files.isDirectory(clips)) {
            return;
        }
        try (Demo demo = new Demo(folder.resolve("demo"), 0, CAMERAS, DemoTier.WHOLE, Map.of())) {
            demo.start();
            Thread.sleep(RECORDING);
        }
    }

    private static CameraInput camera(String facility) {
        return CameraInput.of(facility, "train", "rtsp://127.0.0.1:9/none");
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
