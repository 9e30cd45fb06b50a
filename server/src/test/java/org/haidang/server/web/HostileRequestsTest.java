package org.haidang.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.identity.store.User;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Permission;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Role;
import org.haidang.server.rights.Scope;
import org.haidang.server.web.request.FileAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What other pages, strangers and the curious send. */
class HostileRequestsTest {
    private static final List<String> ALWAYS =
            List.of(
                    "content-security-policy",
                    "cross-origin-opener-policy",
                    "cross-origin-resource-policy",
                    "x-content-type-options");

    private final TestServer server = TestServer.shared();

    private static String type(TestClient.Answer answer) {
        return answer.json().get("type").stringValue();
    }

    // ---- sessions

    @Test
    void leavesNothingOfASessionThatWasPlantedBeforeTheLogin() {
        TestClient attacker = server.newcomer("planter");
        String planted = attacker.cookie(BrowserCookie.SESSION.name()).orElseThrow();
        TestClient victim = new TestClient(server.url);
        victim.plant(BrowserCookie.SESSION.name(), planted);
        victim.plant("XSRF-TOKEN", "planted-token");
        assertThat(victim.tryLogIn(TestServer.USERNAME, TestServer.PASSWORD).status())
                .isEqualTo(200);
        assertThat(victim.cookie(BrowserCookie.SESSION.name()).orElseThrow()).isNotEqualTo(planted);
        assertThat(victim.cookie("XSRF-TOKEN").orElseThrow()).isNotEqualTo("planted-token");
        assertThat(attacker.get("cameras").status()).isEqualTo(401);
        assertThat(victim.get("cameras").status()).isEqualTo(200);
    }

