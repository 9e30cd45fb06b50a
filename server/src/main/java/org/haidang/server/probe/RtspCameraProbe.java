package org.haidang.server.probe;

import java.net.InetAddress;
import java.util.Locale;
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
        CompletableFuture<ProbeResult> result =
                RtspProbe.run(config, loops, step -> told.add(() -> steps.accept(step(step))));
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

    private static Step step(ProbeStep step) {
        return new Step(step.kind().name().toLowerCase(Locale.ROOT), step.ms(), step.reason());
    }

    private static @Nullable Found found(ProbeResult result, Consumer<Step> steps) {
        VideoFormat video = result.video();
        if (!result.ok()) {
            return null;
        }
        if (video == null) {
            steps.accept(new Step("picture", 0, FailureReason.UNSUPPORTED));
            return null;
        }
        AccessUnit picture = result.picture();
        if (picture != null) {
            steps.accept(new Step("picture", 0, null));
        }
        return new Found(
                video,
                audio(result),
                result.picturesPerSecond(),
                result.kbps(),
                picture == null ? null : picture.data());
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
