package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CameraTest {
    private final TestServer server = TestServer.shared();

    @SuppressWarnings("NullAway.Init")
    private TestClient client;

    @BeforeEach
    void logIn() {
        client = server.loggedIn();
    }

    @Test
    void takesTheLoginOutOfTheAddressAndNeverGivesThePasswordBack() {
        String id =
                client.addCamera(
                        "split", Map.of("url", "rtsp://admin:Bi%20Mat@10.9.8.7:554/live?a=1"));
        TestClient.Answer answer = client.get("cameras/" + id);
        JsonNode camera = answer.json();
        assertThat(camera.get("url").stringValue()).isEqualTo("rtsp://10.9.8.7:554/live?a=1");
        assertThat(camera.get("username").stringValue()).isEqualTo("admin");
        assertThat(camera.get("hasPassword").booleanValue()).isTrue();
        assertThat(answer.text()).doesNotContain("Bi Mat").doesNotContain("Bi%20Mat");
        assertThat(server.sources.named("split/main").config.credentials())
                .extracting("password")
                .isEqualTo("Bi Mat");
        assertThat(server.server.registry().camera(id).orElseThrow().passwordSealed())
                .startsWith("v1:")
                .doesNotContain("Bi Mat");
    }

    @Test
    void changesOnlyWhatIsNamed() {
        String id =
                client.addCamera(
                        "patched", Map.of("password", "x1", "username", "u", "retentionDays", 9));
        FakeSources.Fake before = server.sources.named("patched/main");
        JsonNode changed = client.send("PATCH", "cameras/" + id, Map.of("zone", "Sân")).json();
        assertThat(changed.get("zone").stringValue()).isEqualTo("Sân");
        assertThat(changed.get("retentionDays").intValue()).isEqualTo(9);
        assertThat(changed.get("hasPassword").booleanValue()).isTrue();
        assertThat(before.closed).isFalse();
        assertThat(
                        client.send(
                                        "PATCH",
                                        "cameras/" + id,
                                        "{\"retentionDays\":null,\"password\":\"\"}")
                                .json()
                                .get("hasPassword")
                                .booleanValue())
                .isFalse();
        assertThat(before.closed).isTrue();
        assertThat(client.get("cameras/" + id).json().get("retentionDays").isNull()).isTrue();
    }

    @Test
    void saysThatSomebodyElseWasFirst() {
        String id = client.addCamera("overtaken", Map.of("retentionDays", 9));
        String path = "cameras/" + id;
        Map<String, Object> seen = Map.of("name", "overtaken", "recordMain", true);
        assertThat(client.send("PATCH", path, Map.of("name", "first", "retentionDays", 5)).status())
                .isEqualTo(200);
        TestClient.Answer late =
                client.send(
                        "PATCH", path, Map.of("name", "late", "recordMain", false, "base", seen));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("type").stringValue()).isEqualTo("urn:haidang:camera-overtaken");
        assertThat(late.json().get("errors")).hasSize(1);
        assertThat(late.json().get("errors").get(0).get("field").stringValue()).isEqualTo("name");
        assertThat(late.json().get("errors").get(0).get("message").stringValue()).contains("first");
        JsonNode holds = client.get(path).json();
        assertThat(holds.get("name").stringValue()).isEqualTo("first");
        assertThat(holds.get("recordMain").booleanValue()).isTrue();
        assertThat(
                        client.send(
                                        "PATCH",
                                        path,
                                        Map.of("name", "late", "base", Map.of("name", "first")))
                                .json()
                                .get("name")
                                .stringValue())
                .isEqualTo("late");
        assertThat(
                        client.send(
                                        "PATCH",
                                        path,
                                        "{\"retentionDays\":5,\"retentionGiB\":2,"
                                                + "\"base\":{\"retentionDays\":9,\"retentionGiB\":null}}")
                                .status())
                .as("both wanted the same of one field, and the other is as it was")
                .isEqualTo(200);
        assertThat(client.send("PATCH", path, "{\"base\":{\"retentionGiB\":2}}").status())
                .isEqualTo(200);
        TestClient.Answer odd =
                client.send("PATCH", path, Map.of("base", Map.of("password", "", "colour", 1)));
        assertThat(odd.status()).isEqualTo(422);
        assertThat(odd.json().get("errors")).hasSize(2);
        assertThat(client.send("PATCH", path, Map.of("base", 1)).status()).isEqualTo(422);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        TestClient.Answer answer =
                client.post(
                        "cameras",
                        Map.of(
                                "name", "",
                                "url", "http://10.0.0.1/",
                                "transport", "pigeon",
                                "retentionDays", 0));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("field"))
                .contains("name", "url", "transport", "retentionDays");
        assertThat(client.post("cameras", Map.of("color", 1)).status()).isEqualTo(422);
        assertThat(client.post("cameras", "[1").status()).isEqualTo(400);
        assertThat(
                        client.post(
                                        "cameras",
                                        Map.of(
                                                "facilityId",
                                                "nowhere",
                                                "name",
                                                "a",
                                                "url",
                                                "rtsp://10.0.0.1/"))
                                .json()
                                .get("errors")
                                .findValuesAsString("field"))
                .containsExactly("facilityId");
    }

    @Test
    void removesAFacilityOnlyWhenItIsEmpty() {
        String id = client.addCamera("kept", Map.of());
        String facility = client.get("cameras/" + id).json().get("facilityId").stringValue();
        assertThat(client.send("DELETE", "facilities/" + facility, null).status()).isEqualTo(409);
        assertThat(client.send("DELETE", "cameras/" + id, null).status()).isEqualTo(204);
        assertThat(server.sources.pulled("kept/main")).isFalse();
        assertThat(client.send("DELETE", "facilities/" + facility, null).status()).isEqualTo(204);
        assertThat(client.get("cameras/" + id).status()).isEqualTo(404);
    }

    @Test
    void triesACameraStepByStep() {
        TestClient.Answer good = client.post("camera-tests", Map.of("url", "rtsp://10.1.1.1/live"));
        assertThat(good.header("Content-Type")).startsWith("application/x-ndjson");
        List<String> lines = good.text().lines().toList();
        assertThat(lines.getFirst()).contains("\"step\":\"address\"").contains("\"ok\":true");
        assertThat(lines.getLast())
                .contains("\"step\":\"result\"")
                .contains("\"codec\":\"H264\"")
                .contains("data:image/jpeg;base64,");
        List<String> bad =
                client.post("camera-tests", Map.of("url", "rtsp://nobody/live"))
                        .text()
                        .lines()
                        .toList();
        assertThat(bad.getLast())
                .contains("\"ok\":false")
                .contains("\"reason\":\"unreachable\"")
                .contains("Check the camera's power");
        assertThat(client.post("camera-tests", Map.of("url", "ftp://x")).status()).isEqualTo(422);
    }

    @Test
    void importsATableAllOrNone() {
        client.addFacility("Nhập 1");
        String csv =
                """
                Cơ sở,Tên,Địa chỉ (RTSP),Mật khẩu,Ghi luồng phụ
                Nhập 1,Cổng,rtsp://u:clear-secret@10.2.0.1/a,,có
                Nhập 1,Sân,rtsp://10.2.0.2/a,other-secret,maybe
                """;
        TestClient.Answer dry =
                client.upload(
                        "cameras/import?dryRun=true",
                        "a.csv",
                        csv.getBytes(StandardCharsets.UTF_8));
        assertThat(dry.status()).as(dry.text()).isEqualTo(200);
        assertThat(dry.text()).doesNotContain("clear-secret").doesNotContain("other-secret");
        assertThat(dry.json().get("valid").intValue()).isEqualTo(1);
        JsonNode rows = dry.json().get("rows");
        assertThat(rows.get(1).get("row").intValue()).isEqualTo(3);
        assertThat(rows.get(1).get("errors").findValuesAsString("field"))
                .containsExactly("recordSub");
        Map<String, Object> fixed =
                Map.of(
                        "rows",
                        List.of(
                                rows.get(0).get("values"),
                                ((tools.jackson.databind.node.ObjectNode) rows.get(1).get("values"))
                                        .put("recordSub", "x")));
        TestClient.Answer applied = client.post("cameras/import?dryRun=false", fixed);
        assertThat(applied.json().get("created").intValue()).as(applied.text()).isEqualTo(2);
        assertThat(server.sources.named("Sân/main").config.credentials()).isNull();
        assertThat(server.sources.named("Cổng/main").config.credentials())
                .extracting("password")
                .isEqualTo("clear-secret");
        TestClient.Answer again = client.post("cameras/import?dryRun=false", fixed);
        assertThat(again.json().get("created").intValue()).isZero();
        assertThat(again.json().get("invalid").intValue()).isEqualTo(2);
    }

    @Test
    void refusesTablesThatAreTooLargeOrNone() {
        assertThat(client.upload("cameras/import", "a.csv", new byte[5_300_000]).status())
                .isEqualTo(413);
        assertThat(client.upload("cameras/import", "a.csv", new byte[] {1, 2, 3}).status())
                .isEqualTo(422);
        assertThat(client.get("cameras/import-template.xlsx").response().body())
                .startsWith('P', 'K');
    }

    @Test
    void sendsAKeptPasswordNowhereElse() {
        String id = client.addCamera("kept-home", Map.of("username", "u", "password", "secret"));
        for (String url : new String[] {"rtsp://10.6.6.6/x", "rtsp://10.9.8.7:8554/kept-home"}) {
            TestClient.Answer answer = client.send("PATCH", "cameras/" + id, Map.of("url", url));
            assertThat(answer.status()).as(url).isEqualTo(422);
            assertThat(answer.json().get("errors").get(0).get("field").stringValue())
                    .isEqualTo("password");
            assertThat(client.send("PATCH", "cameras/" + id, Map.of("subUrl", url)).status())
                    .as(url)
                    .isEqualTo(422);
        }
        assertThat(
                        client.send(
                                        "PATCH",
                                        "cameras/" + id,
                                        Map.of("url", "rtsp://10.9.8.7/other"))
                                .status())
                .isEqualTo(200);
        assertThat(
                        client.send(
                                        "PATCH",
                                        "cameras/" + id,
                                        Map.of("url", "rtsp://10.6.6.6/x", "password", "again"))
                                .status())
                .isEqualTo(200);
    }
}
