package org.haidang.onvif.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.net.Discovery.Target;
import org.haidang.onvif.soap.Answer;
import org.haidang.onvif.soap.Envelope;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.soap.Operation;

/**
 * Asks addresses that were silent for the time, which a device tells without a login (ONVIF Core
 * section 8.3.6). A machine that cannot be reached is left, and so is one that is silent at two
 * ports: it is off, or it hides.
 */
final class HttpAsk {

    /** Connections at once. */
    static final int MAX_AT_ONCE = 64;

    /** Where devices listen: the standard's, then those of cheap ones (XM 8899, Tapo 2020). */
    static final List<Integer> PORTS = List.of(80, 8080, 8000, 8899, 2020);

    private static final int MAX_SILENT = 2;
    private static final CallLimits LIMITS =
            new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(3), 64 << 10);
    private static final Operation TIME = new Operation(Namespaces.DEVICE, "GetSystemDateAndTime");

    private final Sightings sightings;
    private final HttpCaller http;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE, true);
    private final AtomicInteger left;

    HttpAsk(Sightings sightings, Predicate<InetAddress> guard, int targets) {
        this.sightings = sightings;
        this.http = new HttpCaller(LIMITS, guard);
        this.left = new AtomicInteger(targets);
    }

    /** Starts to ask all; a thread each, that waits for its turn before each port. */
    void begin(List<Target> targets, ExecutorService threads) {
        for (Target target : targets) {
            threads.execute(() -> {
                try {
                    ask(target);
                } catch (InterruptedException e) {
                    // the search is over
                } finally {
                    left.decrementAndGet();
                }
            });
        }
    }

    boolean isDone() {
        return left.get() == 0;
    }

    private void ask(Target target) throws InterruptedException {
        int silent = 0;
        for (int port : target.port() == 0 ? PORTS : List.of(target.port())) {
            places.acquire();
            try {
                if (sightings.seen(target.address(), target.port())
                        || ask(target.address(), port)) {
                    return;
                }
            } catch (CallException e) {
                switch (e.reason()) {
                    case UNREACHABLE, FORBIDDEN_ADDRESS, UNKNOWN_HOST -> {
                        return;
                    }
                    case TIMEOUT -> silent++;
                    case REFUSED, MALFORMED, TOO_LARGE, CLOSED -> {
                        // another port may be the one
                    }
                }
                if (silent >= MAX_SILENT) {
                    return;
                }
            } finally {
                places.release();
            }
        }
    }

    private boolean ask(InetAddress address, int port) throws CallException {
        URI service = service(address, port);
        HttpAnswer answer =
                http.call(
                        "POST",
                        service,
                        Map.of("Content-Type", "application/soap+xml; charset=utf-8"),
                        Envelope.request(TIME, null, null));
        if (!isDevice(answer)) {
            return false;
        }
        sightings.see(new FoundDevice("", address, List.of(service), null, null, null, Set.of()));
        return true;
    }

    /** Some ask for a login even here; that they do so in SOAP gives them away. */
    private static boolean isDevice(HttpAnswer answer) {
        try {
            return switch (Answer.read(answer.body())) {
                case Answer.Done(var content) -> content.name().equals(TIME.answer());
                case Answer.Failed(var fault) -> fault.loginWanted();
            };
        } catch (MalformedInputException e) {
            return false;
        }
    }

    /** The address that the standard gives the device service (ONVIF Core section 5.1.1). */
    static URI service(InetAddress address, int port) {
        String host = address.getHostAddress();
        int zone = host.indexOf('%');
        String bare = zone < 0 ? host : host.substring(0, zone);
        String literal = address instanceof Inet6Address ? "[" + bare + "]" : bare;
        return URI.create(
                "http://" + literal + (port == 80 ? "" : ":" + port) + "/onvif/device_service");
    }
}
