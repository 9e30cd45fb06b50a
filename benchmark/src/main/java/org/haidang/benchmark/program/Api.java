package org.haidang.benchmark.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the server's API with a session of its own, as a browser has. */
public final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    public Api(URI base) {
        this(base, Map.of());
    }

    /**
     * Goes on in a session that another client has begun.
     *
     * @param cookies the other's
     */
    public Api(URI base, Map<String, String> cookies) {
        this.base = base;
        cookies.forEach((name, value) -> {
            HttpCookie cookie = new HttpCookie(name, value);
            cookie.setPath("/");
            cookie.setVersion(0);
            this.cookies.getCookieStore().add(base, cookie);
        });
    }

    /** What a browser or another client needs to go on in this session: values by name. */
    public Map<String, String> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> !cookie.hasExpired())
                .collect(Collectors.toMap(HttpCookie::getName, HttpCookie::getValue));
    }

    /** Whether that name and password are somebody's who needs no second factor. */
    public boolean tryLogIn(String username, String password) {
        return post("/session", Map.of("username", username, "password", password)).statusCode()
                == 200;
    }

    /** Logs in with the second factor that the person has set up. */
    public void logIn(String username, String password, Authenticator authenticator) {
        create("/session", Map.of("username", username, "password", password));
        JsonNode session = create("/session/second-factor", Map.of("code", authenticator.code()));
        if (session.get("user").isNull()) {
            throw new AssertionError("not logged in: " + session);
        }
    }

    /** A JSON answer; anything but 2xx fails. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path).GET());
        return JSON.readTree(expect2xx(path, answer));
    }

    /** The body of an answer as it came; anything but 2xx fails. */
    public byte[] bytes(String path) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * An answer whose body is read as it comes, whatever its status; to close the body ends the
     * request.
     */
    public HttpResponse<InputStream> stream(String path) {
        try {
            return http.send(
                    request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends one file as a form of a browser does. */
    public JsonNode upload(String path, String fileName, byte[] file) {
        String boundary = "haidang-" + Long.toHexString(System.nanoTime());
        byte[] head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + fileName
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                send(
                        withToken(request(path))
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArrays(
                                                List.of(head, file, tail))));
        return JSON.readTree(expect2xx(path, answer));
    }

    public int status(String path) {
        return send(request(path).GET()).statusCode();
    }

    public HttpResponse<String> post(String path, Object body) {
        return send(
                withToken(request(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public JsonNode create(String path, Object body) {
        return JSON.readTree(expect2xx(path, post(path, body)));
    }

    public JsonNode patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public JsonNode put(String path, Object body) {
        return send("PUT", path, body);
    }

    /** The answer whatever it is. */
    public HttpResponse<String> tryPut(String path, Object body) {
        return answer("PUT", path, body);
    }

    private JsonNode send(String method, String path, Object body) {
        return JSON.readTree(expect2xx(path, answer(method, path, body)));
    }

    private HttpResponse<String> answer(String method, String path, Object body) {
        return send(
                withToken(request(path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(body))));
    }

    public void delete(String path) {
        expect2xx(path, send(withToken(request(path)).DELETE()));
    }

    /** Saves the body of an answer to a file and gives its headers. */
    public HttpResponse<Path> download(String path, Path file) {
        try {
            HttpResponse<Path> answer =
                    http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofFile(file));
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " answered " + answer.statusCode());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Opens a WebSocket in this session, as the console would. */
    public WebSocket webSocket(String path, WebSocket.Listener listener) {
        URI address = URI.create("ws" + base.toString().substring(4) + "/api/v1" + path);
        return http.newWebSocketBuilder()
                .header("Origin", base.toString())
                .connectTimeout(LIMIT)
                .buildAsync(address, listener)
                .join();
    }

    public JsonNode camera(String id) {
        return get("/cameras/" + id);
    }

    public static Instant instant(JsonNode node) {
        return Instant.parse(node.asString());
    }

    private static String expect2xx(String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(
                    path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).timeout(LIMIT);
    }

    private HttpRequest.Builder withToken(HttpRequest.Builder request) {
        if (token().isEmpty()) {
            send(request("/session").GET());
        }
        return request.header("X-XSRF-TOKEN", token().orElseThrow());
    }

    private Optional<String> token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN") && !cookie.hasExpired())
                .map(HttpCookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
