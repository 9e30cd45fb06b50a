package org.haidang.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.probe.CameraProbe.Found;
import org.haidang.server.probe.CameraProbe.Step;
import org.haidang.server.probe.CameraProbe.Target;
import org.haidang.server.probe.Diagnosis;
import org.haidang.server.probe.StepWords;
import org.haidang.server.rights.Action;
import org.haidang.server.still.Stills.UndecodedException;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.JsonLines;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tries a camera and tells each step as it happens, a line of JSON each. */
@RestController
final class CameraTestController {
    private static final int AT_ONCE = 5;
    private static final int PICTURE_WIDTH_PX = 640;
    private static final Set<String> TRANSPORTS = Set.of("tcp", "udp", "auto");

    record CameraTest(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String transport,
            @Nullable String cameraId) {
        @Override
        public String toString() {
            return "CameraTest[]";
        }
    }

    record StepLine(
            String step,
            boolean ok,
            long ms,
            String message,
            @Nullable String action,
            @Nullable String owner,
            @Nullable String diagnosis,
            @Nullable String reason) {}

    record FoundStream(
            String codec,
            int width,
            int height,
            @Nullable Double fps,
            @Nullable Double kbps,
            @Nullable String audio) {}

    /**
     * @param clockOffsetS the camera's clock minus ours, seconds; null when it did not tell
     */
    record FoundStreams(FoundStream main, @Nullable Double clockOffsetS) {}

    record ResultLine(
            String step,
            boolean ok,
            long ms,
            @Nullable FoundStreams found,
            @Nullable String picture,
            String message,
            @Nullable String action,
            @Nullable String owner,
            @Nullable String diagnosis,
            @Nullable String reason) {}

    private final Services services;
    private final Gate gate;
    private final Acts acts;
    private final JsonMapper json;
    private final Semaphore running = new Semaphore(AT_ONCE);

    CameraTestController(Services services, Gate gate, Acts acts, JsonMapper json) {
        this.acts = acts;
        this.gate = gate;
        this.services = services;
        this.json = json;
    }

