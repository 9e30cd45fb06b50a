package org.haidang.benchmark.program;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A live viewer without a screen: takes what the WebSocket sends, notes when the first picture
 * came, and throws it away.
 */
public final class LiveViewer implements AutoCloseable {
    private static final byte[] MOOF = "moof".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MDAT = "mdat".getBytes(StandardCharsets.US_ASCII);

    private final long openedNs = System.nanoTime();
    private final CompletableFuture<Duration> firstPicture = new CompletableFuture<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long lostGroups;
    private volatile boolean ended;
    private @Nullable WebSocket socket;

    private LiveViewer() {}

    /** Opens the WebSocket and waits until it is open. */
    public static LiveViewer open(Api api, String cameraId, String stream) {
        LiveViewer viewer = new LiveViewer();
        viewer.socket =
                api.webSocket(
                        "/cameras/" + cameraId + "/live?stream=" + stream, viewer.new Listener());
        return viewer;
    }

    /** Time from opening to the first fragment with a picture. */
    public Duration awaitFirstPicture(Duration limit) {
        try {
            return firstPicture.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no picture within " + limit, e);
        }
    }

    public long bytes() {
        return bytes.get();
    }

    public long lostGroups() {
        return lostGroups;
    }

    /** The server closed it. */
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private boolean sawMoof;

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket webSocket, ByteBuffer data, boolean last) {
            bytes.addAndGet(data.remaining());
            if (!firstPicture.isDone()) {
                lookForPicture(data, last);
            }
            webSocket.request(1);
            return null;
        }

        /** A whole message with a moof is a fragment; the init segment has none. */
        private void lookForPicture(ByteBuffer data, boolean last) {
            byte[] head = new byte[Math.min(data.remaining(), 512)];
            data.get(head);
            sawMoof |= contains(head, MOOF) || contains(head, MDAT);
            if (last && sawMoof) {
                firstPicture.complete(Duration.ofNanos(System.nanoTime() - openedNs));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JsonMapper.shared().readTree(text.toString());
                text.setLength(0);
                if (message.path("type").asString("").equals("lag")) {
                    lostGroups = message.get("groups").asLong();
                }
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            ended = true;
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ended = true;
            firstPicture.completeExceptionally(error);
        }
    }

    private static boolean contains(byte[] bytes, byte[] word) {
        for (int i = 0; i + word.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }
}
