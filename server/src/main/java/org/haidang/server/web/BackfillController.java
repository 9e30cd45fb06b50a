package org.haidang.server.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.haidang.onvif.StoredTime;
import org.haidang.server.backfill.Backfill;
import org.haidang.server.backfill.FetchException;
import org.haidang.server.backfill.FetchResult;
import org.haidang.server.backfill.Storage;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What cameras keep themselves, and the gaps that are filled from it. */
@RestController
@RequestMapping("/api/v1/cameras/{id}")
final class BackfillController {
    private static final int QUESTIONS_AT_ONCE = 5;
    private static final long MAX_RANGE_US = TimeUnit.DAYS.toMicros(100);

    record StretchView(String from, String to) {}

    /**
     * @param message what is wrong and what to do; null when the device has told
     */
    record StorageView(
            boolean ok,
            @Nullable String failure,
            @Nullable String message,
            @Nullable String earliest,
            double clockOffsetSeconds,
            List<StretchView> stored) {}

    record RunningView(String from, String to, String until, long bytes) {}

    record LastView(
            String at,
            String from,
            String to,
            String result,
            String message,
            double filledSeconds,
            long bytes) {}

    /**
     * @param device whether the camera is known as a device
     */
    record BackfillView(boolean device, @Nullable RunningView running, @Nullable LastView last) {}

    record RangeBody(@Nullable String from, @Nullable String to) {}

    /**
     * @param gaps that will be tried
     */
    record Requested(int gaps) {}

    private final Services services;
    private final Acts acts;
    private final Semaphore asking = new Semaphore(QUESTIONS_AT_ONCE);

    BackfillController(Services services, Acts acts) {
        this.services = services;
        this.acts = acts;
    }

    @GetMapping("/backfill")
    @Needs(value = Action.COVERAGE_READ, on = Needs.On.CAMERA)
    BackfillView backfill(@PathVariable String id, Language language) {
        Camera camera = camera(id);
        Backfill backfill = services.backfill();
        return new BackfillView(
                services.cameraDevices().of(camera).isPresent(),
                backfill.running(id).map(BackfillController::view).orElse(null),
                backfill.last(id).map(last -> view(last, language)).orElse(null));
    }

    private static RunningView view(Backfill.Running running) {
        return new RunningView(
                Moments.text(running.fromUs()),
                Moments.text(running.toUs()),
                Moments.text(running.untilUs()),
                running.bytes());
    }

    private static LastView view(Backfill.Last last, Language language) {
        return new LastView(
                Moments.text(last.atUs()),
                Moments.text(last.fromUs()),
                Moments.text(last.toUs()),
                last.result().word(),
                words(last.result(), language),
                last.filledUs() / 1e6,
                last.bytes());
    }

    private static String words(FetchResult result, Language language) {
        return Words.of(language, "backfill." + result.word());
    }

    /** Has the gaps of a time tried soon, whatever was tried before. */
    @PostMapping("/backfill")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    Requested request(@PathVariable String id, @RequestBody RangeBody body) {
        Camera camera = camera(id);
        long fromUs = moment("from", body.from());
        long toUs = moment("to", body.to());
        range(fromUs, toUs);
        if (services.cameraDevices().of(camera).isEmpty()) {
            throw ProblemException.of(409, "no-device");
        }
        return new Requested(services.backfill().request(camera, fromUs, toUs));
    }

    @GetMapping("/storage")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    StorageView storage(
            @PathVariable String id,
            @RequestParam String from,
            @RequestParam String to,
            Caller caller,
            Language language) {
        Camera camera = camera(id);
        long fromUs = moment("from", from);
        long toUs = moment("to", to);
        range(fromUs, toUs);
        Optional<CameraDevice> device = services.cameraDevices().of(camera);
        if (device.isEmpty()) {
            throw ProblemException.of(409, "no-device");
        }
        if (!asking.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            acts.deviceExamined(caller, device.get().service().getRawAuthority());
            Storage storage = services.backfill().storage(camera);
            return new StorageView(
                    true,
                    null,
                    null,
                    storage.earliest().map(BackfillController::text).orElse(null),
                    storage.clockOffset().toMillis() / 1e3,
                    storage.stored(instant(fromUs), instant(toUs)).stream()
                            .map(BackfillController::view)
                            .toList());
        } catch (FetchException e) {
            return new StorageView(
                    false, e.result().word(), words(e.result(), language), null, 0, List.of());
        } finally {
            asking.release();
        }
    }

    private static StretchView view(StoredTime stored) {
        return new StretchView(text(stored.from()), text(stored.to()));
    }

    private static String text(Instant at) {
        return Moments.text(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    private static long moment(String field, @Nullable String text) {
        return Moments.parse(text == null ? "" : text)
                .orElseThrow(() -> ProblemException.invalid(field, "time.form"));
    }

    private static void range(long fromUs, long toUs) {
        if (fromUs >= toUs) {
            throw ProblemException.invalid("to", "time.order");
        }
        if (toUs - fromUs > MAX_RANGE_US) {
            throw ProblemException.invalid("to", "time.span", "100 d");
        }
    }

    private Camera camera(String id) {
        return services.registry().camera(id).orElseThrow(ProblemException::notFound);
    }
}
