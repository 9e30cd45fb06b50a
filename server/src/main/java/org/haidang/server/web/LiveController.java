package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Viewing;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.Attention;
import org.haidang.server.engine.StreamName;
import org.haidang.server.live.LiveViewer;
import org.haidang.server.live.Viewers;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Opens live viewers. */
@RestController
final class LiveController {
    private final Services services;
    private final CameraViews views;
    private final Gate gate;
    private final Acts acts;
    private final JsonMapper json;

    LiveController(Services services, CameraViews views, Gate gate, Acts acts, JsonMapper json) {
        this.acts = acts;
        this.gate = gate;
        this.services = services;
        this.views = views;
        this.json = json;
    }

    /** A state as the socket sends it: schema CameraState with its type. */
    record StateMessage(
            String type, @com.fasterxml.jackson.annotation.JsonUnwrapped StateView state) {}

    @GetMapping("/api/v1/cameras/{id}/live")
    @Needs(value = Action.LIVE_VIEW, on = Needs.On.CAMERA)
    void live(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") StreamName stream,
            Caller caller,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (Clients.foreign(request)) {
            throw ProblemException.of(403, "foreign-origin");
        }
        Camera camera = services.registry().camera(id).orElseThrow(ProblemException::notFound);
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw ProblemException.of(400, "unreadable", "Upgrade: websocket");
        }
        Viewing viewing =
                services.viewings()
                        .begin(
                                Acts.actor(caller),
                                AuditKind.VIEW,
                                acts.subject(camera),
                                stream.word(),
                                null);
        Viewers.Admission admission =
                services.viewers()
                        .admit(
                                id,
                                stream,
                                attention(caller, stream),
                                caller.sessionHash(),
                                () -> gate.may(caller, Action.LIVE_VIEW, now(camera)),
                                () -> services.viewings().end(viewing),
                                () -> state(id, language));
        if (!(admission instanceof Viewers.Admission.Admitted)) {
            services.viewings().end(viewing);
        }
        switch (admission) {
            case Viewers.Admission.TooMany tooMany ->
                    throw ProblemException.of(503, "too-many-viewers");
            case Viewers.Admission.NoStream none -> throw ProblemException.notFound();
            case Viewers.Admission.Admitted admitted ->
                    upgrade(admitted.viewer(), request, response);
        }
    }

    /** Screens ask for the main stream where a picture is large. */
    private static Attention attention(Caller caller, StreamName stream) {
        if (caller.wall() != null) {
            return Attention.WALL;
        }
        return stream == StreamName.MAIN ? Attention.CLOSE : Attention.AMONG_OTHERS;
    }

    /** As it is now: moved to another facility, it may have left the person's scope. */
    private Camera now(Camera camera) {
        return services.registry().camera(camera.id()).orElse(camera);
    }

    private void upgrade(
            LiveViewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        JettyWebSocketServerContainer container =
                JettyWebSocketServerContainer.getContainer(request.getServletContext());
        boolean upgraded = false;
        try {
            upgraded =
                    container.upgrade(
                            (req, resp) -> {
                                // Video does not shrink: deflating it would only cost.
                                resp.setExtensions(List.of());
                                return viewer;
                            },
                            request,
                            response);
        } finally {
            if (!upgraded) {
                services.viewers().abandon(viewer);
            }
        }
    }

    private String state(String cameraId, Language language) {
        return json.writeValueAsString(new StateMessage("state", views.state(cameraId, language)));
    }
}
