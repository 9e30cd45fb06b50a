package org.haidang.verify.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haidang.benchmark.program.Authenticator;
import org.haidang.benchmark.program.Program;
import org.haidang.server.demo.Ports;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo as a process: an invented province with its cameras, and one login for each role. */
final class Demo implements AutoCloseable {
    static final int CAMERAS = 3;
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    /** A role's login. */
    record Login(String username, String password, @Nullable Authenticator authenticator) {}

    private final Program program;
    private final URI address;
    private final Map<String, Login> logins = new HashMap<>();

    private Demo(Program program, Path data) throws IOException {
        this.program = program;
        program.awaitLine(line -> line.contains("demo.json"), START_LIMIT);
        JsonNode told = JsonMapper.shared().readTree(Files.readString(data.resolve("demo.json")));
        this.address = URI.create(told.get("url").asString());
        for (JsonNode one : told.get("logins")) {
            JsonNode secret = one.get("totpSecret");
            logins.put(
                    one.get("role").asString(),
                    new Login(
                            one.get("username").asString(),
                            one.get("password").asString(),
                            secret.isNull() ? null : new Authenticator(secret.asString())));
        }
    }

    /**
     * Three cameras, one for each facility that operates, of clips that all tests share; sites may
     * dial in.
     */
    static Demo start(Path folder) throws IOException {
        Path data = folder.resolve("demo");
        Program program =
                Program.java(
                        "demo",
                        folder,
                        Map.of(
                                "HAIDANG_LINKS_PORT",
                                Integer.toString(Ports.free()),
                                "HAIDANG_LINKS_BIND",
                                "127.0.0.1"),
                        List.of(
                                "-Dhaidang.clips="
                                        + Program.ROOT.resolve("camerafarm/target/clips")),
                        "server",
                        "org.haidang.server.Haidang",
                        List.of(
                                "demo",
                                "--data",
                                data.toString(),
                                "--port",
                                "0",
                                "--cameras",
                                Integer.toString(CAMERAS)));
        try {
            return new Demo(program, data);
        } catch (IOException | RuntimeException | AssertionError e) {
            program.close();
            throw e;
        }
    }

    /** The last lines it printed. */
    String output() {
        return program.output();
    }

    URI address() {
        return address;
    }

    Login login(String role) {
        return Objects.requireNonNull(logins.get(role), role);
    }

    @Override
    public void close() {
        program.close();
    }
}
