package org.haidang.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haidang.benchmark.program.Farm;
import org.haidang.benchmark.program.Server;
import org.haidang.onvif.discovery.Hosts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cameras at addresses of IPv6, from what a person enters to what is recorded. */
class Ipv6CameraTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void recordsACameraAtAnAddressOfIpv6() {
        plays("::1");
    }

    /**
     * It is good on one network alone, so its zone goes with it; the camera is not told of that.
     */
    @Test
    void recordsACameraAtALinkLocalAddressWithItsZone() throws IOException {
        plays(linkLocal());
    }

    private static String linkLocal() throws IOException {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            if (each.isUp()) {
                for (InetAddress ours : each.inetAddresses().toList()) {
                    if (ours instanceof Inet6Address && ours.isLinkLocalAddress()) {
                        return Hosts.text(ours);
                    }
                }
            }
        }
        String skipped = "no link-local address here: zones were NOT tested";
        System.err.println(skipped);
        return Assumptions.abort(skipped);
    }

    private void plays(String address) {
        try (Farm farm = Farm.demo(folder, "--cameras", "1", "--bind", address);
                Server server = Server.start(folder.resolve("server"))) {
            Farm.Camera camera = farm.cameras().getFirst();
            assertThat(camera.main()).startsWith("rtsp://[" + address + "]:");
            List<JsonNode> lines =
                    server.api()
                            .post(
                                    "/camera-tests",
                                    Map.of(
                                            "url",
                                            camera.main(),
                                            "username",
                                            Farm.USERNAME,
                                            "password",
                                            Farm.PASSWORD))
                            .body()
                            .lines()
                            .map(JsonMapper.shared()::readTree)
                            .toList();
            assertThat(lines.getLast().get("ok").asBoolean()).as("%s", lines).isTrue();
            assertThat(lines.getLast().get("picture").asString()).startsWith("data:image/jpeg");
            String id = server.add(List.of(camera)).of(camera);
            server.awaitRecording(List.of(id), LIMIT);
            assertThat(server.api().camera(id).get("url").asString()).isEqualTo(camera.main());
        }
    }
}
