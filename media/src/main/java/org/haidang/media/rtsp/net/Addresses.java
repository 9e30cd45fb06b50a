package org.haidang.media.rtsp.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;

/** Looks names up without holding up an event loop. */
final class Addresses {

    /** More addresses of one name are not tried. */
    static final int MAX = 4;

    private Addresses() {}

    /**
     * Resolves a name and answers in the loop.
     *
     * @param asking told when the answer could not be taken
     * @param then gets at least one address, or none when the name is unknown
     */
    static void resolve(
            String host,
            EventLoop loop,
            EventLoop.Member asking,
            Consumer<List<InetAddress>> then) {
        Thread.ofVirtual()
                .name("resolve-" + host)
                .start(() -> {
                    List<InetAddress> found = lookUp(host);
                    loop.execute(asking, () -> then.accept(found));
                });
    }

    private static List<InetAddress> lookUp(String host) {
        try {
            List<InetAddress> all = List.of(InetAddress.getAllByName(host));
            return all.subList(0, Math.min(all.size(), MAX));
        } catch (UnknownHostException | SecurityException e) {
            return List.of();
        }
    }
}
