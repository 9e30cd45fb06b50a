package org.haidang.onvif.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device that answered; all but the address is its own word.
 *
 * @param endpoint what stays the same when its address changes, usually {@code urn:uuid:...}; empty
 *     when it did not say
 * @param from where its answer came from
 * @param services addresses of its device service, at least one; those at {@code from} first
 * @param name as somebody called it
 * @param hardware the model
 * @param location where it says it is
 * @param profiles of ONVIF, such as {@code Streaming}, {@code T}, {@code G}
 */
public record FoundDevice(
        String endpoint,
        InetAddress from,
        List<URI> services,
        @Nullable String name,
        @Nullable String hardware,
        @Nullable String location,
        Set<String> profiles) {

    public FoundDevice {
        services = List.copyOf(services);
        profiles = Set.copyOf(profiles);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("a device without an address");
        }
    }

    /** Of its services those at the host of the first: one for each scheme and port. */
    public List<URI> servicesHere() {
        String host = services.getFirst().getHost();
        return services.stream().filter(one -> host.equalsIgnoreCase(one.getHost())).toList();
    }
}
