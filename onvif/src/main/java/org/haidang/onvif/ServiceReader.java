package org.haidang.onvif;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/** Reads where a device's services are. */
final class ServiceReader {

    private final Dialled dialled;

    ServiceReader(Dialled dialled) {
        this.dialled = dialled;
    }

    /** From {@code GetServicesResponse}: by namespace; the first of each counts. */
    Services services(Element answer) {
        Map<String, URI> found = new HashMap<>();
        for (Element each : answer.children("Service")) {
            String namespace = each.textAt("Namespace");
            URI at = at(each);
            if (namespace != null && at != null) {
                found.putIfAbsent(plain(namespace), at);
            }
        }
        return new Services(
                dialled.device(),
                found.get(plain(Namespaces.MEDIA)),
                found.get(plain(Namespaces.MEDIA2)),
                found.get(plain(Namespaces.PTZ)),
                found.get(plain(Namespaces.EVENTS)),
                found.get(plain(Namespaces.RECORDING)),
                found.get(plain(Namespaces.SEARCH)),
                found.get(plain(Namespaces.REPLAY)));
    }

    /** Some add a slash, or write it in another case. */
    private static String plain(String namespace) {
        String lower = namespace.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** From {@code GetCapabilitiesResponse}, which does not know Media 2. */
    Services capabilities(Element answer) {
        Element told = answer.child("Capabilities");
        Element more = told == null ? null : told.child("Extension");
        return new Services(
                dialled.device(),
                at(told, "Media"),
                null,
                at(told, "PTZ"),
                at(told, "Events"),
                at(more, "Recording"),
                at(more, "Search"),
                at(more, "Replay"));
    }

    private @Nullable URI at(@Nullable Element group, String name) {
        Element service = group == null ? null : group.child(name);
        return service == null ? null : at(service);
    }

    private @Nullable URI at(Element service) {
        String address = service.textAt("XAddr");
        return address == null ? null : dialled.service(address);
    }
}
