package org.haidang.server.probe;

import java.net.InetAddress;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.net.EventLoops;
import org.haidang.media.rtsp.net.ProbeResult;
import org.haidang.media.rtsp.net.ProbeStep;
import org.haidang.media.rtsp.net.RtspProbe;
import org.haidang.media.rtsp.net.RtspSourceConfig;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Format;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/** {@link CameraProbe} over RTSP, with the same conversation as the recorder's. */
public final class RtspCameraProbe implements CameraProbe {
    private static final long SLACK_MS = 5_000;

    private final EventLoops loops;
    private final Predicate<InetAddress> addressGuard;

    public RtspCameraProbe(EventLoops loops, Predicate<InetAddress> addressGuard) {
        this.loops = loops;
        this.addressGuard = addressGuard;
    }

    @Override
    public @Nullable Found probe(Target target, Consumer<Step> steps) throws InterruptedException {
        RtspSourceConfig config = config(target, steps);
        if (config == null) {
            return null;
        }
        // Steps come on an event loop and are written to a browser: here, on the waiting thread.
        BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
        Reading reading = new Reading(target, steps);
        CompletableFuture<ProbeResult> result =
                RtspProbe.run(config, loops, step -> told.add(() -> reading.take(step)));
        var _ = result.whenComplete((found, failure) -> told.add(() -> {}));
        try {
            long endNs =
                    System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RtspProbe.MAX_MS + SLACK_MS);
            while (!(result.isDone() && told.isEmpty()) && System.nanoTime() < endNs) {
                Runnable next = told.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    next.run();
                }
            }
            return result.isDone() ? found(result.get(), steps) : null;
        } catch (NoRouteException e) {
            return null; // told already
        } catch (ExecutionException e) {
            steps.accept(new Step("media", 0, FailureReason.PROTOCOL));
            return null;
        } finally {
            // The browser has left, or it took too long: hang up.
            result.cancel(false);
        }
    }

    private @Nullable RtspSourceConfig config(Target target, Consumer<Step> steps) {
        try {
            RtspSourceConfig config =
                    RtspSourceConfig.of("test", target.uri().toString())
                            .withTransport(target.transport())
                            .withAddressGuard(addressGuard);
            String username = target.username();
            String password = target.password();
            return username == null
                    ? config
                    : config.withCredentials(username, password == null ? "" : password);
        } catch (MalformedInputException e) {
            steps.accept(new Step("address", 0, FailureReason.UNKNOWN_HOST));
            return null;
        }
    }

    /** Leaves the waiting at once: nothing would come of it. */
    private static final class NoRouteException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Says of each step what it means, by what is known so far. */
    private static final class Reading {
        private final Target target;
        private final Consumer<Step> steps;
        private @Nullable InetAddress address;
        private @Nullable Route route;

        Reading(Target target, Consumer<Step> steps) {
            this.target = target;
            this.steps = steps;
        }

        void take(ProbeStep step) {
            String name = step.kind().name().toLowerCase(Locale.ROOT);
            FailureReason reason = step.reason();
            if (reason != null) {
                steps.accept(new Step(name, step.ms(), reason, diagnosis(name, reason)));
                return;
            }
            if (step.kind() == ProbeStep.Kind.CLOCK) {
                return; // told with what it said, see found
            }
            steps.accept(new Step(name, step.ms(), null, null));
            if (step.address() != null) {
                look(step.address());
            }
        }

        /** The system is asked for the way while the connection is being tried. */
        private void look(InetAddress called) {
            long startNs = System.nanoTime();
            address = called;
            Route found = Route.to(called);
            route = found;
            long ms = (System.nanoTime() - startNs) / 1_000_000;
            boolean none = found.kind() == Route.Kind.NONE;
            FailureReason reason = none ? FailureReason.UNREACHABLE : null;
            steps.accept(new Step("route", ms, reason, none ? Diagnosis.NO_ROUTE : null));
            if (none) {
                throw new NoRouteException();
            }
        }

        private Diagnosis diagnosis(String step, FailureReason reason) {
            Route.Neighbour neighbour =
                    step.equals("connect") && address != null
                            ? Route.neighbour(address)
                            : Route.Neighbour.UNKNOWN;
            String username = target.username();
            boolean loginGiven = username != null && !username.isEmpty();
            return Diagnosis.of(step, reason, loginGiven, target.transport(), route, neighbour);
        }
    }

    private static @Nullable Found found(ProbeResult result, Consumer<Step> steps) {
        VideoFormat video = result.video();
        if (!result.ok()) {
            return null;
        }
        if (video == null) {
            steps.accept(new Step("picture", 0, FailureReason.UNSUPPORTED, Diagnosis.NO_CODEC));
            return null;
        }
        steps.accept(clock(result.clockOffsetUs()));
        AccessUnit picture = result.picture();
        return new Found(
                video,
                audio(result),
                result.picturesPerSecond(),
                result.kbps(),
                picture == null ? null : picture.data(),
                result.clockOffsetUs());
    }

    private static Step clock(OptionalLong offsetUs) {
        boolean wrong =
                offsetUs.isPresent()
                        && Math.abs(offsetUs.getAsLong()) > Diagnosis.MAX_CLOCK_OFFSET_US;
        return new Step("clock", 0, null, wrong ? Diagnosis.CLOCK_WRONG : null);
    }

    private static @Nullable String audio(ProbeResult result) {
        for (Format format : result.formats()) {
            if (format instanceof AudioFormat audio) {
                return audio.codec().name();
            }
        }
        return null;
    }
}
