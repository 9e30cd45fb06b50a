package org.haidang.uplink.site;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy that a site may have to go through: CONNECT (RFC 9110 section 9.3.6), and TLS with
 * the centre inside, which the proxy does not see. The proxy finds the centre's address, we find
 * the proxy's.
 *
 * @param host name or address of the proxy; IPv6 without brackets
 * @param port 1 to 65535
 * @param login null for one that asks for none
 */
public record HttpProxy(String host, int port, @Nullable Login login) {
    /**
     * Sent as Basic (RFC 7617): whoever can listen between us and the proxy can read it.
     *
     * @param username without a colon
     */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /** Host and port, as people write them. */
    public String address() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /**
     * Looks its name up: asked at each dial, since a proxy may move.
     *
     * @throws UnknownHostException when the name has no address
     */
    InetSocketAddress resolved() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }
}
