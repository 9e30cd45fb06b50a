package org.haidang.onvif.discovery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.media.MalformedInputException;
import org.haidang.onvif.soap.Answer;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a probe (WS-Discovery of April 2005, section 5.3). To which probe is not looked at:
 * many devices copy the wrong name into it, and an answer that nobody asked for tells no more.
 */
public final class ProbeMatches {

    /** Devices of one datagram: one, but for proxies. */
    private static final int MAX_MATCHES = 16;

    /** Addresses of one device: one per interface and scheme. */
    private static final int MAX_SERVICES = 16;

    private static final int MAX_ENDPOINT = 256;

    private ProbeMatches() {}

    /**
     * Reads one datagram.
     *
     * @param from who sent it
     * @return the devices in it that have an address; none for another message of the protocol
     * @throws MalformedInputException when it is no SOAP
     */
    public static List<FoundDevice> read(byte[] datagram, InetAddress from)
            throws MalformedInputException {
        if (!(Answer.read(datagram) instanceof Answer.Done(Element content))
                || !content.name().equals("ProbeMatches")) {
            return List.of();
        }
        List<FoundDevice> found = new ArrayList<>();
        for (Element match : content.children("ProbeMatch")) {
            FoundDevice device = found.size() < MAX_MATCHES ? device(match, from) : null;
            if (device != null) {
                found.add(device);
            }
        }
        return found;
    }

    private static @Nullable FoundDevice device(Element match, InetAddress from) {
        String addresses = match.textAt("XAddrs");
        List<URI> services = addresses == null ? List.of() : services(addresses, from);
        if (services.isEmpty()) {
            return null;
        }
        String endpoint = match.textAt("EndpointReference", "Address");
        String text = match.textAt("Scopes");
        Scopes scopes = Scopes.read(text == null ? "" : text);
        return new FoundDevice(
                endpoint == null || endpoint.length() > MAX_ENDPOINT ? "" : endpoint,
                from,
                services,
                scopes.name(),
                scopes.hardware(),
                scopes.location(),
                scopes.profiles());
    }

    /**
     * Those where the answer came from first. A device that has kept its factory address, or stands
     * behind a router, names none of these: then its first is guessed at where it answered from.
     * One of IPv6 does not know in which zone of ours it is.
     */
    private static List<URI> services(String text, InetAddress from) {
        List<URI> here = new ArrayList<>();
        List<URI> elsewhere = new ArrayList<>();
        String[] words = text.split("\\s+", MAX_SERVICES + 1);
        for (int i = 0; i < words.length && i < MAX_SERVICES; i++) {
            URI address = address(words[i]);
            if (address != null) {
                if (isAt(address, from)) {
                    here.add(from instanceof Inet6Address ? moved(address, from) : address);
                } else {
                    elsewhere.add(address);
                }
            }
        }
        if (here.isEmpty() && !elsewhere.isEmpty()) {
            here.add(moved(elsewhere.getFirst(), from));
        }
        here.addAll(elsewhere);
        return here;
    }

    private static @Nullable URI address(String word) {
        try {
            URI address = new URI(word);
            String scheme = address.getScheme() == null ? "" : address.getScheme();
            return switch (scheme.toLowerCase(Locale.ROOT)) {
                case "http", "https" -> address.getHost() == null ? null : address;
                default -> null;
            };
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isAt(URI address, InetAddress from) {
        return Hosts.same(address.getHost(), Hosts.text(from));
    }

    private static URI moved(URI address, InetAddress to) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return URI.create(address.getScheme() + "://" + Hosts.inAddress(to) + port + path);
    }
}
