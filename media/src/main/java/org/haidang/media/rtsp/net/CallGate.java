package org.haidang.media.rtsp.net;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;

/**
 * Limits how many connections are being made at once, in all and per host and port: a recorder that
 * has just come back would not survive all its channels being asked for together. Those that must
 * wait go in the order they came. Thread-safe.
 */
final class CallGate {

    /** A place, or the wait for one. */
    final class Ticket {
        private final String host;
        private final Runnable granted;
        private boolean holding;
        private boolean returned;

        private Ticket(String host, Runnable granted) {
            this.host = host;
            this.granted = granted;
        }

        /** Gives the place back, or stops waiting for it; may be called more than once. */
        void release() {
            CallGate.this.release(this);
        }
    }

    private final int maxPerHost;
    private final int maxTotal;
    private final Queue<Ticket> waiting = new ArrayDeque<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private int total;

    CallGate(int maxPerHost, int maxTotal) {
        this.maxPerHost = maxPerHost;
        this.maxTotal = maxTotal;
    }

    /**
     * Asks for a place.
     *
     * @param granted called once there is one, perhaps at once, in any thread; must be quick
     */
    Ticket enter(String host, Runnable granted) {
        Ticket ticket = new Ticket(host, granted);
        synchronized (this) {
            waiting.add(ticket);
        }
        admit();
        return ticket;
    }

    private void release(Ticket ticket) {
        synchronized (this) {
            if (ticket.returned) {
                return;
            }
            ticket.returned = true;
            if (ticket.holding) {
                total--;
                calls.merge(ticket.host, -1, (a, b) -> a + b == 0 ? null : a + b);
            } else {
                waiting.remove(ticket);
            }
        }
        admit();
    }

    private void admit() {
        for (Ticket ticket = next(); ticket != null; ticket = next()) {
            ticket.granted.run();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Ticket next() {
        Iterator<Ticket> all = waiting.iterator();
        while (total < maxTotal && all.hasNext()) {
            Ticket ticket = all.next();
            if (calls.getOrDefault(ticket.host, 0) < maxPerHost) {
                all.remove();
                ticket.holding = true;
                total++;
                calls.merge(ticket.host, 1, Integer::sum);
                return ticket;
            }
        }
        return null;
    }
}
