package org.haidang.verify.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to the server, which can be cut: then nothing gets through, from whatever part of the
 * browser, and the address is the same when it is mended.
 */
final class Cable implements AutoCloseable {
    private final InetSocketAddress server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket door;

    Cable(URI server) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.door = open(0);
        this.port = door.getLocalPort();
        serve(door);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    void cut() {
        shut(door);
        ends.forEach(Cable::shut);
        ends.clear();
    }

    /** Nothing happens when it is not cut. */
    void mend() {
        if (!door.isClosed()) {
            return;
        }
        door = open(port);
        serve(door);
    }

    private static ServerSocket open(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(ServerSocket accepting) {
        Thread.ofVirtual()
                .start(() -> {
                    while (!accepting.isClosed()) {
                        try {
                            connect(accepting.accept());
                        } catch (IOException e) {
                            // Cut, or the server is not there: the browser sees what it would see.
                        }
                    }
                });
    }

    private void connect(Socket browser) throws IOException {
        Socket far = new Socket();
        ends.add(browser);
        ends.add(far);
        try {
            far.connect(server, 5_000);
        } catch (IOException e) {
            shut(browser);
            throw e;
        }
        Thread.ofVirtual().start(() -> carry(browser, far));
        Thread.ofVirtual().start(() -> carry(far, browser));
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One of the ends is gone, and now both are.
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void shut(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
