package org.haidang.onvif.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haidang.onvif.discovery.Hosts;
import org.haidang.onvif.net.CallException.Reason;

/** Looks names up within a time. */
final class Names {

    private Names() {}

    /**
     * All addresses of a host, at least one.
     *
     * @param host a name or a literal address, with or without brackets
     */
    static List<InetAddress> resolve(String host, Duration within) throws CallException {
        String bare = Hosts.bare(host);
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        // The look-up itself cannot be interrupted and may take far longer than we want to wait.
        Thread.ofVirtual()
                .name("resolve-" + bare)
                .start(() -> {
                    try {
                        found.complete(List.of(InetAddress.getAllByName(bare)));
                    } catch (UnknownHostException | RuntimeException e) {
                        found.completeExceptionally(e);
                    }
                });
        try {
            return found.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CallException(Reason.UNKNOWN_HOST, "name " + bare + " does not resolve");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallException(Reason.CLOSED, "interrupted");
        }
    }
}
