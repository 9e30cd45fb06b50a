package org.haidang.onvif;

import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;

/** Addresses of this machine that nobody else uses: all of 127.0.0.0/8 can be bound on Linux. */
public final class Loopback {

    private Loopback() {}

    /** Another one each time. */
    public static InetAddress address() {
        return InetAddress.ofLiteral(net() + "." + ThreadLocalRandom.current().nextInt(1, 255));
    }

    /** Three octets. */
    public static String net() {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        return "127." + chance.nextInt(64, 250) + "." + chance.nextInt(1, 255);
    }
}
