package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The control port of a farm, as far as ONVIF devices go. */
record TestControl(int port) {

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Makes a device misbehave; {@code more} may be {@code "value":3}. */
    void misbehave(String address, String kind, String more) throws Exception {
        String body = "{\"kind\":\"" + kind + "\"" + (more.isEmpty() ? "" : "," + more) + "}";
        HttpResponse<String> answer = send("POST", "/devices/" + address + "/misbehave", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    void behave(String address) throws Exception {
        assertThat(send("DELETE", "/devices/" + address + "/misbehave", "").statusCode())
                .isEqualTo(200);
    }

    void event(String address, String kind, int channel, boolean on) throws Exception {
        String body = "{\"kind\":\"%s\",\"channel\":%d,\"on\":%b}".formatted(kind, channel, on);
        HttpResponse<String> answer = send("POST", "/devices/" + address + "/event", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Makes a hole in what a camera has stored; the times are right ones. */
    void hole(String id, Instant from, Instant to) throws Exception {
        String body = "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to);
        HttpResponse<String> answer = send("POST", "/cameras/" + id + "/holes", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /**
     * A picture or a sound that a camera has stored.
     *
     * @param nals SHA-256 of each NAL unit, or of the sound
     */
    record Stored(Instant time, boolean key, List<String> nals) {}

    /** The pictures that a camera has stored of a stretch of time. */
    List<Stored> pictures(String id, Instant from, Instant to) throws Exception {
        return Pattern.compile(
                        "\\{\"time\":\"([^\"]+)\",\"key\":(true|false),\"nals\":\\[([^\\]]*)\\]\\}")
                .matcher(stored(id, from, to))
                .results()
                .map(found ->
                        new Stored(
                                Instant.parse(found.group(1)),
                                Boolean.parseBoolean(found.group(2)),
                                List.of(found.group(3).replace("\"", "").split(","))))
                .toList();
    }

    /** The sounds that a camera has stored of a stretch of time. */
    List<Stored> sounds(String id, Instant from, Instant to) throws Exception {
        return Pattern.compile("\\{\"time\":\"([^\"]+)\",\"sha256\":\"([^\"]*)\"\\}")
                .matcher(stored(id, from, to))
                .results()
                .map(found ->
                        new Stored(Instant.parse(found.group(1)), true, List.of(found.group(2))))
                .toList();
    }

    private String stored(String id, Instant from, Instant to) throws Exception {
        HttpResponse<String> answer =
                send("GET", "/stored/" + id + "?from=" + from + "&to=" + to, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** What the farm says of a device. */
    String device(String address) throws Exception {
        return send("GET", "/devices/" + address, "").body();
    }

    /** A number of what it says. */
    double number(String address, String name) throws Exception {
        return Double.parseDouble(
                device(address).replaceAll(".*\"" + name + "\":(-?[0-9.eE-]+).*", "$1"));
    }
}
