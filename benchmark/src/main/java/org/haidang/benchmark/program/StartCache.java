package org.haidang.benchmark.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Java's start-up cache of the server (JEP 514), as the launcher makes it for people, for a run
 * that starts dozens of servers. Made with the first of them when system property {@code
 * haidang.server.cache} names its file and that is older than the program; without the property
 * there is none. Thread-safe.
 */
final class StartCache {
    private static final String FILE = System.getProperty("haidang.server.cache", "");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private StartCache() {}

    /** Made once per run, by whoever asks first. */
    private static final class Made {
        static final List<String> OPTIONS = made(Path.of(FILE).toAbsolutePath());
    }

    /** For a JVM that starts the server; none when there is no cache. */
    static List<String> options() {
        return FILE.isEmpty() ? List.of() : Made.OPTIONS;
    }

    private static List<String> made(Path file) {
        try {
            if (!isNewer(file, Program.jar("server"))) {
                Files.deleteIfExists(file);
                train(file);
            }
            return Files.exists(file) ? List.of("-XX:AOTCache=" + file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    /** Without it all works, slower; so that it cannot be made is only said. */
    private static void train(Path file) {
        List<String> options = new ArrayList<>(Server.OPTIONS);
        options.add("-XX:AOTCacheOutput=" + file);
        try (Program training =
                Program.java(
                        "training",
                        Program.ROOT,
                        Map.of(),
                        options,
                        "server",
                        Server.MAIN,
                        List.of("train"))) {
            if (training.awaitExit(LIMIT) != 0) {
                System.out.println("servers start without a cache: " + training.output());
            }
        }
    }
}
