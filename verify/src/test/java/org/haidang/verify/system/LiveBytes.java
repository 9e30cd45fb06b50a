package org.haidang.verify.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.haidang.benchmark.program.Api;
import org.jspecify.annotations.Nullable;

/** What a viewer's WebSocket brings, to be read as a file is. One message waits at most. */
final class LiveBytes extends InputStream {
    private static final int PATIENCE_S = 30;

    /** Nothing, which no message is. */
    private static final byte[] END = {};

    /** One that waits, and the mark of the end. */
    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(2);

    private final WebSocket socket;
    private ByteBuffer now = ByteBuffer.allocate(0);

    LiveBytes(Api api, String camera, String stream) {
        this.socket =
                api.webSocket("/cameras/" + camera + "/live?stream=" + stream, new Listener());
    }

    @Override
    public int read() throws IOException {
        return more() ? now.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int at, int most) throws IOException {
        if (!more()) {
            return -1;
        }
        int count = Math.min(most, now.remaining());
        now.get(to, at, count);
        return count;
    }

    private boolean more() throws IOException {
        if (!now.hasRemaining()) {
            now = ByteBuffer.wrap(next());
            socket.request(1);
        }
        return now.hasRemaining();
    }

    private byte[] next() throws IOException {
        try {
            byte[] next = arrived.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (next == null) {
                throw new IOException("nothing came for " + PATIENCE_S + " s");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            boolean _ = arrived.offer(part);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(
                WebSocket webSocket, int statusCode, String reason) {
            boolean _ = arrived.offer(END);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            boolean _ = arrived.offer(END);
        }
    }
}
