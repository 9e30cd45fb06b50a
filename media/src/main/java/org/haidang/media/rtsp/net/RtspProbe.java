package org.haidang.media.rtsp.net;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Tries a camera once and tells each step: the same conversation as a source's, so what works here
 * works there.
 */
public final class RtspProbe {

    /** How long media is measured, milliseconds. */
    public static final int MEASURE_MS = 2_000;

    /** After this long it ends with what is known: groups of pictures may last 20 s. */
    public static final int MAX_MS = 30_000;

    private RtspProbe() {}

    /**
     * Tries a camera.
     *
     * @param steps told each step when it is over, in an event loop: must not block
     * @return completes within about {@link #MAX_MS}, in an event loop; cancelling it hangs up
     */
    public static CompletableFuture<ProbeResult> run(
            RtspSourceConfig config, EventLoops loops, Consumer<ProbeStep> steps) {
        EventLoop loop = loops.next();
        ProbeRun run = new ProbeRun(config, loop, loops.gate(), steps);
        loop.execute(run, run::start);
        var _ =
                run.result()
                        .whenComplete((found, error) -> {
                            if (error != null) {
                                loop.execute(run, run::hangUp);
                            }
                        });
        return run.result();
    }
}
