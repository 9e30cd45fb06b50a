package org.haidang.server.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.haidang.server.identity.Visitor;
import org.springframework.http.HttpHeaders;

/** Where a request comes from. */
public final class Clients {
    private Clients() {}

    /** The address to throttle by: of IPv6 the first 64 bits, for one customer has all the rest. */
    public static String address(HttpServletRequest request) {
        String remote = request.getRemoteAddr();
        try {
            InetAddress address = InetAddress.ofLiteral(remote);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                    : address.getHostAddress();
        } catch (IllegalArgumentException e) {
            return remote;
        }
    }

    /** Where the console is, as the person who asks reaches it. */
    public static String origin(Services services, HttpServletRequest request) {
        String given = services.settings().http().publicUrl();
        if (given != null) {
            return given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
        }
        int port = request.getServerPort();
        boolean standard = port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (standard ? "" : ":" + port);
    }

    /** Who knocks. */
    public static Visitor visitor(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Visitor(request.getRemoteAddr(), address(request), agent == null ? "" : agent);
    }

    /**
     * Whether a page of another site asks. Browsers say where a WebSocket's page is from; what says
     * nothing is no browser and has no cookie it was not given.
     */
    public static boolean foreign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        String host = request.getHeader("Host");
        int scheme = origin.indexOf("://");
        return host == null || scheme < 0 || !origin.substring(scheme + 3).equalsIgnoreCase(host);
    }
}
