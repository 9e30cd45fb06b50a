package org.haidang.server.web;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.event.store.KeptEvent;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a camera reported by itself. It tells when people were there, as recordings do, and so is
 * for those who may look at these, as far back.
 */
@RestController
@RequestMapping("/api/v1/cameras/{id}/events")
final class CameraEventController {
    private static final int MAX_EVENTS = 500;
    private static final int MAX_DAYS = 100;
    private static final int MAX_ID = 64;

    /** Schema {@code ReportedEvent}. */
    record EventView(
            String id, String kind, String begin, @Nullable String end, String receivedAt) {}

    /** Schema {@code ReportedEventPage}. */
    record Page(List<EventView> events, @Nullable String next) {}

    private final Services services;
    private final Gate gate;

    CameraEventController(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    @GetMapping
    @Needs(value = Action.RECORDING_VIEW, on = Needs.On.CAMERA)
    Page events(
            @PathVariable String id,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "200") int limit,
            Caller caller) {
        Camera camera = services.registry().camera(id).orElseThrow(ProblemException::notFound);
        long fromUs = moment("from", from);
        long toUs = moment("to", to);
        if (toUs <= fromUs) {
            throw ProblemException.invalid("to", "time.order");
        }
        if (toUs - fromUs > TimeUnit.DAYS.toMicros(MAX_DAYS)) {
            throw ProblemException.invalid("to", "time.span", MAX_DAYS + " d");
        }
        if (limit < 1 || limit > MAX_EVENTS) {
            throw ProblemException.invalid("limit", "field.range", 1, MAX_EVENTS);
        }
        if (before != null && before.length() > MAX_ID) {
            throw ProblemException.invalid("before", "field.long", MAX_ID);
        }
        // What lies further back than the person may look is as if it had never been.
        long sinceUs = gate.sinceUs(caller, Action.RECORDING_VIEW, camera);
        List<KeptEvent> found =
                services.cameraEvents().page(camera, sinceUs, fromUs, toUs, before, limit + 1);
        List<EventView> views =
                found.stream().limit(limit).map(CameraEventController::view).toList();
        return new Page(views, found.size() > limit ? views.getLast().id() : null);
    }

    private static EventView view(KeptEvent event) {
        Long endUs = event.endUs();
        return new EventView(
                event.id(),
                event.kind().word(),
                Moments.text(event.beginUs()),
                endUs == null ? null : Moments.text(endUs),
                Moments.text(event.receivedUs()));
    }

    private static long moment(String name, String text) {
        return Moments.parse(text).orElseThrow(() -> ProblemException.invalid(name, "time.form"));
    }
}
