package org.haidang.server.web.programme;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.haidang.archive.play.Export;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.clip.Clips;
import org.haidang.server.clip.store.Clip;
import org.haidang.server.engine.StreamName;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.FileAnswer;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Copies of what sites recorded of an incident. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/clips")
final class ClipController {
    /**
     * @param bytes of the whole; 0 while it is not known
     * @param got how many of them are here
     * @param why it is not here yet; empty when nothing is wrong
     */
    record ClipView(
            String id,
            String cameraId,
            String camera,
            String from,
            String to,
            String state,
            long bytes,
            long got,
            @Nullable String start,
            @Nullable String end,
            String sha256,
            String why,
            boolean mayView) {}

    private final Services services;
    private final Clips clips;
    private final Acts acts;
    private final Gate gate;

    ClipController(Services services, Acts acts, Gate gate) {
        this.services = services;
        this.clips = services.clips();
        this.acts = acts;
        this.gate = gate;
    }

    @GetMapping
    @Needs(value = Action.INCIDENT_READ, on = Needs.On.SOMEWHERE)
    List<ClipView> list(@PathVariable String id, Caller caller) {
        known(caller, id);
        return clips.of(id).stream()
                .flatMap(clip ->
                        services
                                .registry()
                                .camera(clip.cameraId())
                                .filter(camera -> gate.may(caller, Action.CAMERA_READ, camera))
                                .map(camera -> view(clip, camera, caller))
                                .stream())
                .toList();
    }

    private void known(Caller caller, String id) {
        IncidentRow row =
                services.duty().incidents().incident(id).orElseThrow(ProblemException::notFound);
        if (!gate.mayEverywhere(caller, Action.INCIDENT_READ)) {
            gate.needAt(caller, Action.INCIDENT_READ, row.facilityId(), Action.INCIDENT_READ);
        }
    }

    private ClipView view(Clip clip, Camera camera, Caller caller) {
        return new ClipView(
                clip.id(),
                camera.id(),
                camera.name(),
                Moments.text(clip.fromUs()),
                Moments.text(clip.toUs()),
                clip.state().name(),
                clip.bytes(),
                clip.got(),
                Moments.textOrNull(clip.startUs()),
                Moments.textOrNull(clip.endUs()),
                clip.sha256(),
                clip.why(),
                clip.state() == Clip.State.KEPT && gate.may(caller, Action.RECORDING_VIEW, camera));
    }

    @GetMapping("/{clipId}/video.mp4")
    @Needs(value = Action.RECORDING_VIEW, on = Needs.On.SOMEWHERE)
    void video(
            @PathVariable String id,
            @PathVariable String clipId,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Clip clip =
                clips.of(id).stream()
                        .filter(one -> one.id().equals(clipId))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        Camera camera =
                services.registry().camera(clip.cameraId()).orElseThrow(ProblemException::notFound);
        gate.need(caller, Action.RECORDING_VIEW, camera);
        gate.needSince(caller, Action.RECORDING_VIEW, camera, clip.fromUs());
        try (Export file = clips.open(id, clipId).orElseThrow(ProblemException::notFound)) {
            acts.shown(
                    caller,
                    AuditKind.PLAYBACK,
                    camera,
                    StreamName.MAIN.word(),
                    file.startUs(),
                    file.endUs());
            FileAnswer.write(
                    file,
                    FileAnswer.name(camera.name(), file.startUs()),
                    () -> gate.may(caller, Action.RECORDING_VIEW, camera),
                    request,
                    response);
        }
    }
}
