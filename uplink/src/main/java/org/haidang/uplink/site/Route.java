package org.haidang.uplink.site;

import org.jspecify.annotations.Nullable;

/**
 * How all connections of a site reach its centre. The settings decide, and nothing else: neither
 * the proxy of the JVM's properties nor that of the environment is used.
 *
 * @param proxy null for none between
 */
public record Route(@Nullable HttpProxy proxy) {
    /** To the centre itself. */
    public static final Route STRAIGHT = new Route(null);

    /** Host and port of the proxy; null without one. */
    public @Nullable String proxyAddress() {
        HttpProxy between = proxy;
        return between == null ? null : between.address();
    }
}
