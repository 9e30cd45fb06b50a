package org.haidang.camerafarm.net;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The transport a client asks for (RFC 2326 section 12.39), as far as the farm has it.
 *
 * @param tcp interleaved on the connection; else UDP unicast
 * @param clientPort even port of the pair for UDP
 */
record TransportOffer(boolean tcp, int clientPort) {

    private static final String CLIENT_PORT = "client_port=";

    /** The first offer the farm can serve, or null. */
    static @Nullable TransportOffer of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        for (String offer : header.split(",")) {
            String text = offer.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("rtp/avp/tcp")) {
                return new TransportOffer(true, 0);
            }
            int port = clientPort(text);
            if (text.startsWith("rtp/avp") && !text.contains("multicast") && port > 0) {
                return new TransportOffer(false, port);
            }
        }
        return null;
    }

    private static int clientPort(String text) {
        int at = text.indexOf(CLIENT_PORT);
        if (at < 0) {
            return 0;
        }
        int port = 0;
        for (int i = at + CLIENT_PORT.length(); i < text.length() && port < 65_536; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            port = port * 10 + c - '0';
        }
        return port < 65_535 ? port : 0;
    }
}
