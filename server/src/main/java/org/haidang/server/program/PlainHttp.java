package org.haidang.server.program;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.haidang.server.settings.Settings;

/**
 * Passwords must not cross a network in clear: plain HTTP only inside the machine or behind a
 * declared proxy.
 */
final class PlainHttp {
    private PlainHttp() {}

    static void check(Settings settings) {
        if (settings.tls().mode() != Settings.TlsMode.OFF
                || !settings.http().trustedProxies().isEmpty()) {
            return;
        }
        String bind = settings.http().bind();
        try {
            if (InetAddress.getByName(bind).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new StartException(
                    "http.bind: " + bind + " is not an address of this machine.", e);
        }
        throw new StartException(
                "tls.mode is off and http.bind is "
                        + bind
                        + ", so passwords and pictures would cross the network in clear. Set tls.mode to"
                        + " self-signed or files, or http.bind to 127.0.0.1, or name the reverse proxy in"
                        + " http.trustedProxies.");
    }
}
