package org.haidang.onvif.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.haidang.onvif.discovery.AddressRange;
import org.haidang.onvif.discovery.FoundDevice;

/**
 * Finds devices: by WS-Discovery to everybody on each interface, and to addresses that a person
 * named; those that do not answer are asked for the time over HTTP, because many devices are
 * switched to be silent and none asks for a login before it tells the time.
 */
public final class Discovery {

    /** Devices that one search tells of; more are passed over. */
    public static final int MAX_DEVICES = 4096;

    /** The longest that a name may take. */
    private static final Duration MAX_RESOLVE = Duration.ofSeconds(2);

    private Discovery() {}

    /** An address to be asked. */
    record Target(InetAddress address, int port) {}

    /**
     * Searches and returns when the time is over, earlier when there is nobody left to wait for, or
     * when the thread is interrupted, whose mark then stays.
     *
     * @param ranges addresses to be asked one by one; may be empty
     * @param multicast whether everybody on each interface is asked too
     * @param wait 100 ms to 10 min. Silent addresses take about a second each per port, 64 at a
     *     time: a network of 254 wants about 10 s
     * @param guard which addresses may be asked, from which of ours, and whose answers count
     * @param found told each device once, one at a time, in several threads; must be quick
     */
    public static void search(
            List<AddressRange> ranges,
            boolean multicast,
            Duration wait,
            Predicate<InetAddress> guard,
            Consumer<FoundDevice> found) {
        if (wait.toMillis() < 100 || wait.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("time to search " + wait);
        }
        if (ranges.stream().mapToInt(AddressRange::count).sum() > AddressRange.MAX_ADDRESSES) {
            throw new IllegalArgumentException("more than " + AddressRange.MAX_ADDRESSES);
        }
        long start = System.nanoTime();
        List<Target> targets = targets(ranges, wait, guard);
        Sightings sightings = new Sightings(found);
        Window window = new Window(start, wait.toNanos());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpAsk asks = new HttpAsk(sightings, guard, targets.size());
            try (Datagrams datagrams = new Datagrams(sightings, guard)) {
                if (multicast) {
                    datagrams.probeEverybody();
                }
                datagrams.probe(targets);
                datagrams.run(
                        window,
                        () -> asks.begin(targets, threads),
                        () -> !multicast && asks.isDone());
            } finally {
                threads.shutdownNow(); // what is still being asked comes too late
            }
        }
    }

    private static List<Target> targets(
            List<AddressRange> ranges, Duration wait, Predicate<InetAddress> guard) {
        Duration within =
                wait.dividedBy(2).compareTo(MAX_RESOLVE) < 0 ? wait.dividedBy(2) : MAX_RESOLVE;
        List<Future<List<Target>>> lookups = new ArrayList<>();
        Set<Target> targets = new LinkedHashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (AddressRange range : ranges) {
                lookups.add(threads.submit(() -> targets(range, within, guard)));
            }
        }
        lookups.forEach(lookup -> targets.addAll(lookup.resultNow()));
        return List.copyOf(targets);
    }

    private static List<Target> targets(
            AddressRange range, Duration within, Predicate<InetAddress> guard) {
        List<Target> targets = new ArrayList<>();
        for (String host : range.hosts()) {
            try {
                Names.resolve(host, within).stream()
                        .filter(guard)
                        .limit(1)
                        .forEach(address -> targets.add(new Target(address, range.port())));
            } catch (CallException e) {
                // a name that nobody knows has no device
            }
        }
        return targets;
    }

    /**
     * A stretch of time.
     *
     * @param startNanos of {@code System.nanoTime}
     */
    record Window(long startNanos, long lengthNanos) {

        /** Milliseconds until a part of it is over, from 0. */
        long leftMs(double part) {
            long end = startNanos + (long) (lengthNanos * part);
            return Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
        }

        /** Milliseconds since its start. */
        long passedMs() {
            return (System.nanoTime() - startNanos) / 1_000_000;
        }
    }
}
