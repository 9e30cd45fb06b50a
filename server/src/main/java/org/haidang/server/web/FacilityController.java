package org.haidang.server.web;

import java.net.URI;
import java.util.List;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
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
    record FacilityChange(
            @Nullable String name,
            @Nullable String address,
            @Nullable String organisationId,
            @Nullable String areaCode) {}

    private final Services services;
    private final Gate gate;
    private final Acts acts;

    FacilityController(Services services, Gate gate, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.gate = gate;
    }

    @GetMapping
    @Needs(value = Action.FACILITY_READ, on = Needs.On.SOMEWHERE)
    List<Facility> facilities(Caller caller) {
        return services.registry().facilities().stream()
                .filter(facility -> gate.may(caller, Action.FACILITY_READ, facility))
                .toList();
    }

    @PostMapping
    @Needs(value = Action.FACILITY_WRITE, on = Needs.On.SOMEWHERE)
    ResponseEntity<Facility> add(@RequestBody FacilityChange change, Caller caller) {
        Facility fresh =
                services.registry()
                        .newFacility(
                                change.name() == null ? "" : change.name(),
                                change.address() == null ? "" : change.address());
        Facility facility = changed(fresh, change);
        needStays(caller, facility);
        acts.facility(caller, AuditKind.FACILITY_ADDED, null, facility);
        Facility added = services.registry().addFacility(facility);
        return ResponseEntity.created(URI.create("/api/v1/facilities/" + added.id())).body(added);
    }

    /** What somebody adds or changes must lie in his own scope afterwards, too. */
    private void needStays(Caller caller, Facility facility) {
        if (!gate.may(caller, Action.FACILITY_WRITE, facility)) {
            throw ProblemException.invalid(
                    facility.organisationId() == null ? "areaCode" : "organisationId",
                    "facility.out-of-scope");
        }
    }

    private Facility changed(Facility before, FacilityChange change) {
        String organisation = given(change.organisationId(), before.organisationId());
        String area = given(change.areaCode(), before.areaCode());
        var directory = services.organisations().directory();
        if (organisation != null && directory.organisation(organisation) == null) {
            throw ProblemException.invalid("organisationId", "organisation.unknown");
        }
        if (area != null && directory.area(area) == null) {
            throw ProblemException.invalid("areaCode", "area.unknown");
        }
        return new Facility(
                before.id(),
                change.name() == null ? before.name() : change.name().strip(),
                change.address() == null ? before.address() : change.address().strip(),
                before.cameraCount(),
                organisation,
                area);
    }

    /** Left out keeps, empty removes. */
    private static @Nullable String given(@Nullable String text, @Nullable String before) {
        return text == null ? before : text.isBlank() ? null : text.strip();
    }

    @GetMapping("/{id}")
    @Needs(value = Action.FACILITY_READ, on = Needs.On.FACILITY)
    Facility facility(@PathVariable String id) {
        return services.registry().facility(id).orElseThrow(ProblemException::notFound);
    }

    @PatchMapping("/{id}")
    @Needs(value = Action.FACILITY_WRITE, on = Needs.On.FACILITY)
    Facility change(@PathVariable String id, @RequestBody FacilityChange change, Caller caller) {
        Facility before = facility(id);
        Facility after = changed(before, change);
        needStays(caller, after);
        CameraRegistry.check(after);
        acts.facility(caller, AuditKind.FACILITY_CHANGED, before, after);
        return services.registry().changeFacility(after);
    }

    @DeleteMapping("/{id}")
    @Needs(value = Action.FACILITY_WRITE, on = Needs.On.FACILITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) {
        acts.facility(caller, AuditKind.FACILITY_REMOVED, facility(id), null);
        switch (services.registry().removeFacility(id)) {
            case REMOVED -> {}
            case UNKNOWN -> throw ProblemException.notFound();
            case HAS_CAMERAS -> throw ProblemException.of(409, "facility-has-cameras");
        }
    }
}
