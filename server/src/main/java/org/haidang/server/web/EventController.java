package org.haidang.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.haidang.server.web.EventHub.Subscriber;
import org.haidang.server.words.Language;
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
    private final JsonMapper json;

    EventController(
            Services services,
            EventHub hub,
            CameraViews views,
            SystemViews systemViews,
            JsonMapper json) {
        this.services = services;
        this.hub = hub;
        this.views = views;
        this.systemViews = systemViews;
        this.json = json;
    }

    @GetMapping("/api/v1/events")
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
            write(subscriber, out, language);
        } finally {
            hub.leave(subscriber);
        }
    }

    private void write(Subscriber subscriber, OutputStream out, Language language)
            throws IOException, InterruptedException {
        while (!subscriber.closed()) {
            var events = subscriber.take();
            if (events.isEmpty()) {
                if (!subscriber.closed() && !sessionGood(subscriber)) {
                    return;
                }
                out.write(HEARTBEAT);
            }
            for (EventHub.Event event : events) {
                String line =
                        "event: " + event.kind() + "\ndata: " + data(event, language) + "\n\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
    }

    private boolean sessionGood(Subscriber subscriber) {
        return services.sessions().findByHash(subscriber.sessionHash()).isPresent();
    }

    private String data(EventHub.Event event, Language language) {
        String id = event.id();
        Object value =
                switch (event.kind()) {
                    case "camera" ->
                            services.registry().camera(id).isEmpty()
                                    ? Map.of("id", id, "removed", true)
                                    : cameraEvent(event, language);
                    case "facility" ->
                            services.registry().facility(id).isEmpty()
                                    ? Map.of("id", id, "removed", true)
                                    : Map.of("id", id);
                    default -> Map.of("alarms", systemViews.alarms(language));
                };
        return json.writeValueAsString(value);
    }

    private Map<String, Object> cameraEvent(EventHub.Event event, Language language) {
        StateView state = views.state(event.id(), language);
        return event.changed()
                ? Map.of("id", event.id(), "changed", true, "state", state)
                : Map.of("id", event.id(), "state", state);
    }
}
