package org.haidang.verify.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * One address for a server that is started anew at another port: a browser that waits for it comes
 * back to the address it knows.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private volatile URI server;

    Relay(URI server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    void to(URI other) {
        server = other;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket browser = door.accept();
                Thread.ofPlatform().daemon().start(() -> join(browser));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** While there is no server, the browser's connection ends at once, as if refused. */
    private void join(Socket browser) {
        try (browser;
                Socket inner = new Socket(server.getHost(), server.getPort())) {
            Thread back = Thread.ofPlatform().daemon().start(() -> copy(inner, browser));
            copy(browser, inner);
            back.join();
        } catch (IOException refused) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Either side went; both are closed below.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
