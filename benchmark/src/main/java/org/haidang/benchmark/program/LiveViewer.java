package org.haidang.benchmark.program;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A live viewer without a screen: takes what the WebSocket sends, notes when the first picture came
 * and, when asked to, how old each was, and throws it away.
 */
public final class LiveViewer implements AutoCloseable {
    private static final byte[] MOOF = "moof".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MDAT = "mdat".getBytes(StandardCharsets.US_ASCII);

    private final long openedNs = System.nanoTime();
    private final CompletableFuture<Duration> firstPicture = new CompletableFuture<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Long> agesUs = new ConcurrentLinkedQueue<>();
    private final boolean measuring;
    private volatile long lostGroups;
    private volatile Short shortLine = new Short(0, "", "");
    private volatile int closeCode;
    private volatile boolean ended;
    private @Nullable WebSocket socket;

    /** What the server says that lines left out; empty words for none. */
    public record Short(long groups, String instead, String why) {}

    private LiveViewer(boolean measuring) {
        this.measuring = measuring;
    }

    /** Opens the WebSocket and waits until it is open. */
    public static LiveViewer open(Api api, String cameraId, String stream) {
        return open(api, cameraId, stream, false);
    }

    /** The same; notes how old each picture is when it arrives. */
    public static LiveViewer openMeasuring(Api api, String cameraId, String stream) {
        return open(api, cameraId, stream, true);
    }

    private static LiveViewer open(Api api, String cameraId, String stream, boolean measuring) {
        LiveViewer viewer = new LiveViewer(measuring);
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

    /** What lines between the camera and the server left out, as the server says. */
    public Short shortLine() {
        return shortLine;
    }

    /**
     * Ages of pictures, microseconds, as they came; by our clock, so only on the camera's machine.
     */
    public List<Long> agesUs() {
        return List.copyOf(agesUs);
    }

    /** With what code the server closed it; 0 when it did not. */
    public int closeCode() {
        return closeCode;
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
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();
        private int videoTrack;
        private boolean sawMoof;

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket webSocket, ByteBuffer data, boolean last) {
            bytes.addAndGet(data.remaining());
            if (measuring) {
                measure(data.duplicate(), last);
            }
            if (!firstPicture.isDone()) {
                lookForPicture(data, last);
            }
            webSocket.request(1);
            return null;
        }

        private void measure(ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.writeBytes(part);
            if (!last) {
                return;
            }
            try {
                if (videoTrack == 0) {
                    videoTrack =
                            InitSegment.parse(message.toByteArray()).tracks().stream()
                                    .filter(Track::isVideo)
                                    .mapToInt(Track::id)
                                    .findFirst()
                                    .orElseThrow();
                } else {
                    note(FragmentReader.info(message.toByteArray()));
                }
            } catch (MalformedMp4Exception anotherInit) {
                // The format has changed; the video's number does not.
            }
            message.reset();
        }

        private void note(FragmentInfo info) {
            if (info.trackId() == videoTrack && info.wallUs() != FragmentInfo.NO_WALL) {
                agesUs.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - info.wallUs());
            }
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
                JsonNode said = JsonMapper.shared().readTree(text.toString());
                text.setLength(0);
                switch (said.path("type").asString("")) {
                    case "lag" -> lostGroups = said.get("groups").asLong();
                    case "short" ->
                            shortLine =
                                    new Short(
                                            said.get("groups").asLong(),
                                            said.get("instead").asString(""),
                                            said.get("why").asString(""));
                    default -> {}
                }
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            closeCode = statusCode;
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
