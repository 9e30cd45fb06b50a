package org.haidang.server.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that have to know theirs before they start. */
public final class Ports {
    /**
     * Below those that Linux gives to outgoing connections (32,768 and up): one of these could take
     * the port before the program does, or while it is being started again.
     */
    private static final int LEAST = 20_000;

    private static final int MOST = 32_000;
    private static final int TRIES = 100;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * One at which nothing listens on loopback, and never the same twice.
     *
     * @throws IOException when a hundred tries found none
     */
    public static int free() throws IOException {
        IOException taken = new IOException("no port");
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, MOST);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(free.getLocalPort())) {
                    return free.getLocalPort();
                }
            } catch (IOException e) {
                taken = e;
            }
        }
        throw taken;
    }
}
