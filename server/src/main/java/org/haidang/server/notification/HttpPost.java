package org.haidang.server.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * One POST of JSON to an address that the administrator set. Redirects are not followed, answers
 * are bounded in size and time, and the address must be allowed when it is resolved: Java's own
 * cache of names makes the connection go to what was judged.
 */
final class HttpPost implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int TOTAL_SECONDS = 30;
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    /** The answer, or the failure as a delivery. */
    sealed interface Outcome {}

    record Answered(int status, String body) implements Outcome {}

    record Failed(Delivery delivery) implements Outcome {}

    private final Predicate<InetAddress> allowed;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    HttpPost(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    Outcome send(URI url, Map<String, String> headers, String json) {
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                if (!allowed.test(address)) {
                    return new Failed(new Delivery.Later("address-refused", url.getHost(), true));
                }
            }
            return post(url, headers, json);
        } catch (UnknownHostException e) {
            return unreachable("unknown host " + url.getHost());
        }
    }

    private Outcome post(URI url, Map<String, String> headers, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("User-Agent", "haidang")
                        .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(
                        request.build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> answer = call.get(TOTAL_SECONDS, TimeUnit.SECONDS);
            return new Answered(
                    answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            call.cancel(true);
            return unreachable("no answer within " + TOTAL_SECONDS + " s");
        } catch (ExecutionException e) {
            return unreachable(said(e));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return unreachable("stopped");
        }
    }

    /** Never the address itself: a messenger's holds the token. */
    private static String said(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String kind = cause.getClass().getSimpleName();
        return cause instanceof IOException && cause.getMessage() != null
                ? kind + ": " + cause.getMessage().replaceAll("https?://\\S+", "…")
                : kind;
    }

    private static Failed unreachable(String why) {
        return new Failed(new Delivery.Later("unreachable", why, true));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
