package org.haidang.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser: cookies, the CSRF header, JSON. */
final class TestClient {
    /** Characters of a body that the server may refuse for its size. */
    private static final int LARGE = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final CookieManager cookies = new CookieManager();
    final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(cookies)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final String url;
    String language = "en";

    TestClient(String url) {
        this.url = url;
    }

    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name) && !c.hasExpired())
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Puts a cookie into the browser, as somebody else might. */
    void plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        // As the server's own are kept, so that those take its place.
        String host = URI.create(url).getHost();
        cookie.setDomain(host.contains(".") ? host : host + ".local");
        cookies.getCookieStore().add(URI.create(url), cookie);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer get(String path, String header, String value) {
        return send(request(path).GET().header(header, value));
    }

    Answer send(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request =
                request(path)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(
                                                body instanceof String s
                                                        ? s
                                                        : JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (body instanceof String large && large.length() > LARGE) {
            // Asks before it sends: a server that refuses and hangs up would not be heard else.
            request.expectContinue(true);
        }
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    Answer upload(String path, String fileName, byte[] file) {
        String boundary = "----test";
        byte[] head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + fileName
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArrays(java.util.List.of(head, file, tail)));
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(url + (path.startsWith("/") ? path : "/api/v1/" + path)))
                .timeout(Duration.ofSeconds(30))
                .header("Accept-Language", language);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer tryLogIn(String username, String password) {
        get("session");
        return post("session", Map.of("username", username, "password", password));
    }

    void logIn(String username, String password) {
        Answer answer = tryLogIn(username, password);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
    }

    /** What has to be written down of a facility before recording may begin there. */
    static final Map<String, Object> PAPERS =
            Map.of(
                    "purpose", "Phòng, chống dịch",
                    "legalBasis", "Công văn 1407/BTTTT-CVT",
                    "controller", "Sở Y tế",
                    "retentionDays", 28);

    /** Adds a facility in which cameras may record. */
    String addFacility(String name) {
        String id = post("facilities", Map.of("name", name)).json().get("id").stringValue();
        Answer answer = send("PUT", "facilities/" + id + "/profile", PAPERS);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return id;
    }

    /** Adds a facility and a camera in it. */
    String addCamera(String name, Map<String, Object> more) {
        String facility = addFacility("Cơ sở " + name);
        Map<String, Object> camera = new java.util.HashMap<>();
        camera.put("facilityId", facility);
        camera.put("name", name);
        camera.put("url", "rtsp://10.9.8.7/" + name);
        camera.putAll(more);
        Answer answer = post("cameras", camera);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json().get("id").stringValue();
    }

    WebSocket live(String cameraId, String query, WebSocket.Listener listener, String origin)
            throws Exception {
        return http.newWebSocketBuilder()
                .header("Origin", origin)
                .header("Accept-Language", language)
                .buildAsync(
                        URI.create(
                                url.replace("http:", "ws:")
                                        + "/api/v1/cameras/"
                                        + cameraId
                                        + "/live"
                                        + query),
                        listener)
                .get(10, TimeUnit.SECONDS);
    }

    String url() {
        return url;
    }
}
