package org.haidang.server.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Permission;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Role;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
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

/** Roles: what people in one position may do. */
@RestController
@RequestMapping("/api/v1")
final class RoleController {
    record PermissionView(String action, @Nullable Integer pastHours) {}

    record RoleDetail(
            String id,
            String name,
            boolean builtIn,
            boolean secondFactor,
            List<PermissionView> permissions) {}

    record RoleChange(@Nullable String name, @Nullable List<PermissionView> permissions) {}

    record ActionView(String id, String group) {}

    private final Rights rights;
    private final Acts acts;

    RoleController(Services services, Acts acts) {
        this.acts = acts;
        this.rights = services.rights();
    }

    static String name(Role role, Language language) {
        return role.name().isEmpty() ? Words.of(language, "role." + role.id()) : role.name();
    }

    private static RoleDetail view(Role role, Language language) {
        return new RoleDetail(
                role.id(),
                name(role, language),
                role.builtIn(),
                role.needsSecondFactor(),
                role.permissions().stream()
                        .sorted((a, b) -> a.action().compareTo(b.action()))
                        .map(one -> new PermissionView(one.action().id(), one.pastHours()))
                        .toList());
    }

    @GetMapping("/actions")
    @Self
    List<ActionView> actions() {
        return Stream.of(Action.values())
                .map(action -> new ActionView(action.id(), action.group()))
                .toList();
    }

    @GetMapping("/roles")
    @Needs(value = Action.USER_READ, on = Needs.On.SOMEWHERE)
    List<RoleDetail> roles(Language language) {
        return rights.roles().stream()
                .map(role -> view(role, language))
                .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
                .toList();
    }

    @PostMapping("/roles")
    @Needs(Action.ROLE_WRITE)
    ResponseEntity<RoleDetail> add(
            @RequestBody RoleChange change, Caller caller, Language language) {
        if (change.name() == null || change.name().isBlank()) {
            throw ProblemException.invalid("name", "field.required");
        }
        if (rights.roles().size() >= Rights.MAX_ROLES) {
            throw ProblemException.invalid("name", "field.range", 1, Rights.MAX_ROLES);
        }
        List<PermissionView> given =
                change.permissions() == null ? List.of() : change.permissions();
        String name = named(change.name());
        List<Permission> permissions = permissions(given);
        acts.changed(caller, AuditKind.ROLE_CHANGED, name, null, permissions);
        Role added = rights.addRole(name, permissions);
        return ResponseEntity.created(URI.create("/api/v1/roles/" + added.id()))
                .body(view(added, language));
    }

    private static String named(String name) {
        if (name.length() > 100) {
            throw ProblemException.invalid("name", "field.long", 100);
        }
        return name.strip();
    }

    /** Seeing is separate from administering: no role holds both. */
    private static List<Permission> permissions(List<PermissionView> given) {
        List<Permission> permissions = new ArrayList<>();
        Set<Action> seen = EnumSet.noneOf(Action.class);
        for (PermissionView one : given) {
            Action action =
                    Action.of(one.action())
                            .orElseThrow(
                                    () -> ProblemException.invalid("permissions", "role.action"));
            Integer hours = one.pastHours();
            if (hours != null && (hours < 1 || hours > Permission.MAX_PAST_HOURS)) {
                throw ProblemException.invalid(
                        "permissions", "field.range", 1, Permission.MAX_PAST_HOURS);
            }
            if (seen.add(action)) {
                permissions.add(new Permission(action, hours));
            }
        }
        boolean system = seen.contains(Action.ROLE_WRITE) || seen.contains(Action.SYSTEM_WRITE);
        if (system && seen.stream().anyMatch(Action::video)) {
            throw ProblemException.invalid("permissions", "role.seeing-and-administering");
        }
        return permissions;
    }

    private Role known(String id) {
        return rights.role(id).orElseThrow(ProblemException::notFound);
    }

    @PatchMapping("/roles/{id}")
    @Needs(Action.ROLE_WRITE)
    RoleDetail change(
            @PathVariable String id,
            @RequestBody RoleChange change,
            Caller caller,
            Language language) {
        Role before = known(id);
        needNotOwn(caller, before);
        String name = change.name();
        Role after =
                new Role(
                        id,
                        name == null || name.isBlank() || name.equals(name(before, language))
                                ? before.name()
                                : named(name),
                        before.builtIn(),
                        change.permissions() == null
                                ? before.permissions()
                                : permissions(change.permissions()));
        acts.changed(
                caller,
                AuditKind.ROLE_CHANGED,
                name(before, language),
                before.permissions(),
                after.permissions());
        rights.changeRole(after);
        return view(after, language);
    }

    /** Else whoever may change roles could do everything. */
    private void needNotOwn(Caller caller, Role role) {
        boolean holds =
                rights.grants(caller.user().id()).stream()
                        .anyMatch(grant -> grant.roleId().equals(role.id()));
        boolean mayTake =
                role.id().equals(DefaultRoles.BREAK_GLASS_ROLE)
                        && rights.mayAnywhere(caller.subject(), Action.BREAK_GLASS);
        if (holds || mayTake) {
            throw ProblemException.of(409, "own-rights");
        }
    }

    @DeleteMapping("/roles/{id}")
    @Needs(Action.ROLE_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Caller caller) {
        Role role = known(id);
        acts.changed(caller, AuditKind.ROLE_CHANGED, role.name() + " -", role.permissions(), null);
        if (!rights.removeRole(id)) {
            throw ProblemException.of(409, "role-in-use");
        }
    }
}
