package org.haidang.server.web;

import java.net.URI;
import java.util.List;
import org.haidang.server.camera.store.Camera;
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

    CameraController(Services services, CameraViews views) {
        this.services = services;
        this.views = views;
    }

    @GetMapping
    List<CameraViews.CameraView> cameras(
            @RequestParam(required = false) @Nullable String facility, Language language) {
        return services.registry().sorted(facility).stream()
                .map(camera -> views.camera(camera, language))
                .toList();
    }

    @PostMapping
    ResponseEntity<CameraViews.CameraView> add(@RequestBody JsonNode body, Language language) {
        Camera added = services.registry().add(CameraChange.read(body));
        return ResponseEntity.created(URI.create("/api/v1/cameras/" + added.id()))
                .body(views.camera(added, language));
    }

    @GetMapping("/{id}")
    CameraViews.CameraView camera(@PathVariable String id, Language language) {
        return services.registry()
                .camera(id)
                .map(camera -> views.camera(camera, language))
                .orElseThrow(ProblemException::notFound);
    }

    @PatchMapping("/{id}")
    CameraViews.CameraView change(
            @PathVariable String id, @RequestBody JsonNode body, Language language) {
        return services.registry()
                .change(id, CameraChange.read(body))
                .map(camera -> views.camera(camera, language))
                .orElseThrow(ProblemException::notFound);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        if (!services.registry().remove(id)) {
            throw ProblemException.notFound();
        }
    }
}
