package org.haidang.verify.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.server.demo.Ports;

/**
 * The way to a server, at an address that stays the same: it can be cut and mended, and laid to a
 * server that was started anew at another port. While it is cut nothing gets through, from whatever
 * part of a browser; while the server is away, connections end at once, as if refused. While it is
 * silent, connections stand and nothing gets through, as on a line that is dead and does not say
 * so.
 *
 * <p>Its threads are platform threads: they wait in the kernel, and there are a few at once.
 */
public final class Cable implements AutoCloseable {
    private static final int PATIENCE_MS = 5_000;

    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile Way server;
    private volatile ServerSocket door;

    /** Waits at the door. */
    private volatile Thread porter;

    /** Guards {@link #silent}. */
    private final Object flow = new Object();

    private boolean silent;

    /** Makes the other half of a connection. */
    public interface Way {
        /** Connects to the server. */
        Socket open() throws IOException;
    }

    public Cable(URI server) {
        this(at(server));
    }

    public Cable(Way server) {
        this.server = server;
        this.port = freePort();
        this.door = open(port);
        this.porter = serve(door);
    }

    private static Way at(URI server) {
        return () -> {
            Socket far = new Socket();
            try {
                far.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MS);
                return far;
            } catch (IOException away) {
                far.close();
                throw away;
            }
        };
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** New connections go there; those that stand stay where they are. */
    public void layTo(URI other) {
        server = at(other);
    }

    public void cut() {
        shut(door);
        awaitShut();
        ends.forEach(Cable::shut);
        ends.clear();
        flow(true);
    }

    /** Nothing gets through any more, and nobody is told. */
    public void silence() {
        flow(false);
    }

    private void flow(boolean again) {
        synchronized (flow) {
            silent = !again;
            flow.notifyAll();
        }
    }

    private void awaitFlow() throws IOException {
        synchronized (flow) {
            while (silent) {
                try {
                    flow.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    /** Nothing happens when it is whole. */
    public void mend() {
        flow(true);
        if (!door.isClosed()) {
            return;
        }
        door = open(port);
        porter = serve(door);
    }

    /** It is opened again after each cut. */
    private static int freePort() {
        try {
            return Ports.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket open(int port) {
        try {
            return new ServerSocket(port, 64, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** While a thread waits in it, the kernel keeps its port, and it cannot be opened again. */
    private void awaitShut() {
        try {
            if (!porter.join(Duration.ofSeconds(10))) {
                throw new AssertionError("the door at port " + port + " does not shut");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread serve(ServerSocket accepting) {
        return begin(() -> {
            while (!accepting.isClosed()) {
                try {
                    connect(accepting.accept());
                } catch (IOException e) {
                    // Cut: the browser sees what it would see.
                }
            }
        });
    }

    private void connect(Socket browser) {
        ends.add(browser);
        var _ =
                begin(() -> {
                    Socket far;
                    try {
                        far = server.open();
                    } catch (IOException away) {
                        end(browser, browser);
                        return;
                    }
                    ends.add(far);
                    if (browser.isClosed()) {
                        // Cut meanwhile.
                        end(browser, far);
                        return;
                    }
                    var _ = begin(() -> carry(far, browser));
                    carry(browser, far);
                });
    }

    private void carry(Socket from, Socket to) {
        try {
            byte[] some = new byte[16 << 10];
            for (int n = from.getInputStream().read(some);
                    n >= 0;
                    n = from.getInputStream().read(some)) {
                awaitFlow();
                to.getOutputStream().write(some, 0, n);
            }
        } catch (IOException e) {
            // One of the ends is gone, and now both are.
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        shut(one);
        shut(other);
        ends.remove(one);
        ends.remove(other);
    }

    private static Thread begin(Runnable work) {
        return Thread.ofPlatform().daemon().name("cable").start(work);
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
