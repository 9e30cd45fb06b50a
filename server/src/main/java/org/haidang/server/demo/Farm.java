package org.haidang.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.haidang.server.program.StartException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that plays invented cameras. It ends when our end of its standard input closes, which
 * the system does for us even when we are killed.
 */
final class Farm implements AutoCloseable {
    private static final long STOP_SECONDS = 5;
    private static final int RECORDER_CHANNELS = 16;

    /** A camera of the ready line. */
    record FarmCamera(
            String id,
            String name,
            @Nullable String zone,
            String main,
            @Nullable String sub,
            @Nullable String codec,
            @Nullable String audio) {}

    /**
     * A device of the ready line.
     *
     * @param cameras ids of the cameras it is; none of a recorder
     */
    record FarmDevice(String address, String service, List<String> cameras) {}

    /** The ready line. */
    record Ready(
            boolean ready,
            int rtspPort,
            int controlPort,
            List<FarmCamera> cameras,
            List<FarmDevice> devices) {
        /** The device that a camera is. */
        Optional<FarmDevice> deviceOf(FarmCamera camera) {
            return devices.stream().filter(one -> one.cameras().contains(camera.id())).findFirst();
        }
    }

    private final Process process;
    private final CompletableFuture<Ready> ready = new CompletableFuture<>();

    private Farm(Process process) {
        this.process = process;
    }

    /**
     * @param network three octets of the loopback network on which its cameras can also be found as
     *     devices, with a recorder beside them
     */
    static Farm start(Path data, int cameras, String network, String username, Path passwordFile) {
        Path jar = jar();
        Path clips = clips(data);
        Path log = data.resolve("camerafarm.log");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Djava.awt.headless=true",
                        "-cp",
                        jar + ":" + jar.resolveSibling("lib") + "/*",
                        "org.haidang.camerafarm.Main",
                        "--profile",
                        "demo",
                        "--cameras",
                        Integer.toString(cameras),
                        "--port",
                        "0",
                        "--port-per-camera",
                        "--control-port",
                        "0",
                        "--onvif",
                        network,
                        "--recorder",
                        Integer.toString(RECORDER_CHANNELS),
                        "--clips",
                        clips.toString(),
                        "--username",
                        username,
                        "--password-file",
                        passwordFile.toString(),
                        "--json-ready",
                        "--exit-on-stdin-eof");
        try {
            Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            Farm farm = new Farm(process);
            Thread.ofPlatform().daemon().name("farm-output").start(farm::read);
            return farm;
        } catch (IOException e) {
            throw new StartException("The camera farm cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * {@code -Dhaidang.clips=FOLDER}, where the launcher made them with the build; else in the
     * data.
     */
    private static Path clips(Path data) {
        String given = System.getProperty("haidang.clips", "");
        return given.isEmpty() ? data.resolve("clips") : Path.of(given);
    }

    /** {@code -Dhaidang.camerafarm=JAR}, else beside the server in the same build. */
    private static Path jar() {
        String given = System.getProperty("haidang.camerafarm");
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        String home = System.getProperty("haidang.home");
        Path root = home == null ? ownRoot() : Path.of(home);
        Path target = root.resolve("camerafarm/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f ->
                            f.getFileName()
                                    .toString()
                                    .matches("haidang-camerafarm-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .map(Path::toAbsolutePath)
                    .orElseThrow(() -> missing(target));
        } catch (IOException e) {
            throw missing(target);
        }
    }

    private static StartException missing(Path target) {
        return new StartException(
                "The camera farm is not built: no haidang-camerafarm-*.jar in "
                        + target
                        + ". Run ./haidang build, or name its jar with -Dhaidang.camerafarm=JAR.");
    }

    /** {@code <root>/server/target/haidang-server.jar} or {@code <root>/server/target/classes}. */
    private static Path ownRoot() {
        try {
            Path own =
                    Path.of(Farm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return own.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            return Path.of(".");
        }
    }

    private void read() {
        JsonMapper json = JsonMapper.builder().build();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null) {
                if (line.startsWith("{")) {
                    ready.complete(json.readValue(line, Ready.class));
                }
                line = out.readLine();
            }
        } catch (IOException | RuntimeException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("the camera farm has ended"));
    }

    /** The cameras, when they can be played. */
    CompletableFuture<Ready> ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
