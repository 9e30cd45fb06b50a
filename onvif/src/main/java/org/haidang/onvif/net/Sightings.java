package org.haidang.onvif.net;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.haidang.onvif.discovery.FoundDevice;
import org.haidang.onvif.discovery.Hosts;

/**
 * Who was seen in one search, so that each is told once. A device is known again by its endpoint,
 * and by the address of its service: some make a new endpoint for every answer. Thread-safe.
 */
final class Sightings {

    private final Consumer<FoundDevice> found;
    private final Set<String> endpoints = new HashSet<>();
    private final Set<String> services = new HashSet<>();
    private final Set<InetAddress> addresses = new HashSet<>();

    Sightings(Consumer<FoundDevice> found) {
        this.found = found;
    }

    /** Tells of a device, unless it is known. */
    synchronized void see(FoundDevice device) {
        String endpoint = device.endpoint().toLowerCase(Locale.ROOT);
        URI first = device.services().getFirst();
        String service = HttpCaller.place(first);
        addresses.add(device.from());
        boolean known = endpoints.contains(endpoint) || services.contains(service);
        if (endpoints.size() + services.size() < 2 * Discovery.MAX_DEVICES) {
            services.add(service);
            if (!endpoint.isEmpty()) {
                endpoints.add(endpoint);
            }
            if (!known) {
                found.accept(device);
            }
        }
    }

    /** Whether a device has answered there, at that port unless it is 0. */
    synchronized boolean seen(InetAddress address, int port) {
        return port == 0
                ? addresses.contains(address)
                : services.contains(HttpCaller.place(Hosts.text(address), port));
    }
}
