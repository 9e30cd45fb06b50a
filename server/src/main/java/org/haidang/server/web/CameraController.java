package org.haidang.server.web;

import java.net.URI;
import java.util.List;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Cameras. */
@RestController
@RequestMapping("/api/v1/cameras")
final class CameraController {
    private final Services services;
    private final CameraViews views;
    private final Gate gate;
    private final Acts acts;

    CameraController(Services services, CameraViews views, Gate gate, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.views = views;
        this.gate = gate;
    }

    @GetMapping
    @Needs(value = Action.CAMERA_READ, on = Needs.On.SOMEWHERE)
    List<CameraViews.CameraView> cameras(
            @RequestParam(required = false) @Nullable String facility,
            Caller caller,
            Language language) {
        return services.registry().sorted(facility).stream()
                .filter(camera -> gate.may(caller, Action.CAMERA_READ, camera))
                .map(camera -> views.camera(camera, caller, language))
                .toList();
    }

    @PostMapping
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<CameraViews.CameraView> add(
            @RequestBody JsonNode body, Caller caller, Language language) {
        CameraInput input = CameraChange.read(body);
        needFacility(caller, input);
        needScope(caller, services.registry().tried(input));
        Camera added = services.registry().add(input);
        try {
            acts.camera(caller, AuditKind.CAMERA_ADDED, null, added);
        } catch (AuditUnavailableException e) {
            services.registry().remove(added.id());
            throw e;
        }
        return ResponseEntity.created(URI.create("/api/v1/cameras/" + added.id()))
                .body(views.camera(added, caller, language));
    }

    /** One that lies out of scope is answered like one that does not exist. */
    private void needFacility(Caller caller, CameraInput input) {
        String facility = input.facilityId();
        if (facility != null
                && !facility.isEmpty()
                && !gate.mayAt(caller, Action.CAMERA_WRITE, facility)) {
            throw ProblemException.invalid("facilityId", "facility.unknown");
        }
    }

    /** Nor does anybody put a camera where it is out of his reach. */
    private void needScope(Caller caller, Camera camera) {
        if (!gate.may(caller, Action.CAMERA_WRITE, camera)) {
            throw ProblemException.invalid("zone", "facility.out-of-scope");
        }
    }

    @GetMapping("/{id}")
    @Needs(value = Action.CAMERA_READ, on = Needs.On.CAMERA)
    CameraViews.CameraView camera(@PathVariable String id, Caller caller, Language language) {
        return services.registry()
                .camera(id)
                .map(camera -> views.camera(camera, caller, language))
                .orElseThrow(ProblemException::notFound);
    }

    @PatchMapping("/{id}")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    CameraViews.CameraView change(
            @PathVariable String id, @RequestBody JsonNode body, Caller caller, Language language) {
        CameraInput input = CameraChange.read(body);
        needFacility(caller, input);
        Camera changed =
                services.registry()
                        .exclusively(() -> {
                            Camera before =
                                    services.registry()
                                            .camera(id)
                                            .orElseThrow(ProblemException::notFound);
                            Camera after =
                                    services.registry()
                                            .changed(id, input)
                                            .orElseThrow(ProblemException::notFound);
                            needScope(caller, after);
                            CameraChange.needBase(body, views.camera(before, caller, language));
                            if (!after.equals(before)) {
                                acts.camera(caller, AuditKind.CAMERA_CHANGED, before, after);
                            }
                            return services.registry()
                                    .change(id, input)
                                    .orElseThrow(ProblemException::notFound);
                        });
        return views.camera(changed, caller, language);
    }

    @DeleteMapping("/{id}")
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) {
        Camera camera = services.registry().camera(id).orElseThrow(ProblemException::notFound);
        if (services.tiers().isTold(camera)) {
            throw ProblemException.of(409, "camera-told");
        }
        acts.camera(caller, AuditKind.CAMERA_REMOVED, camera, null);
        if (!services.registry().remove(id)) {
            throw ProblemException.notFound();
        }
    }
}
