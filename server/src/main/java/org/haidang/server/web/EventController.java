package org.haidang.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.haidang.server.news.Topic;
import org.haidang.server.rights.Action;
import org.haidang.server.web.EventHub.Subscriber;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events. The request's own virtual thread waits and writes. */
@RestController
final class EventController {
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Services services;
    private final EventHub hub;
    private final CameraViews views;
    private final SystemViews systemViews;
    private final Gate gate;
    private final JsonMapper json;

    EventController(
            Services services,
            EventHub hub,
            CameraViews views,
            SystemViews systemViews,
            Gate gate,
            JsonMapper json) {
        this.gate = gate;
        this.services = services;
        this.hub = hub;
        this.views = views;
        this.systemViews = systemViews;
        this.json = json;
    }

    @GetMapping("/api/v1/events")
    @Self
    void events(Caller caller, Language language, HttpServletResponse response)
            throws IOException, InterruptedException {
        Subscriber subscriber =
                hub.subscribe(caller.sessionHash()).orElseThrow(() -> ProblemException.busy(null));
        try {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("Cache-Control", "no-store");
            // Reverse proxies would keep events back until there are many.
            response.setHeader("X-Accel-Buffering", "no");
            OutputStream out = response.getOutputStream();
            services.registry().all().forEach(camera -> subscriber.offer("camera", camera.id()));
            subscriber.offer("system", "");
            write(subscriber, out, caller, language);
        } finally {
            hub.leave(subscriber);
        }
    }

    private void write(Subscriber subscriber, OutputStream out, Caller caller, Language language)
            throws IOException, InterruptedException {
        // What this listener was told of: only of that he learns that it is gone.
        Set<String> told = new HashSet<>();
        services.registry().facilities().stream()
                .filter(facility -> gate.may(caller, Action.FACILITY_READ, facility))
                .forEach(facility -> told.add(facility.id()));
        while (!subscriber.closed()) {
            var events = subscriber.take();
            if (events.isEmpty()) {
                if (!subscriber.closed() && !stillGood(subscriber)) {
                    return;
                }
                out.write(HEARTBEAT);
            }
            for (EventHub.Event event : events) {
                Object data = data(event, told, caller, language);
                if (data != null) {
                    String line =
                            "event: "
                                    + event.kind()
                                    + "\ndata: "
                                    + json.writeValueAsString(data)
                                    + "\n\n";
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            out.flush();
        }
    }

    /** Of a person, or the key of a program. */
    private boolean stillGood(Subscriber subscriber) {
        String hash = subscriber.sessionHash();
        return services.sessions().findByHash(hash).isPresent()
                || services.tokens().findByHash(hash).isPresent();
    }

    /** What this person is told of an event; null when it is nothing to him. */
    private @Nullable Object data(
            EventHub.Event event, Set<String> told, Caller caller, Language language) {
        String id = event.id();
        return switch (event.kind()) {
            case "camera" ->
                    services.registry()
                            .camera(id)
                            .filter(camera -> gate.may(caller, Action.CAMERA_READ, camera))
                            .map(camera -> {
                                told.add(id);
                                return (Object) cameraEvent(event, language);
                            })
                            .orElseGet(() -> gone(id, told));
            case "facility" ->
                    gate.mayAt(caller, Action.FACILITY_READ, id) ? seen(id, told) : gone(id, told);
            case "programme" -> programme(id, caller);
            default -> Map.of("alarms", systemViews.alarms(caller, language));
        };
    }

    private @Nullable Object programme(String id, Caller caller) {
        int space = id.indexOf(' ');
        String facilityId = id.substring(space + 1);
        Action reading = Topic.valueOf(id.substring(0, space).toUpperCase(Locale.ROOT)).reading();
        boolean mayKnow =
                facilityId.isEmpty()
                        ? gate.mayAnywhere(caller, reading)
                        : gate.mayAt(caller, reading, facilityId);
        return mayKnow
                ? facilityId.isEmpty()
                        ? Map.of("topic", id.substring(0, space))
                        : Map.of("topic", id.substring(0, space), "facilityId", facilityId)
                : null;
    }

    private static Object seen(String id, Set<String> told) {
        told.add(id);
        return Map.of("id", id);
    }

    private static @Nullable Object gone(String id, Set<String> told) {
        return told.remove(id) ? Map.of("id", id, "removed", true) : null;
    }

    private Map<String, Object> cameraEvent(EventHub.Event event, Language language) {
        StateView state = views.state(event.id(), language);
        return event.changed()
                ? Map.of("id", event.id(), "changed", true, "state", state)
                : Map.of("id", event.id(), "state", state);
    }
}
