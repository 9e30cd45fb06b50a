package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the interface says of devices; what they say is the farm's to test, see verify. */
class DeviceTest {
    @TempDir Path folder;

    private TestServer local() {
        Map<String, String> more = new HashMap<>(TestServer.administrator());
        more.put("cameras.allowLocalCameras", "true");
        return TestServer.fresh(folder, more);
    }

    private static JsonNode examined(TestClient client, String device) {
        TestClient.Answer answer = client.post("device-examinations", Map.of("device", device));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void saysWhatToDoAboutADeviceThatCannotBeAsked() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        web.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    byte[] page = "<html>It works</html>".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        web.start();
        int port = web.getAddress().getPort();
        try (TestServer server = local()) {
            TestClient client = server.loggedIn();
            JsonNode page = examined(client, "127.0.0.1:" + port);
            assertThat(page.get("ok").booleanValue()).isFalse();
            assertThat(page.get("failure").stringValue()).isEqualTo("not-onvif");
            assertThat(page.get("action").stringValue()).isNotBlank();
            assertThat(page.get("owner").stringValue()).isNotBlank();
            assertThat(asked).hasPositiveValue();
            web.stop(0);
            assertThat(examined(client, "127.0.0.1:" + port).get("failure").stringValue())
                    .isEqualTo("port-closed");
            assertThat(client.get("audit?kind=device-examined").text())
                    .contains("127.0.0.1:" + port);
        } finally {
            web.stop(0);
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @Test
    void asksNoAddressThatTheRulesForbid() {
        TestClient client = TestServer.shared().loggedIn();
        assertThat(examined(client, "127.0.0.1").get("failure").stringValue())
                .isEqualTo("address-forbidden");
        assertThat(examined(client, "http://169.254.169.254/").get("failure").stringValue())
                .isEqualTo("address-forbidden");
    }

    @Test
    void readsAddressesOfIpv6HoweverTheyAreWritten() {
        TestClient client = TestServer.shared().loggedIn();
        for (String written :
                List.of("::1", "[::1]", "[::1]:8080", "https://[::1]", "fd00:ec2::254")) {
            assertThat(examined(client, written).get("failure").stringValue())
                    .as(written)
                    .isEqualTo("address-forbidden");
        }
    }

    @Test
    void refusesWhatIsNoAddress() {
        TestClient client = TestServer.shared().loggedIn();
        for (String wrong :
                List.of("", "http://a:b@10.0.0.1/", "10.0.0.1/24 x", "1::2::3", "ftp://x")) {
            assertThat(client.post("device-examinations", Map.of("device", wrong)).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        for (String wrong : List.of("nowhere!", "10.0.0.0/8", "10.0.0.9-1")) {
            assertThat(client.post("device-searches", Map.of("ranges", wrong)).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(client.post("device-searches", Map.of("multicast", false)).status())
                .isEqualTo(422);
    }

    @Test
    void searchesAndSaysThatNobodyAnswered() {
        try (TestServer server = local()) {
            // Nothing listens there; what else answers on this machine is another test's.
            TestClient client = server.loggedIn();
            TestClient.Answer answer =
                    client.post(
                            "device-searches", Map.of("ranges", "127.63.1.1", "multicast", false));
            assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
            List<String> lines = answer.text().lines().toList();
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst()).contains("\"step\":\"result\"").contains("\"found\":0");
            assertThat(client.get("audit?kind=devices-searched").text()).contains("127.63.1.1");
        }
    }
}
