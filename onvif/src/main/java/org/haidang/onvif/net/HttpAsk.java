package org.haidang.onvif.net;

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
import org.haidang.onvif.discovery.Hosts;
import org.haidang.onvif.net.Discovery.Target;
import org.haidang.onvif.soap.Answer;
import org.haidang.onvif.soap.Envelope;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.soap.Operation;

/**
 * Asks addresses that were silent for the time, which a device tells without a login (ONVIF Core
 * section 8.3.6). A machine that cannot be reached is left, and so is one that is silent at two
 * ports: it is off, or it hides. Over HTTPS whoever answers will do, for nothing is told to him.
 */
final class HttpAsk {

    /** Connections at once. */
    static final int MAX_AT_ONCE = 64;

    /** Where a device may listen. */
    record Place(String scheme, int port) {}

    /** The standard's, then those of cheap ones (XM 8899, Tapo 2020). */
    static final List<Place> PLACES =
            List.of(
                    new Place("http", 80),
                    new Place("https", 443),
                    new Place("http", 8080),
                    new Place("http", 8000),
                    new Place("http", 8899),
                    new Place("http", 2020));

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
        this.http = new HttpCaller(LIMITS, guard, CertificateRule.anybody());
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
        for (Place place : places(target.port())) {
            places.acquire();
            try {
                if (sightings.seen(target.address(), target.port()) || ask(target, place)) {
                    return;
                }
                if (target.port() != 0) {
                    return; // it speaks HTTP as it was asked, and is no device
                }
            } catch (CallException e) {
                switch (e.reason()) {
                    case UNREACHABLE, FORBIDDEN_ADDRESS, UNKNOWN_HOST -> {
                        return;
                    }
                    case TIMEOUT -> silent += target.port() == 0 ? 1 : MAX_SILENT;
                    case REFUSED -> silent += target.port() == 0 ? 0 : MAX_SILENT;
                    case MALFORMED,
                            TOO_LARGE,
                            CLOSED,
                            OUTDATED_TLS,
                            CERTIFICATE_CHANGED,
                            CERTIFICATE_UNKNOWN -> {
                        // another may be the one
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

    /** A port that a person named may be of either; few devices have https elsewhere than there. */
    private static List<Place> places(int named) {
        if (named == 0) {
            return PLACES;
        }
        Place http = new Place("http", named);
        Place https = new Place("https", named);
        return named == 443 || named == 8443 ? List.of(https, http) : List.of(http, https);
    }

    private boolean ask(Target target, Place place) throws CallException {
        InetAddress address = target.address();
        URI service = service(address, place);
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
    static URI service(InetAddress address, Place place) {
        URI root = URI.create(place.scheme() + "://" + Hosts.inAddress(address));
        String port = HttpCaller.port(root) == place.port() ? "" : ":" + place.port();
        return URI.create(root + port + "/onvif/device_service");
    }
}
