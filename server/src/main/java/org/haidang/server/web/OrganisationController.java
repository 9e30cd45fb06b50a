package org.haidang.server.web;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Agencies and administrative units. They are never removed: old documents name them. */
@RestController
@RequestMapping("/api/v1")
final class OrganisationController {
    private static final Set<String> KINDS =
            Set.of(
                    "military",
                    "department",
                    "health",
                    "operator",
                    "committee",
                    "facility",
                    "other");
    private static final Set<String> LEVELS = Set.of("province", "district", "commune");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z-]{1,20}");

    /** Left out keeps, empty removes. */
    record OrganisationChange(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String areaCode,
            @Nullable String parentId,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable String successorId) {}

    record AreaChange(
            @Nullable String code,
            @Nullable String name,
            @Nullable String level,
            @Nullable String parentCode,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable String successorCode) {}

    private final Organisations organisations;
    private final Acts acts;

    OrganisationController(Services services, Acts acts) {
        this.acts = acts;
        this.organisations = services.organisations();
    }

    @GetMapping("/organisations")
    @Self
    List<Organisation> organisations() {
        return organisations.organisations().stream()
                .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
                .toList();
    }

    @PostMapping("/organisations")
    @Needs(Action.ORGANISATION_WRITE)
    ResponseEntity<Organisation> add(@RequestBody OrganisationChange change, Caller caller) {
        needRoom(organisations.organisations().size());
        Organisation added =
                changed(
                        new Organisation(
                                organisations.newId(), "", "other", null, null, null, null, null),
                        change,
                        caller);
        return ResponseEntity.created(URI.create("/api/v1/organisations/" + added.id()))
                .body(added);
    }

    private static void needRoom(int size) {
        if (size >= Organisations.MAX) {
            throw ProblemException.invalid("name", "field.range", 0, Organisations.MAX);
        }
    }

    @PatchMapping("/organisations/{id}")
    @Needs(Action.ORGANISATION_WRITE)
    Organisation change(
            @PathVariable String id, @RequestBody OrganisationChange change, Caller caller) {
        Organisation before = organisations.directory().organisation(id);
        if (before == null) {
            throw ProblemException.notFound();
        }
        return changed(before, change, caller);
    }

    private Organisation changed(Organisation before, OrganisationChange change, Caller caller) {
        var directory = organisations.directory();
        Organisation after =
                new Organisation(
                        before.id(),
                        name(change.name(), before.name()),
                        oneOf("kind", change.kind(), before.kind(), KINDS),
                        given(change.areaCode(), before.areaCode()),
                        given(change.parentId(), before.parentId()),
                        date("validFrom", change.validFrom(), before.validFrom()),
                        date("validTo", change.validTo(), before.validTo()),
                        given(change.successorId(), before.successorId()));
        needKnown("areaCode", after.areaCode(), directory.area(after.areaCode()), "area.unknown");
        for (String field : List.of("parentId", "successorId")) {
            String above = field.equals("parentId") ? after.parentId() : after.successorId();
            needKnown(field, above, directory.organisation(above), "organisation.unknown");
            if (directory.circle(after.id(), above, false)) {
                throw ProblemException.invalid(field, "organisation.circle");
            }
        }
        needOrder(after.validFrom(), after.validTo());
        acts.changed(caller, AuditKind.ORGANISATION_CHANGED, after.name(), before, after);
        organisations.put(after);
        return after;
    }

    @GetMapping("/areas")
    @Self
    List<Area> areas() {
        return organisations.areas().stream()
                .sorted((a, b) -> a.code().compareTo(b.code()))
                .toList();
    }

    @PostMapping("/areas")
    @Needs(Action.ORGANISATION_WRITE)
    ResponseEntity<Area> add(@RequestBody AreaChange change, Caller caller) {
        needRoom(organisations.areas().size());
        String code = change.code() == null ? "" : change.code().strip();
        if (!CODE.matcher(code).matches()) {
            throw ProblemException.invalid("code", "area.code");
        }
        if (organisations.directory().area(code) != null) {
            throw ProblemException.invalid("code", "area.taken");
        }
        Area added =
                changed(new Area(code, "", "province", null, null, null, null), change, caller);
        return ResponseEntity.created(URI.create("/api/v1/areas/" + code)).body(added);
    }

    @PatchMapping("/areas/{code}")
    @Needs(Action.ORGANISATION_WRITE)
    Area change(@PathVariable String code, @RequestBody AreaChange change, Caller caller) {
        Area before = organisations.directory().area(code);
        if (before == null) {
            throw ProblemException.notFound();
        }
        return changed(before, change, caller);
    }

    private Area changed(Area before, AreaChange change, Caller caller) {
        var directory = organisations.directory();
        Area after =
                new Area(
                        before.code(),
                        name(change.name(), before.name()),
                        oneOf("level", change.level(), before.level(), LEVELS),
                        given(change.parentCode(), before.parentCode()),
                        date("validFrom", change.validFrom(), before.validFrom()),
                        date("validTo", change.validTo(), before.validTo()),
                        given(change.successorCode(), before.successorCode()));
        for (String field : List.of("parentCode", "successorCode")) {
            String above = field.equals("parentCode") ? after.parentCode() : after.successorCode();
            needKnown(field, above, directory.area(above), "area.unknown");
            if (directory.circle(after.code(), above, true)) {
                throw ProblemException.invalid(field, "organisation.circle");
            }
        }
        needOrder(after.validFrom(), after.validTo());
        acts.changed(caller, AuditKind.AREA_CHANGED, after.name(), before, after);
        organisations.put(after);
        return after;
    }

    // ---- fields

    private static String name(@Nullable String given, String before) {
        String name = given == null ? before : given.strip();
        if (name.isEmpty()) {
            throw ProblemException.invalid("name", "field.required");
        }
        if (name.length() > 200) {
            throw ProblemException.invalid("name", "field.long", 200);
        }
        return name;
    }

    private static String oneOf(
            String field, @Nullable String given, String before, Set<String> values) {
        if (given == null) {
            return before;
        }
        if (!values.contains(given)) {
            throw ProblemException.invalid(
                    field, "field.type", String.join(", ", values.stream().sorted().toList()));
        }
        return given;
    }

    private static @Nullable String given(@Nullable String text, @Nullable String before) {
        return text == null ? before : text.isBlank() ? null : text.strip();
    }

    private static @Nullable LocalDate date(
            String field, @Nullable String text, @Nullable LocalDate before) {
        if (text == null || text.isBlank()) {
            return text == null ? before : null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(field, "field.type", "yyyy-mm-dd");
        }
    }

    private static void needKnown(
            String field, @Nullable String id, @Nullable Object found, String key) {
        if (id != null && found == null) {
            throw ProblemException.invalid(field, key);
        }
    }

    private static void needOrder(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("validTo", "time.order");
        }
    }
}
