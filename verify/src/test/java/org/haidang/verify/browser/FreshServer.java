package org.haidang.verify.browser;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Program;

/** A server at its first start: it has printed its link, and nobody has set it up. */
final class FreshServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String SET_UP = "/#/setup?token=";

    private final Program program;

    FreshServer(Path folder) {
        this.program =
                Program.java(
                        "fresh server",
                        folder,
                        Map.of("HAIDANG_HTTP_BIND", "127.0.0.1", "HAIDANG_TLS_MODE", "off"),
                        List.of(),
                        "server",
                        "org.haidang.server.Haidang",
                        List.of(
                                "run",
                                "--data",
                                folder.resolve("fresh").toString(),
                                "--port",
                                "0"));
    }

    /** The one-time link; waits for the end of the start. */
    URI setUpLink() {
        return URI.create(program.awaitLine(line -> line.contains(SET_UP), START_LIMIT).strip());
    }

    @Override
    public void close() {
        program.close();
    }
}
