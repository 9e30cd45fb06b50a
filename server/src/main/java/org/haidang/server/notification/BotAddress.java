package org.haidang.server.notification;

import java.net.InetAddress;
import java.net.URI;
import java.util.function.Predicate;
import org.haidang.media.rtsp.net.AddressRules;

/** Where a messenger's service may be. */
final class BotAddress {
    private BotAddress() {}

    /** On this machine only when its address says so in figures or as localhost. */
    static Predicate<InetAddress> rule(URI base) {
        return local(base.getHost()) ? InetAddress::isLoopbackAddress : AddressRules.camerasOnly();
    }

    private static boolean local(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
