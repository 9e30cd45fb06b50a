package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Host;
import org.haidang.benchmark.program.Program;
import org.haidang.benchmark.program.Server;
import tools.jackson.databind.JsonNode;

/**
 * Links servers as people do, with the commands of the program.
 *
 * @param folder in which each server has a folder of its name
 * @param hosts of the servers that are not on this machine as it is
 */
record Enrolment(Path folder, Map<String, Host> hosts) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    Enrolment(Path folder) {
        this(folder, Map.of());
    }

    /** Also tries the invitation a second time, which must not work. */
    void join(String site, String centre, Map<String, String> settings, String name) {
        String invitation = joinOnce(site, centre, settings, name);
        try (Program again = program(site, Map.of(), "join", "--name", name, invitation)) {
            again.awaitLine(line -> line.contains("was used before"), LIMIT);
            assertThat(again.awaitExit(LIMIT)).isEqualTo(1);
        }
    }

    /** The invitation, which is used up. */
    String joinOnce(String site, String centre, Map<String, String> settings, String name) {
        String invitation = said(centre, settings, "haidang1-", "sites", "invite", name);
        said(site, Map.of(), "This server is now a site of", "join", "--name", name, invitation);
        return invitation;
    }

    /** The line of a command that begins like this. */
    private String said(
            String server, Map<String, String> settings, String begin, String... arguments) {
        try (Program program = program(server, settings, arguments)) {
            String line = program.awaitLine(each -> each.startsWith(begin), LIMIT);
            assertThat(program.awaitExit(LIMIT)).as(program.output()).isZero();
            return line;
        }
    }

    private Program program(String server, Map<String, String> settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int options = arguments[0].equals("sites") ? 2 : 1;
        all.addAll(options, List.of("--data", folder.resolve(server).resolve("data").toString()));
        return Program.java(
                hosts.getOrDefault(server, Host.HERE),
                String.join(" ", arguments),
                folder,
                settings,
                List.of(),
                "server",
                "org.haidang.server.Haidang",
                all);
    }

    /** The id of a site's camera at a centre, once it has one. */
    static String awaitCamera(Server server, String name) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            for (JsonNode camera : server.api().get("/cameras")) {
                                if (camera.get("name").asString().equals(name)) {
                                    return camera.get("id").asString();
                                }
                            }
                            return "";
                        },
                        id -> !id.isEmpty());
    }
}
