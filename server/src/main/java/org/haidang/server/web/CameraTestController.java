package org.haidang.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.onvif.Snapshot;
import org.haidang.onvif.discovery.Hosts;
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
import org.haidang.server.web.request.DeviceAddress;
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

    /**
     * @param device its device service, at the host of {@code url}; null for the one that is known
     * @param profile the device's name for the stream
     */
    record CameraTest(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String transport,
            @Nullable String cameraId,
            @Nullable String device,
            @Nullable String profile) {
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

    /**
     * @param snapshot whether the picture is one that the device has made itself, not of the stream
     */
    record ResultLine(
            String step,
            boolean ok,
            long ms,
            @Nullable FoundStreams found,
            @Nullable String picture,
            boolean snapshot,
            String message,
            @Nullable String action,
            @Nullable String owner,
            @Nullable String diagnosis,
            @Nullable String reason) {}

    /** Where a device makes pictures itself. */
    private record OwnPictures(URI service, String profile) {}

    /**
     * Who comes as far as this was let in: the login is right, and what is missing is a picture.
     */
    private static final Set<Diagnosis> WITHOUT_PICTURE =
            EnumSet.of(
                    Diagnosis.NO_CODEC,
                    Diagnosis.UDP_BLOCKED,
                    Diagnosis.NO_PACKETS,
                    Diagnosis.NO_KEY_PICTURE,
                    Diagnosis.UNDECODABLE);

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
        OwnPictures own = ownPictures(test, target);
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            boolean picture = gate.mayAnywhere(caller, Action.CAMERA_PICTURE);
            if (picture) {
                acts.testPicture(caller, target.uri().toString());
            }
            run(target, picture ? own : null, picture, language, new JsonLines(response, json));
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

    /** At the host of the stream and nowhere else, for the login is sent there. */
    private @Nullable OwnPictures ownPictures(CameraTest test, Target target) {
        String host = target.uri().host();
        if (test.device() != null && !test.device().isBlank()) {
            URI service = DeviceAddress.service("device", test.device());
            if (!Hosts.plain(service.getHost()).equals(Hosts.plain(host))) {
                throw ProblemException.invalid("device", "device.host");
            }
            return new OwnPictures(service, test.profile() == null ? "" : test.profile());
        }
        return Optional.ofNullable(test.cameraId())
                .flatMap(services.registry()::camera)
                .flatMap(services.cameraDevices()::of)
                .filter(known -> Hosts.plain(known.service().getHost()).equals(Hosts.plain(host)))
                .map(known -> new OwnPictures(known.service(), known.profile()))
                .orElse(null);
    }

    /**
     * Empty where there is no device to ask, or it has none; asked only by the login of the test.
     */
    private Optional<byte[]> ownPicture(@Nullable OwnPictures own, Target target) {
        if (own == null) {
            return Optional.empty();
        }
        String username = target.username();
        String password = target.password();
        Credentials login =
                username == null
                        ? null
                        : new Credentials(username, password == null ? "" : password);
        try {
            return services.devices()
                    .snapshot(own.service(), login, own.profile())
                    .map(Snapshot::jpeg);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void run(
            Target target,
            @Nullable OwnPictures own,
            boolean picture,
            Language language,
            JsonLines out) {
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
            Step failed = last[0];
            boolean login =
                    failed != null
                            && failed.diagnosis() != null
                            && WITHOUT_PICTURE.contains(failed.diagnosis());
            byte[] snapshot = login ? ownPicture(own, target).orElse(null) : null;
            out.write(failure(failed, snapshot, ms(startNs), language));
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
            byte[] snapshot = ownPicture(own, target).orElse(null);
            out.write(failure(failed, snapshot, ms(startNs), language));
            return;
        }
        if (jpeg != null) {
            out.write(stepLine(new Step("picture", ms(decodeNs), null, null), language));
        }
        byte[] snapshot = jpeg == null ? ownPicture(own, target).orElse(null) : null;
        out.write(success(found, jpeg, picture, snapshot, ms(startNs), language));
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

    private static @Nullable String data(byte @Nullable [] jpeg) {
        return jpeg == null
                ? null
                : "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    private static ResultLine failure(
            @Nullable Step last, byte @Nullable [] snapshot, long ms, Language language) {
        StepWords words = StepWords.ofEnd(last, language);
        return new ResultLine(
                "result",
                false,
                ms,
                null,
                data(snapshot),
                snapshot != null,
                words.message(),
                words.action(),
                words.owner(),
                words.diagnosis(),
                last == null || last.reason() == null ? null : StateView.word(last.reason()));
    }

    private static ResultLine success(
            Found found,
            byte @Nullable [] jpeg,
            boolean shown,
            byte @Nullable [] snapshot,
            long ms,
            Language language) {
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
                data(jpeg == null ? snapshot : shown ? jpeg : null),
                snapshot != null,
                jpeg == null
                        ? Words.of(language, snapshot == null ? "test.no-picture" : "test.snapshot")
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
