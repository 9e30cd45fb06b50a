package org.haidang.server.demo;

import java.util.Map;

/**
 * Which part of the country a demo is.
 *
 * @param kind what it shows
 * @param linksPort where sites below dial in; 0 when none may
 * @param facility the name of a SITE's one facility, else empty
 */
public record DemoTier(Kind kind, int linksPort, String facility) {
    /** One server with everything: cameras, province, programme. */
    public static final DemoTier WHOLE = new DemoTier(Kind.WHOLE, 0, "");

    /** What a demo can be. */
    public enum Kind {
        WHOLE,
        NATION,
        PROVINCE,
        SITE
    }

    boolean hasCameras() {
        return kind == Kind.WHOLE || kind == Kind.SITE;
    }

    boolean hasProvince() {
        return kind == Kind.WHOLE || kind == Kind.PROVINCE;
    }

    /** The settings by which other programs on this machine find this tier. */
    Map<String, String> settings() {
        return linksPort == 0
                ? Map.of()
                : Map.of(
                        "links.port",
                        Integer.toString(linksPort),
                        "links.bind",
                        "127.0.0.1",
                        "links.address",
                        "127.0.0.1:" + linksPort);
    }
}
