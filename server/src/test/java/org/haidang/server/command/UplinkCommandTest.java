package org.haidang.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.haidang.server.audit.Actor;
import org.haidang.server.demo.Ports;
import org.haidang.server.program.HaidangServer;
import org.haidang.server.settings.Settings;
import org.haidang.server.settings.SettingsReader;
import org.haidang.server.tier.Tiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the machine itself is told of its link, beside the server. */
class UplinkCommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    private record Run(int code, String printed) {
        JsonNode json() {
            return JsonMapper.shared().readTree(printed);
        }
    }

    private Run run(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int code = Commands.run(words);
            return new Run(code, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private Run status(String... more) {
        String[] words = new String[more.length + 4];
        words[0] = "uplink";
        words[1] = "status";
        words[2] = "--data";
        words[3] = folder.resolve("site").toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return run(words);
    }

    private Settings settings(String name, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("data", folder.resolve(name).toString());
        all.put("archive.minFreeGiB", "0");
        all.put("archive.minFreePercent", "0");
        return SettingsReader.read(null, Map.of(), all);
    }

    private HaidangServer started(String name, Map<String, String> more) {
        HaidangServer server = HaidangServer.open(settings(name, more));
        server.startRecording();
        return server;
    }

    @Test
    void tellsHowTheLinkStandsAndTheDoctorTriesIt() throws Exception {
        int port = Ports.free();
        Map<String, String> links =
                Map.of("links.port", Integer.toString(port), "links.bind", "127.0.0.1");
        try (HaidangServer site = started("site", Map.of())) {
            try (HaidangServer centre = started("centre", links)) {
                assertThat(status().code()).isZero();
                assertThat(status().printed()).contains("no centre above");
                assertThat(status("--json").json().get("centre").isNull()).isTrue();

                Tiers below = site.tiers();
                below.join(
                        Actor.system(),
                        centre.tiers().invite(Actor.system(), "Trạm 1", null, Duration.ofDays(1)),
                        "tram-1");
                await().atMost(LIMIT).until(() -> status().code() == 0);
                assertThat(status().printed())
                        .contains("127.0.0.1:" + port, "linked since", "Round trip", "Certificate")
                        .contains("Last pictures    none go up");
                assertThat(status("--json").json().get("linked").booleanValue()).isTrue();
                assertThat(doctorBehindNoProxy())
                        .contains("FAIL  Link: proxy", "does not answer", "uplink.proxy.url")
                        .doesNotContain("Link: name", "Link: reach", "Link: certificate");
                assertThat(doctor())
                        .contains("OK    Link: name", "OK    Link: reach")
                        .contains("OK    Link: certificate", "OK    Link: protocol")
                        .contains("OK    Link: clock", "OK    Link: round trip");

                String id = centre.tiers().standings().getFirst().site().id();
                centre.tiers().revoke(Actor.system(), id, "thử");
                await().atMost(LIMIT)
                        .until(() ->
                                status("--json")
                                        .json()
                                        .get("trouble")
                                        .stringValue()
                                        .equals("REVOKED"));
                assertThat(status().code()).isEqualTo(Commands.FOUND_WRONG);
                assertThat(doctor())
                        .contains("OK    Link: certificate")
                        .contains("FAIL  Link: answer", "shut this site out");
                assertThat(status().printed()).contains("REVOKED", "Ask the centre why");
            }
            assertThat(doctor()).contains("FAIL  Link: reach", "firewall");
        }
    }

    /** With settings that name a proxy where nobody listens. */
    private String doctorBehindNoProxy() throws IOException {
        Path config = folder.resolve("proxied.yaml");
        Files.writeString(
                config, "uplink: {proxy: {url: 'http://127.0.0.1:" + Ports.free() + "'}}\n");
        return run(
                        "doctor",
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("site").toString())
                .printed();
    }

    private String doctor() {
        return run("doctor", "--data", folder.resolve("site").toString()).printed();
    }
}