    @Test
    void forgetsTheSessionAndTheKeysOfWhoIsKeptOut() {
        TestClient person = server.newcomer("leaver");
        String id = person.get("session").json().get("user").get("id").stringValue();
        String token =
                person.post(
                                "me/tokens",
                                Map.of("name", "k", "actions", List.of("camera.read"), "days", 1))
                        .json()
                        .get("token")
                        .stringValue();
        TestClient program = new TestClient(server.url);
        assertThat(program.get("cameras", "Authorization", "Bearer " + token).status())
                .isEqualTo(200);
        TestClient administrator = server.loggedIn();
        assertThat(administrator.send("PATCH", "users/" + id, Map.of("enabled", false)).status())
                .isEqualTo(200);
        assertThat(person.get("cameras").status()).isEqualTo(401);
        assertThat(program.get("cameras", "Authorization", "Bearer " + token).status())
                .isEqualTo(401);
        assertThat(person.tryLogIn("leaver", TestServer.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void forgetsASessionThatWasLoggedOut() {
        TestClient person = server.newcomer("goer");
        String cookie = person.cookie(BrowserCookie.SESSION.name()).orElseThrow();
        assertThat(person.send("DELETE", "session", null).status()).isEqualTo(204);
        assertThat(
                        new TestClient(server.url)
                                .get(
                                        "cameras",
                                        "Cookie",
                                        BrowserCookie.SESSION.name() + "=" + cookie)
                                .status())
                .isEqualTo(401);
    }

    @Test
    void opensNothingForAHalfSession() {
        TestClient person = server.newcomer("halved");
        Phone.setUp(person, TestServer.PASSWORD);
        TestClient half = new TestClient(server.url);
        assertThat(half.tryLogIn("halved", TestServer.PASSWORD).json().get("step").stringValue())
                .isEqualTo("second-factor");
        for (Operation operation : Operation.all()) {
            if (!operation.open() && !operation.path().startsWith("/session")) {
                assertThat(half.send(operation.verb(), operation.at("x"), body(operation)).status())
                        .as(operation.name())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void opensOnlyOneselfToWhoMustEnrol(@TempDir Path folder) {
        try (TestServer strict = TestServer.demanding(folder)) {
            TestClient person = strict.loggedIn();
            assertThat(person.get("session").json().get("step").stringValue()).isEqualTo("enrol");
            for (Operation operation : Operation.all()) {
                String path = operation.path();
                boolean own =
                        path.startsWith("/me") && !path.startsWith("/me/tokens")
                                || path.startsWith("/session")
                                || path.startsWith("/invitation")
                                || path.equals("/openapi.yaml");
                if (!own) {
                    TestClient.Answer answer =
                            person.send(operation.verb(), operation.at("x"), body(operation));
                    assertThat(answer.status()).as(operation.name()).isEqualTo(403);
                    assertThat(type(answer)).as(operation.name()).isEqualTo("urn:haidang:enrol");
                }
            }
            assertThat(person.send("DELETE", "session", null).status()).isEqualTo(204);
        }
    }

    private static @org.jspecify.annotations.Nullable Object body(Operation operation) {
        return operation.reads() || operation.verb().equals("DELETE") ? null : Map.of();
    }

    // ---- other sites

    @Test
    void refusesEveryChangeWithoutTheTokenOfThePage() {
        TestClient client = server.loggedIn();
        int asked = 0;
        for (Operation operation : Operation.all()) {
            if (operation.reads()) {
                continue;
            }
            for (String token : new String[] {"", "wrong", "wrong".repeat(20)}) {
                var request =
                        client.request(operation.at("x"))
                                .header("Content-Type", "application/json")
                                .method(operation.verb(), BodyPublishers.ofString("{}"));
                if (!token.isEmpty()) {
                    request.header("X-XSRF-TOKEN", token);
                }
                TestClient.Answer answer = client.send(request);
                assertThat(answer.status()).as(operation.name()).isEqualTo(403);
                assertThat(type(answer)).as(operation.name()).isEqualTo("urn:haidang:csrf");
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(3 * 35);
        assertThat(client.get("cameras").status()).isEqualTo(200);
    }

    @Test
    void takesNoSocketFromAPageOfAnotherSite() throws Exception {
        TestClient client = server.loggedIn();
        String id = client.addCamera("cross-site", Map.of());
        String own = server.url.substring("http://".length());
        for (String origin :
                List.of(
                        "http://evil.example",
                        "null",
                        "http://" + own + ".evil.example",
                        "http://evil.example/" + own,
                        "http://evil.example#" + own,
                        "http://user@" + own,
                        "http://x" + own,
                        "http://127.0.0.1",
                        "http://127.0.0.1:1",
                        "http://localhost:" + own.substring(own.indexOf(':') + 1),
                        "file://",
                        own)) {
            assertThatThrownBy(() -> client.live(id, "", new WebSocket.Listener() {}, origin))
                    .as(origin)
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
        client.live(id, "", new WebSocket.Listener() {}, server.url).abort();
    }

    @Test
    void saysOnEveryKindOfAnswerThatItIsForThisSiteOnly() throws Exception {
        TestClient client = server.loggedIn();
        String cookie =
                BrowserCookie.SESSION.name()
                        + "="
                        + client.cookie(BrowserCookie.SESSION.name()).orElseThrow();
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("page", get("/"));
        requests.put("index", get("/index.html"));
        requests.put("file that is not there", get("/nothing.js"));
        requests.put("session", get("/api/v1/session"));
        requests.put("contract", get("/api/v1/openapi.yaml"));
        requests.put("refused", get("/api/v1/cameras"));
        requests.put("allowed", get("/api/v1/cameras", "Cookie: " + cookie));
        requests.put("not found", get("/api/v1/cameras/none", "Cookie: " + cookie));
        requests.put("no route", get("/api/v1/nothing", "Cookie: " + cookie));
        requests.put("template", get("/api/v1/cameras/import-template.xlsx", "Cookie: " + cookie));
        requests.put("metrics", get("/metrics"));
        requests.put("health", get("/health"));
        requests.put("preflight", "OPTIONS /api/v1/cameras HTTP/1.1\r\n" + more());
        requests.put("trace", "TRACE / HTTP/1.1\r\n" + more());
        requests.put("without token", "POST /api/v1/session HTTP/1.1\r\n" + more());
        requests.put("wrong method", "PUT /api/v1/session HTTP/1.1\r\n" + more());
        requests.put("wrong key", get("/api/v1/cameras", "Authorization: Bearer hd_x"));
        requests.put("too large", get("/api/v1/session", "Content-Length: 2000000"));
        requests.put("malformed path", get("/%"));
        requests.put("ambiguous path", get("/api/v1/cameras/..%2f..%2fsession"));
        requests.put("null byte", get("/index.html%00.js"));
        requests.put("long header", get("/", "X-Long: " + "a".repeat(100_000)));
        requests.put("long path", get("/" + "a".repeat(100_000)));
        requests.put("no protocol", "GET / NONSENSE/9\r\n" + more());
        requests.forEach((name, request) -> {
            String answer = raw(request);
            String head =
                    answer.substring(0, Math.max(0, answer.indexOf("\r\n\r\n")))
                            .toLowerCase(Locale.ROOT);
            assertThat(head).as(name).startsWith("http/1.1 ");
            assertThat(head).as(name).doesNotContain("access-control-");
            ALWAYS.forEach(header -> assertThat(head).as(name).contains("\r\n" + header + ":"));
            assertThat(answer).as(name).doesNotContain("\tat ").doesNotContain("Exception");
        });
    }

    private String more(String... headers) {
        StringBuilder more =
                new StringBuilder("Host: ")
                        .append(server.url.substring("http://".length()))
                        .append("\r\nOrigin: http://evil.example\r\n")
                        .append("Access-Control-Request-Method: GET\r\nConnection: close\r\n");
        for (String header : headers) {
            more.append(header).append("\r\n");
        }
        return more.append("\r\n").toString();
    }

    private String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\n" + more(headers);
    }

    /** Sends text as it stands, which no client would let pass, and gives the whole answer. */
    private String raw(String request) {
        URI uri = URI.create(server.url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            java.io.ByteArrayOutputStream answer = new java.io.ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (IOException e) {
                // Cut off after the answer, because we were still sending.
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---- paths

    @Test
    void servesNothingFromOutsideOfItsFolder() {
        for (String path :
                List.of(
                        "/../openapi.yaml",
                        "/..%2fopenapi.yaml",
                        "/%2e%2e/openapi.yaml",
                        "/%252e%252e/openapi.yaml",
                        "/%252e%252e%252fopenapi.yaml",
                        "/vendor/../../openapi.yaml",
                        "/vendor/..%2f..%2fopenapi.yaml",
                        "/vendor/..;/..;/openapi.yaml",
                        "/vendor/..;x=1/..;y/openapi.yaml",
                        "/vendor//..//..//openapi.yaml",
                        "/..\\openapi.yaml",
                        "/..%5copenapi.yaml",
                        "/%c0%ae%c0%ae/openapi.yaml",
                        "/./.././openapi.yaml",
                        "/openapi.yaml",
                        "/openapi.yaml%00.html",
                        "/index.html/../../openapi.yaml",
                        "//etc/passwd",
                        "/etc/passwd",
                        "/../../../../../../etc/passwd",
                        "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                        "/file:/etc/passwd",
                        "/file:%2f%2f%2fetc%2fpasswd",
                        "/classpath:openapi.yaml",
                        "/WEB-INF/web.xml",
                        "/META-INF/MANIFEST.MF",
                        "/org/haidang/server/web/Gate.class",
                        "/org/haidang/server/words/vi.properties",
                        "/C:/Windows/win.ini")) {
            String answer = raw(get(path));
            assertThat(answer).as(path).matches("(?s)HTTP/1\\.1 (400|404) .*");
            assertThat(answer).as(path).doesNotContain("openapi: 3").doesNotContain("root:x:");
        }
    }

    @Test
    void takesNoPathForAnotherThatIsOpen() {
        for (String path :
                List.of(
                        "/api/v1/session/../cameras",
                        "/api/v1/session/..;/cameras",
                        "/api/v1/session/..%2fcameras",
                        "/api/v1/session/%2e%2e/cameras",
                        "/api/v1/session;/../cameras",
                        "/api/v1/cameras;/session",
                        "/api/v1/cameras;x=/api/v1/session",
                        "/api/v1/cameras/",
                        "//api/v1/cameras",
                        "/api//v1/cameras",
                        "/%61pi/v1/cameras",
                        "/api/v1/%63ameras",
                        "/API/v1/cameras",
                        "/x/../api/v1/cameras",
                        "/;/api/v1/cameras",
                        "/api;a/v1;b/cameras;c",
                        "/index.html/../api/v1/cameras",
                        "/api/v1/openapi.yaml/../cameras",
                        "/api/v1/cameras.yaml",
                        "/api/v1/cameras%00",
                        "/api/v1/cameras?x=/api/v1/session")) {
            assertThat(raw(get(path))).as(path).matches("(?s)HTTP/1\\.1 (400|401|404) .*");
        }
    }

    @Test
    void takesIdsForIdsWhateverTheyLookLike() {
        TestClient client = server.loggedIn();
        String cookie =
                "Cookie: "
                        + BrowserCookie.SESSION.name()
                        + "="
                        + client.cookie(BrowserCookie.SESSION.name()).orElseThrow();
        for (String id :
                List.of(
                        "..%2f..%2fsession",
                        "%2e%2e",
                        "..%5c..%5c",
                        "%252e%252e%252f",
                        "%00",
                        "%0d%0aX-Forged:%20y",
                        "%27%20or%201=1--",
                        "%F0%9F%9A%A2",
                        "a".repeat(5_000))) {
            for (String path :
                    List.of(
                            "/api/v1/cameras/" + id, "/api/v1/facilities/" + id,
                            "/api/v1/cameras/" + id + "/snapshot.jpg", "/api/v1/users/" + id)) {
                String answer = raw(get(path, cookie));
                assertThat(answer).as(path).matches("(?s)HTTP/1\\.1 (400|404) .*");
                assertThat(answer).as(path).doesNotContain("\r\nX-Forged");
            }
        }
    }

    @Test
    void namesFilesByLettersThatHarmNoFolderAndNoHeader() {
        for (String name :
                List.of(
                        "../../etc/passwd",
                        "..\\..\\boot.ini",
                        "/etc/passwd",
                        "C:\\x:y",
                        "a\r\nSet-Cookie: x=y",
                        "a\"; filename=evil.exe; x=\"",
                        "a\0b",
                        "\u202egpj.exe",
                        "Cổng Đông số 1",
                        "🚢",
                        "a".repeat(300))) {
            assertThat(FileAnswer.name(name, 0)).matches("[a-z0-9-]+_[0-9T-]+Z\\.mp4");
        }
        TestClient client = server.loggedIn();
        String facility =
                client.post("facilities", Map.of("name", "Control")).json().get("id").stringValue();
        for (String name : List.of("a\r\nSet-Cookie: x=y", "a\0b", "a\u001bb")) {
            assertThat(
                            client.post(
                                            "cameras",
                                            Map.of(
                                                    "facilityId", facility,
                                                    "name", name,
                                                    "url", "rtsp://10.9.8.7/x"))
                                    .status())
                    .isEqualTo(422);
        }
        assertThat(
                        client.upload(
                                        "cameras/import?dryRun=true",
                                        "../../../../tmp/haidang-evil.csv",
                                        "name,url\nx,rtsp://10.9.8.7/x\n"
                                                .getBytes(StandardCharsets.UTF_8))
                                .status())
                .isLessThan(500);
        assertThat(Path.of("/tmp/haidang-evil.csv")).doesNotExist();
    }

    @Test
    void givesMarkupBackAsDataOnly() {
        TestClient client = server.loggedIn();
        String markup = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        TestClient.Answer made = client.post("facilities", Map.of("name", markup));
        assertThat(made.status()).isEqualTo(201);
        for (TestClient.Answer answer :
                List.of(
                        made,
                        client.get("facilities"),
                        client.get("cameras/%3Cscript%3Ealert(1)%3C%2Fscript%3E"),
                        client.send("PATCH", "me", Map.of(markup, 1)),
                        client.send("PATCH", "me", Map.of("theme", markup)),
                        client.get("cameras?facility=%3Cscript%3E"),
                        client.get("audit?from=%3Cscript%3E"))) {
            assertThat(answer.header("Content-Type"))
                    .matches("application/(problem\\+)?json.*|text/plain;charset=utf-8");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            if (!answer.header("Content-Type").contains("json")) {
                assertThat(answer.text()).doesNotContain("<script>alert");
            }
        }
        assertThat(client.get("facilities").text()).contains("<script>alert(1)</script>");
    }

    // ---- headers and the log

    @Test
    void writesNoLineIntoTheLogThatAStrangerWrote() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        lines.add(record.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger log = Logger.getLogger("org.haidang");
        log.addHandler(handler);
        try {
            TestClient client = server.loggedIn();
            String forged = "x\nERROR forged\r\nline";
            client.send("PATCH", "me", Map.of(forged, 1));
            client.post("cameras", Map.of(forged, 1));
            client.tryLogIn(forged, forged);
            client.get("cameras/%0aERROR%20forged");
            client.get("cameras", "Accept-Language", "vi;q=x, <script>");
            raw(get("/api/v1/cameras/\u0085forged"));
        } finally {
            log.removeHandler(handler);
        }
        assertThat(lines).anyMatch(line -> line.contains("forged"));
        assertThat(lines).noneMatch(line -> line.matches("(?s).*[\\r\\n\\u0085].*"));
    }

    @Test
    void believesNoForwardingHeaderWithoutAProxy() {
        TestClient client = server.newcomer("direct");
        String cookie =
                BrowserCookie.SESSION.name()
                        + "="
                        + client.cookie(BrowserCookie.SESSION.name()).orElseThrow();
        String answer =
                raw(
                        get(
                                "/api/v1/me/sessions",
                                "Cookie: " + cookie,
                                "X-Forwarded-For: 6.6.6.6",
                                "X-Forwarded-Host: evil.example",
                                "Forwarded: for=6.6.6.6;host=evil.example"));
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("6.6.6.6");
        TestClient other = new TestClient(server.url);
        other.get("session");
        TestClient.Answer in =
                other.send(
                        other.request("session")
                                .header("Content-Type", "application/json")
                                .header("X-XSRF-TOKEN", other.cookie("XSRF-TOKEN").orElseThrow())
                                .header("X-Forwarded-For", "6.6.6.6")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"username\":\"direct\",\"password\":\"%s\"}"
                                                        .formatted(TestServer.PASSWORD))));
        assertThat(in.status()).isEqualTo(200);
        assertThat(other.get("me/sessions").text()).doesNotContain("6.6.6.6");
    }

    @Test
    void letsNoHeaderOrParameterChangeTheMethod() {
        TestClient client = server.loggedIn();
        String id =
                client.post("facilities", Map.of("name", "Override"))
                        .json()
                        .get("id")
                        .stringValue();
        String csrf = client.cookie("XSRF-TOKEN").orElseThrow();
        for (String header :
                List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            for (String verb : List.of("POST", "GET")) {
                client.send(
                        client.request("facilities/" + id + "?_method=DELETE")
                                .header(header, "DELETE")
                                .header("X-XSRF-TOKEN", csrf)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .method(verb, BodyPublishers.ofString("_method=DELETE")));
            }
        }
        assertThat(client.get("facilities/" + id).status()).isEqualTo(200);
    }

    @Test
    void answersWhatIsFarTooLongShortly() {
        TestClient client = server.loggedIn();
        String huge = "x".repeat(10 << 20);
        String large = "x".repeat(900_000);
        Map<String, Supplier<TestClient.Answer>> asked = new LinkedHashMap<>();
        // No client goes on sending to one that has answered, so not all of it is sent.
        assertThat(
                        raw(
                                "POST /api/v1/session HTTP/1.1\r\n"
                                        + more(
                                                "Cookie: XSRF-TOKEN=t",
                                                "X-XSRF-TOKEN: t",
                                                "Content-Length: " + (10 << 20))
                                        + "{\"username\":\"a\",\"password\":\""))
                .startsWith("HTTP/1.1 413")
                .contains("urn:haidang:too-large");
        asked.put(
                "password of 10 MB without a length",
                () ->
                        client.send(
                                client.request("session")
                                        .header("Content-Type", "application/json")
                                        .header(
                                                "X-XSRF-TOKEN",
                                                client.cookie("XSRF-TOKEN").orElseThrow())
                                        .POST(
                                                BodyPublishers.ofInputStream(() ->
                                                        new java.io.ByteArrayInputStream(
                                                                ("{\"username\":\"a\",\"password\":\""
                                                                                + huge
                                                                                + "\"}")
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .US_ASCII))))));
        asked.put(
                "user name",
                () -> client.post("session", Map.of("username", large, "password", large)));
        asked.put("name", () -> client.post("facilities", Map.of("name", large)));
        asked.put("display name", () -> client.send("PATCH", "me", Map.of("displayName", large)));
        asked.put("property", () -> client.send("PATCH", "me", Map.of(large, 1)));
        asked.put("nested", () -> client.post("cameras", "[".repeat(100_000)));
        asked.put(
                "number",
                () ->
                        client.post(
                                "me/tokens",
                                "{\"name\":\"x\",\"actions\":[\"live.view\"],\"days\":"
                                        + "9".repeat(5_000)
                                        + "}"));
        asked.put(
                "exponent",
                () -> client.post("cameras", "{\"name\":\"x\",\"retentionDays\":1e999999999}"));
        asked.put(
                "token",
                () -> client.get("cameras", "Authorization", "Bearer hd_" + "x".repeat(4_000)));
        asked.put("cookie", () -> client.get("me/tokens/" + "x".repeat(4_000)));
        asked.put("header", () -> client.get("cameras", "X-Long", "x".repeat(100_000)));
        asked.put("query", () -> client.get("cameras?facility=" + "x".repeat(100_000)));
        asked.forEach((name, ask) -> {
            TestClient.Answer answer = insistently(ask);
            assertThat(answer.status()).as(name + " " + answer.status()).isBetween(400, 499);
            assertThat(answer.text()).as(name).doesNotContain("\tat ").doesNotContain("Exception");
        });
        assertThat(client.get("cameras").status()).isEqualTo(200);
    }

    /**
     * The server closes a connection whose body it did not read to the end; the next one may
     * notice.
     */
    private static TestClient.Answer insistently(Supplier<TestClient.Answer> ask) {
        for (int i = 0; ; i++) {
            try {
                return ask.get();
            } catch (java.io.UncheckedIOException e) {
                if (i == 3) {
                    throw e;
                }
            }
        }
    }

    // ---- what lies out of scope

    @Test
    void answersForWhatLiesOutOfScopeAsForWhatDoesNotExist(@TempDir Path folder) {
        try (TestServer own = TestServer.withAdministrator(folder)) {
            for (String id : List.of("o1", "o2")) {
                own.server
                        .organisations()
                        .put(new Organisation(id, id, "other", null, null, null, null, null));
            }
            Facility inside = facility(own, "o1");
            Facility outside = facility(own, "o2");
            Role all =
                    own.server
                            .rights()
                            .addRole(
                                    "all",
                                    java.util.stream.Stream.of(Action.values())
                                            .map(Permission::of)
                                            .toList());
            User asker = own.person("asker", "o1");
            own.server
                    .rights()
                    .give(
                            asker.id(),
                            new Rights.Gift(
                                    all.id(),
                                    new Scope("o1", null, Set.of(), Set.of()),
                                    null,
                                    null),
                            "");
            User stranger = own.person("stranger", "o2");
            TestClient strangers = own.as(stranger);
            String session = strangers.get("me/sessions").json().get(0).get("id").stringValue();
            String token =
                    strangers
                            .post(
                                    "me/tokens",
                                    Map.of("name", "k", "actions", List.of("live.view"), "days", 1))
                            .json()
                            .get("id")
                            .stringValue();
            String grant =
                    own.server
                            .rights()
                            .give(stranger.id(), Rights.Gift.everywhere("duty-watcher"), "")
                            .id();
            String camera = own.server.registry().add(camera(outside.id())).id();
            TestClient client = own.as(asker);
            assertThat(client.get("facilities/" + inside.id()).status()).isEqualTo(200);
            Map<String, String> there =
                    Map.of(
                            "/cameras/",
                            camera,
                            "/facilities/",
                            outside.id(),
                            "/users/",
                            stranger.id(),
                            "/me/sessions/",
                            session,
                            "/me/tokens/",
                            token,
                            "/roles/",
                            all.id(),
                            "/organisations/",
                            "o2");
            int compared = 0;
            for (Operation operation : Operation.all()) {
                String path = operation.path();
                String prefix =
                        path.contains("{id}") ? path.substring(0, path.indexOf("{id}")) : "";
                if (!there.containsKey(prefix)) {
                    continue;
                }
                String query = operation.reads() ? "?at=1000000&from=1000000&to=2000000" : "";
                String real = there.get(prefix);
                String none = "x".repeat(real.length());
                String known =
                        path.replace("{id}", real)
                                .replace("{grantId}", grant)
                                .replaceAll("\\{\\w+}", "none");
                String unknown =
                        path.replace("{id}", none)
                                .replace("{grantId}", none)
                                .replaceAll("\\{\\w+}", "none");
                Object body = body(operation);
                assertThat(look(client.send(operation.verb(), known.substring(1) + query, body)))
                        .as(operation.name())
                        .isEqualTo(
                                look(
                                        client.send(
                                                operation.verb(),
                                                unknown.substring(1) + query,
                                                body)));
                compared++;
            }
            assertThat(compared).isGreaterThan(20);
            for (String[] place :
                    new String[][] {
                        {
                            "POST",
                            "cameras",
                            "{\"facilityId\":\"%s\",\"name\":\"n\",\"url\":\"rtsp://10.9.8.7/x\"}",
                            outside.id()
                        },
                        {
                            "POST",
                            "camera-tests",
                            "{\"cameraId\":\"%s\",\"url\":\"rtsp://10.9.8.7/x\"}",
                            camera
                        },
                        {
                            "POST",
                            "break-glass",
                            "{\"facilityId\":\"%s\",\"reason\":\"reason enough\"}",
                            outside.id()
                        },
                        {
                            "POST",
                            "users",
                            "{\"displayName\":\"n\",\"organisationId\":\"o1\",\"grants\":[{\"roleId\":\"duty-watcher\",\"scope\":{\"organisationId\":\"o1\",\"facilityIds\":[\"%s\"]}}]}",
                            outside.id()
                        },
                        {
                            "POST",
                            "users",
                            "{\"displayName\":\"n\",\"organisationId\":\"o1\",\"grants\":[{\"roleId\":\"duty-watcher\",\"scope\":{\"facilityIds\":[\"%s\"]}}]}",
                            outside.id()
                        },
                        {"GET", "cameras?facility=%s", null, outside.id()},
                        {"GET", "audit?facility=%s", null, outside.id()},
                        {"GET", "audit?camera=%s", null, camera},
                        {"GET", "audit?person=%s", null, stranger.id()},
                    }) {
                String none = "x".repeat(place[3].length());
                String body = place[2];
                assertThat(
                                look(
                                        client.send(
                                                place[0],
                                                place[1].replace("%s", place[3]),
                                                body == null
                                                        ? null
                                                        : body.replace("%s", place[3]))))
                        .as(place[0] + " " + place[1] + " " + body)
                        .isEqualTo(
                                look(
                                        client.send(
                                                place[0],
                                                place[1].replace("%s", none),
                                                body == null ? null : body.replace("%s", none))));
            }
        }
    }

    private static Facility facility(TestServer server, String organisation) {
        Facility fresh = server.server.registry().newFacility("F " + organisation, "");
        return server.server
                .registry()
                .addFacility(
                        new Facility(
                                fresh.id(), fresh.name(), fresh.address(), 0, organisation, null));
    }

    private static CameraInput camera(String facility) {
        return CameraInput.of(facility, "c", "rtsp://10.1.2.3/c");
    }

    /** All but what is different each time. */
    private static String look(TestClient.Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        String body = answer.text();
        if (body.startsWith("{")) {
            ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(body);
            json.remove(new ArrayList<>(List.of("reference", "instance")));
            body = json.toString();
        }
        return answer.status() + " " + headers.keySet() + " " + body;
    }
}
