package org.haidang.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.discovery.Hosts;
import org.jspecify.annotations.Nullable;

/**
 * The host that we dialled, put in place of what a device calls itself: behind a router it knows
 * its inner address only, and some keep the one from the factory. So no answer leads us to another
 * machine, and none carries a password further; nor from https to http, which many tell of services
 * that they have at both.
 *
 * @param device address of the device service
 */
record Dialled(URI device) {

    Dialled {
        if (device.getScheme() == null || device.getHost() == null) {
            throw new IllegalArgumentException("address of a device without a host: " + device);
        }
    }

    private String host() {
        return device.getHost();
    }

    /**
     * Where a service of the device is for us. At another host than ours, or by another scheme, its
     * port counts no more than these: the router has put another before it, or it is that of the
     * other scheme.
     *
     * @return null when the text is no address
     */
    @Nullable URI service(String told) {
        URI first = null;
        for (String word : told.strip().split("\\s+", 17)) {
            URI address = parsed(word);
            if (address != null && isOurs(address)) {
                first = address;
                break;
            }
            first = first == null ? address : first;
        }
        return first == null ? null : here(first);
    }

    private static @Nullable URI parsed(String text) {
        if (text.length() > RtspUri.MAX_LENGTH) {
            return null;
        }
        for (String form : new String[] {text, quoted(text)}) {
            try {
                URI address = new URI(form);
                if (address.getRawAuthority() != null && address.getScheme() != null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                // tried again quoted
            }
        }
        return null;
    }

    /** With what cameras write into paths and queries although RFC 3986 does not have it there. */
    private static String quoted(String text) {
        int path = text.indexOf('/', text.indexOf("://") + 3);
        if (path < 0) {
            return text;
        }
        return text.substring(0, path)
                + text.substring(path)
                        .replace("[", "%5B")
                        .replace("]", "%5D")
                        .replace("|", "%7C")
                        .replace("{", "%7B")
                        .replace("}", "%7D");
    }

    private boolean isOurs(URI address) {
        return device.getScheme().equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && Hosts.same(host(), address.getHost());
    }

    private URI here(URI told) {
        URI at = isOurs(told) ? told : device;
        String port = at.getPort() < 0 ? "" : ":" + at.getPort();
        String path = told.getRawPath() == null ? "" : told.getRawPath();
        String query = told.getRawQuery() == null ? "" : "?" + told.getRawQuery();
        String scheme = device.getScheme().toLowerCase(Locale.ROOT);
        return URI.create(scheme + "://" + host() + port + path + query);
    }

    /** Where a stream is for us: the device's port and path at our host. */
    RtspUri stream(String told) throws MalformedInputException {
        RtspUri uri = RtspUri.of(told);
        String authority = uri.authority();
        boolean portWritten = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        String host = host();
        return new RtspUri(
                uri.scheme(),
                portWritten ? host + ":" + uri.port() : host,
                Hosts.bare(host),
                uri.port(),
                uri.path());
    }
}
