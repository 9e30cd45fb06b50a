package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the interface says of devices' own recordings; fetching them is verify's to test. */
class BackfillTest {
    private static final String RANGE = "from=2026-11-27T00:00:00Z&to=2026-11-28T00:00:00Z";
    private static final Map<String, Object> BODY =
            Map.of("from", "2026-11-27T00:00:00Z", "to", "2026-11-28T00:00:00Z");

    @TempDir Path folder;

    private static String camera(TestServer server, TestClient client) {
        String facility = server.server.registry().addFacility("Cơ sở thử", "").id();
        TestClient.Answer added =
                client.post(
                        "cameras",
                        Map.of(
                                "facilityId",
                                facility,
                                "name",
                                "Cổng",
                                "url",
                                "rtsp://127.0.0.1:1/cong",
                                "recordMain",
                                false));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json().get("id").stringValue();
    }

    @Test
    void saysWhatItKnowsAndWhatIsMissing() {
        Map<String, String> more = new HashMap<>(TestServer.administrator());
        more.put("cameras.allowLocalCameras", "true");
        try (TestServer server = TestServer.fresh(folder, more)) {
            TestClient client = server.loggedIn();
            String path = "cameras/" + camera(server, client);
            JsonNode state = client.get(path + "/backfill").json();
            assertThat(state.get("device").booleanValue()).isFalse();
            assertThat(state.get("running").isNull()).isTrue();
            assertThat(state.get("last").isNull()).isTrue();
            assertThat(client.post(path + "/backfill", BODY).status()).isEqualTo(409);
            assertThat(client.get(path + "/storage?" + RANGE).status()).isEqualTo(409);
            assertThat(client.get("cameras/nobody/backfill").status()).isEqualTo(404);

            Map<String, Object> device =
                    Map.of(
                            "service",
                            "http://127.0.0.1:1/onvif/device_service",
                            "profile",
                            "p1",
                            "ptz",
                            false);
            assertThat(client.send("PUT", path + "/device", device).status()).isEqualTo(200);
            assertThat(client.get(path + "/backfill").json().get("device").booleanValue()).isTrue();
            JsonNode storage = client.get(path + "/storage?" + RANGE).json();
            assertThat(storage.get("ok").booleanValue()).isFalse();
            assertThat(storage.get("failure").stringValue()).isEqualTo("no-answer");
            assertThat(storage.get("message").stringValue()).contains("does not answer");
            assertThat(client.post(path + "/backfill", BODY).json().get("gaps").intValue())
                    .as("it cannot be reached")
                    .isZero();
            assertThat(client.post(path + "/backfill", Map.of("from", "soon")).status())
                    .isEqualTo(422);
            assertThat(
                            client.post(
                                            path + "/backfill",
                                            Map.of(
                                                    "from",
                                                    "2026-11-28T00:00:00Z",
                                                    "to",
                                                    "2026-11-27T00:00:00Z"))
                                    .status())
                    .isEqualTo(422);
        }
    }
}
