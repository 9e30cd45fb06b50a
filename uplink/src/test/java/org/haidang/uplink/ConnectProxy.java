package org.haidang.uplink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haidang.uplink.site.HttpProxy;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on loopback that knows CONNECT and nothing else. It finds names in its own table, so that
 * whoever asks for one of these cannot have gone past it. It can die and come back at its port.
 */
final class ConnectProxy implements AutoCloseable {
    /** As many connections as it takes at once; more are hung up. */
    private static final int MAX_CONNECTIONS = 32;

    private static final int MAX_HEAD = 8 << 10;
    private static final int PATIENCE_MS = 20_000;

    /** What it does with whom it lets in. */
    enum Manner {
        /** Passes on what it is given. */
        TUNNEL,
        /** Says 403. */
        REFUSE,
        /** Hears and says nothing. */
        SILENT,
        /** Hangs up instead of an answer. */
        HANG_UP,
        /** Lets through and cuts when TLS begins. */
        CUT_TLS
    }

    private final Map<String, InetSocketAddress> names = new ConcurrentHashMap<>();
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final int port;

    /** Targets as they were asked for, one for each tunnel. */
    final List<String> tunnels = new CopyOnWriteArrayList<>();

    volatile Manner manner = Manner.TUNNEL;

    /** Null lets everybody in. */
    volatile HttpProxy.@Nullable Login login;

    private volatile ServerSocket door;

    ConnectProxy() {
        door = open(0);
        port = door.getLocalPort();
    }

    /** How whoever knows this login goes through it. */
    HttpProxy with(HttpProxy.@Nullable Login known) {
        return new HttpProxy("127.0.0.1", port, known);
    }

    /** Leads there whoever asks for that name and port. */
    void leads(String target, int to) {
        names.put(target, new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
    }

    /** Dies: its port refuses, and what went through it ends. */
    void die() {
        shut(door);
        ends.forEach(ConnectProxy::shut);
    }

    void comeBack() {
        door = open(port);
    }

    @Override
    public void close() {
        die();
    }

    private ServerSocket open(int at) {
        try {
            ServerSocket made = new ServerSocket();
            made.setReuseAddress(true);
            made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            Thread.ofPlatform().daemon().name("connect-proxy").start(() -> serve(made));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket one = from.accept();
                if (ends.size() >= 2 * MAX_CONNECTIONS) {
                    shut(one);
                    continue;
                }
                ends.add(one);
                Thread.ofPlatform().daemon().name("connect-one").start(() -> converse(one));
            } catch (IOException ended) {
                // By die.
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MS);
            List<String> head = head(client.getInputStream());
            String[] first = head.getFirst().split(" ");
            if (first.length != 3 || !first[0].equals("CONNECT")) {
                answer(client, "405 Method Not Allowed", "");
                return;
            }
            answer(client, first[1], head);
        } catch (IOException ended) {
            // By either side, or by die.
        } finally {
            ends.remove(client);
        }
    }

    private void answer(Socket client, String target, List<String> head) throws IOException {
        InetSocketAddress to = names.get(target);
        if (!letsIn(head)) {
            answer(
                    client,
                    "407 Proxy Authentication Required",
                    "Proxy-Authenticate: Basic realm=\"x\"\r\nProxy-Authenticate: NTLM\r\n");
        } else if (manner == Manner.SILENT) {
            client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } else if (manner == Manner.REFUSE) {
            answer(client, "403 Forbidden", "");
        } else if (to == null) {
            answer(client, "503 Service Unavailable", "");
        } else if (manner != Manner.HANG_UP) {
            lead(client, target, to);
        }
    }

    private boolean letsIn(List<String> head) {
        HttpProxy.Login wanted = login;
        if (wanted == null) {
            return true;
        }
        String sent =
                "proxy-authorization: Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (wanted.username() + ":" + wanted.password())
                                                .getBytes(StandardCharsets.UTF_8));
        return head.stream().anyMatch(line -> line.equalsIgnoreCase(sent));
    }

    private void lead(Socket client, String target, InetSocketAddress to) throws IOException {
        try (Socket centre = new Socket()) {
            try {
                centre.connect(to, PATIENCE_MS);
            } catch (IOException away) {
                answer(client, "502 Bad Gateway", "");
                return;
            }
            ends.add(centre);
            tunnels.add(target);
            answer(client, "200 Connection established", "");
            if (manner == Manner.CUT_TLS) {
                int ignored = client.getInputStream().read();
                return;
            }
            client.setSoTimeout(0);
            Thread back =
                    Thread.ofPlatform()
                            .daemon()
                            .name("connect-back")
                            .start(() -> carry(centre, client));
            carry(client, centre);
            back.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ends.removeIf(Socket::isClosed);
        }
    }

    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Said to the other side by what follows.
        }
        shut(to);
        shut(from);
    }

    private static void answer(Socket client, String status, String headers) throws IOException {
        client.getOutputStream()
                .write(
                        ("HTTP/1.1 " + status + "\r\n" + headers + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
    }

    /** The lines of a request's head, without the empty one. */
    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (head.size() < MAX_HEAD) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("no whole head");
            }
            head.write(one);
            String text = head.toString(StandardCharsets.US_ASCII);
            if (text.endsWith("\r\n\r\n")) {
                return text.strip().lines().toList();
            }
        }
        throw new IOException("too long a head");
    }

    private static void shut(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
