package org.haidang.server.web;

import java.net.URI;
import java.util.List;
import org.haidang.server.camera.store.Facility;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Facilities. */
@RestController
@RequestMapping("/api/v1/facilities")
final class FacilityController {
    record FacilityChange(@Nullable String name, @Nullable String address) {}

    private final Services services;

    FacilityController(Services services) {
        this.services = services;
    }

    @GetMapping
    List<Facility> facilities() {
        return services.registry().facilities();
    }

    @PostMapping
    ResponseEntity<Facility> add(@RequestBody FacilityChange change) {
        Facility added =
                services.registry()
                        .addFacility(
                                change.name() == null ? "" : change.name(),
                                change.address() == null ? "" : change.address());
        return ResponseEntity.created(URI.create("/api/v1/facilities/" + added.id())).body(added);
    }

    @GetMapping("/{id}")
    Facility facility(@PathVariable String id) {
        return services.registry().facility(id).orElseThrow(ProblemException::notFound);
    }

    @PatchMapping("/{id}")
    Facility change(@PathVariable String id, @RequestBody FacilityChange change) {
        return services.registry()
                .changeFacility(id, change.name(), change.address())
                .orElseThrow(ProblemException::notFound);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        switch (services.registry().removeFacility(id)) {
            case REMOVED -> {}
            case UNKNOWN -> throw ProblemException.notFound();
            case HAS_CAMERAS -> throw ProblemException.of(409, "facility-has-cameras");
        }
    }
}
