package org.haidang.benchmark.program;

import java.net.URI;
import java.util.List;

/** Where a program runs: on this machine as it is, or in a network of its own. */
public interface Host {
    /** This machine. */
    Host HERE =
            new Host() {
                @Override
                public List<String> command(List<String> command) {
                    return command;
                }

                @Override
                public URI reach(URI loopback) {
                    return loopback;
                }
            };

    /** The command that runs a command there; the process of the one becomes the other's. */
    List<String> command(List<String> command);

    /**
     * Where we find what listens there.
     *
     * @param loopback its address as it says it, at 127.0.0.1
     */
    URI reach(URI loopback);
}