    @PostMapping("/api/v1/camera-tests")
    @Needs(value = Action.CAMERA_TEST, on = Needs.On.SOMEWHERE)
    void test(
            @RequestBody CameraTest test,
            Caller caller,
            Language language,
            HttpServletResponse response)
            throws IOException {
        if (test.cameraId() != null) {
            Camera camera =
                    services.registry()
                            .camera(test.cameraId())
                            .orElseThrow(ProblemException::notFound);
            gate.need(caller, Action.CAMERA_TEST, camera);
        }
        Target target = target(test);
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            boolean picture = gate.mayAnywhere(caller, Action.CAMERA_PICTURE);
            if (picture) {
                acts.testPicture(caller, target.uri().toString());
            }
            run(target, picture, language, new JsonLines(response, json));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            running.release();
        }
    }

    private Target target(CameraTest test) {
        String url = test.url();
        if (url == null || url.isBlank()) {
            throw ProblemException.invalid("url", "field.required");
        }
        String transport = test.transport() == null ? "tcp" : test.transport();
        if (!TRANSPORTS.contains(transport)) {
            throw ProblemException.invalid("transport", "camera.transport");
        }
        RtspUri.WithCredentials parsed;
        try {
            parsed = RtspUri.parse(url);
        } catch (MalformedInputException e) {
            throw ProblemException.invalid("url", "camera.url");
        }
        if (parsed.uri().secure()) {
            throw ProblemException.invalid("url", "camera.rtsps");
        }
        Credentials written = parsed.credentials();
        String username = test.username();
        String password = test.password();
        if (written != null && username == null) {
            username = written.username();
            password = password == null ? written.password() : password;
        }
        if (password == null && test.cameraId() != null) {
            password = storedPassword(test.cameraId(), parsed.uri());
        }
        return new Target(
                parsed.uri(),
                username == null || username.isBlank() ? null : username,
                password,
                TransportChoice.valueOf(transport.toUpperCase(Locale.ROOT)));
    }

    /** Only for the host it was kept for: else anybody could have it sent to a host of his own. */
    private @Nullable String storedPassword(String cameraId, RtspUri uri) {
        Camera camera = services.registry().camera(cameraId).orElse(null);
        if (camera == null) {
            return null;
        }
        try {
            RtspUri stored = RtspUri.of(camera.url());
            boolean same =
                    stored.host().equalsIgnoreCase(uri.host()) && stored.port() == uri.port();
            return same ? services.registry().password(camera) : null;
        } catch (MalformedInputException e) {
            return null;
        }
    }

    private void run(Target target, boolean picture, Language language, JsonLines out) {
        long startNs = System.nanoTime();
        Step[] last = new Step[1];
        Found found = null;
        try {
            found =
                    services.probe()
                            .probe(
                                    target,
                                    step -> {
                                        last[0] = step;
                                        out.write(stepLine(step, language));
                                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (found == null) {
            out.write(failure(last[0], ms(startNs), language));
            return;
        }
        long decodeNs = System.nanoTime();
        byte[] jpeg = null;
        Diagnosis wrong = null;
        try {
            byte[] key = found.picture();
            jpeg =
                    key == null
                            ? null
                            : services.stills().decode(found.format(), key, PICTURE_WIDTH_PX);
        } catch (UndecodedException e) {
            System.getLogger(CameraTestController.class.getName())
                    .log(System.Logger.Level.WARNING, "camera test: no picture", e);
            wrong = e.badPicture() ? Diagnosis.UNDECODABLE : null;
        }
        if (wrong != null) {
            Step failed = new Step("picture", ms(decodeNs), FailureReason.UNSUPPORTED, wrong);
            out.write(stepLine(failed, language));
            out.write(failure(failed, ms(startNs), language));
            return;
        }
        if (jpeg != null) {
            out.write(stepLine(new Step("picture", ms(decodeNs), null, null), language));
        }
        out.write(success(found, jpeg, picture, ms(startNs), language));
    }

    private static long ms(long sinceNs) {
        return (System.nanoTime() - sinceNs) / 1_000_000;
    }

    private static StepLine stepLine(Step step, Language language) {
        StepWords words = StepWords.of(step, language);
        return new StepLine(
                step.step(),
                step.reason() == null,
                step.ms(),
                words.message(),
                words.action(),
                words.owner(),
                words.diagnosis(),
                step.reason() == null ? null : StateView.word(step.reason()));
    }

    private static ResultLine failure(@Nullable Step last, long ms, Language language) {
        StepWords words = StepWords.ofEnd(last, language);
        return new ResultLine(
                "result",
                false,
                ms,
                null,
                null,
                words.message(),
                words.action(),
                words.owner(),
                words.diagnosis(),
                last == null || last.reason() == null ? null : StateView.word(last.reason()));
    }

    private static ResultLine success(
            Found found, byte @Nullable [] jpeg, boolean shown, long ms, Language language) {
        var format = found.format();
        OptionalLong offsetUs = found.clockOffsetUs();
        return new ResultLine(
                "result",
                true,
                ms,
                new FoundStreams(
                        new FoundStream(
                                format.codec().name(),
                                format.width(),
                                format.height(),
                                found.fps() <= 0 ? null : Math.round(found.fps() * 10) / 10.0,
                                found.kbps() <= 0 ? null : (double) Math.round(found.kbps()),
                                found.audio()),
                        offsetUs.isEmpty() ? null : Math.round(offsetUs.getAsLong() / 1e5) / 10.0),
                jpeg == null || !shown
                        ? null
                        : "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg),
                jpeg == null
                        ? Words.of(language, "test.no-picture")
                        : Words.of(
                                language,
                                "test.ok",
                                format.codec().name(),
                                format.width(),
                                format.height()),
                null,
                null,
                null,
                null);
    }
}
