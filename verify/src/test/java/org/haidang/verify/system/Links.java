package org.haidang.verify.system;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.haidang.server.demo.Ports;

/** The port at which a centre is dialled. */
record Links(int port) {
    static Links free() throws IOException {
        return new Links(Ports.free());
    }

    /** A centre's settings, by environment. */
    Map<String, String> settings() {
        return Map.of(
                "HAIDANG_LINKS_PORT", Integer.toString(port), "HAIDANG_LINKS_BIND", "127.0.0.1");
    }

    /** The same for one that sites reach by way of something else. */
    Map<String, String> reachedAt(URI address) {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("HAIDANG_LINKS_ADDRESS", address.getHost() + ":" + address.getPort());
        return settings;
    }
}
