package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.identity.Invitations;
import org.haidang.server.identity.store.User;
import org.haidang.server.notification.ChannelKind;
import org.haidang.server.notification.Outbox;
import org.haidang.server.notification.store.Notification;
import org.haidang.server.qr.Qr;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Grant;
import org.haidang.server.rights.Place;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Role;
import org.haidang.server.rights.Scope;
import org.haidang.server.store.Ids;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People and what they were given. Whoever lies outside of the asker's scope does not exist. */
@RestController
@RequestMapping("/api/v1")
final class PeopleController {
    private static final System.Logger LOG = System.getLogger(PeopleController.class.getName());
    private static final int MIN_REASON = 10;
    private static final int MAX_REASON = 500;

    record ScopeView(
            @Nullable String organisationId,
            @Nullable String areaCode,
            @Nullable Set<String> facilityIds,
            @Nullable Set<String> zones) {
        static ScopeView of(Scope scope) {
            return new ScopeView(
                    scope.organisationId(), scope.areaCode(), scope.facilityIds(), scope.zones());
        }
    }

    record GrantView(
            String id,
            String roleId,
            String roleName,
            ScopeView scope,
            @Nullable String from,
            @Nullable String until,
            String createdAt,
            String createdBy,
            @Nullable String reason,
            boolean breakGlass) {}

    record GrantChange(
            @Nullable String roleId,
            @Nullable ScopeView scope,
            @Nullable String from,
            @Nullable String until) {}

    record UserDetail(
            String id,
            String username,
            String displayName,
            String email,
            @Nullable String organisationId,
            String language,
            String theme,
            List<Entrance.UserView.RoleView> roles,
            boolean enabled,
            boolean invited,
            boolean secondFactor,
            String createdAt,
            @Nullable String lastSeenAt,
            List<GrantView> grants) {}

    record Invite(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String organisationId,
            @Nullable String language,
            @Nullable List<GrantChange> grants,
            @Nullable Boolean byEmail) {}

    record NewLink(@Nullable Boolean clearSecondFactors, @Nullable Boolean byEmail) {}

    /** Either shown to whoever asked, or on its way to the person: then nobody else sees it. */
    record LinkView(@Nullable String link, @Nullable String qr, String expiresAt, boolean emailed) {
        @Override
        public String toString() {
            return "LinkView[]";
        }
    }

    record Invited(
            UserDetail user,
            @Nullable String link,
            @Nullable String qr,
            String expiresAt,
            boolean emailed) {
        @Override
        public String toString() {
            return "Invited[" + user.id() + "]";
        }
    }

    record UserChange(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String organisationId,
            @Nullable Boolean enabled) {}

    record BreakGlass(@Nullable String reason, @Nullable String facilityId) {}

    private final Services services;
    private final Rights rights;
    private final Gate gate;
    private final Acts acts;

    PeopleController(Services services, Gate gate, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.rights = services.rights();
        this.gate = gate;
    }

    // ---- people

    @GetMapping("/users")
    @Needs(value = Action.USER_READ, on = Needs.On.SOMEWHERE)
    List<UserDetail> users(Caller caller, Language language) {
        return services.accounts().all().stream()
                .filter(user -> may(caller, Action.USER_READ, user))
                .map(user -> view(user, language))
                .toList();
    }

    /** A person stands where his organisation does. */
    private boolean may(Caller caller, Action action, User user) {
        return mayAt(caller, action, user.organisationId());
    }

    private boolean mayAt(Caller caller, Action action, @Nullable String organisationId) {
        var organisation = services.organisations().directory().organisation(organisationId);
        Place place =
                new Place(
                        null,
                        organisationId,
                        organisation == null ? null : organisation.areaCode(),
                        null);
        return rights.may(caller.subject(), action, place);
    }

    private User known(Caller caller, String id, Action action) {
        User user = services.accounts().byId(id).orElseThrow(ProblemException::notFound);
        if (!may(caller, action, user)) {
            throw may(caller, Action.USER_READ, user)
                    ? ProblemException.of(403, "forbidden")
                    : ProblemException.notFound();
        }
        return user;
    }

    private UserDetail view(User user, Language language) {
        List<GrantView> grants =
                rights.grants(user.id()).stream().map(grant -> view(grant, language)).toList();
        return new UserDetail(
                user.id(),
                Invitations.named(user) ? user.username() : "",
                user.displayName(),
                user.email(),
                user.organisationId(),
                user.language(),
                user.theme(),
                roles(services, user, language),
                user.enabled(),
                !Invitations.named(user),
                services.factors().any(user.id()),
                Moments.text(Ids.wallUs(user.id())),
                services.sessions().list(user.id()).stream()
                        .findFirst()
                        .map(row -> Moments.text(row.seenUs()))
                        .orElse(null),
                grants);
    }

    static List<Entrance.UserView.RoleView> roles(Services services, User user, Language language) {
        return services.rights().grants(user.id()).stream()
                .map(Grant::roleId)
                .distinct()
                .map(id ->
                        new Entrance.UserView.RoleView(
                                id,
                                services.rights()
                                        .role(id)
                                        .map(role -> RoleController.name(role, language))
                                        .orElse(id)))
                .toList();
    }

    private GrantView view(Grant grant, Language language) {
        Long from = grant.fromUs();
        Long until = grant.untilUs();
        return new GrantView(
                grant.id(),
                grant.roleId(),
                rights.role(grant.roleId())
                        .map(role -> RoleController.name(role, language))
                        .orElse(grant.roleId()),
                ScopeView.of(grant.scope()),
                from == null ? null : Moments.text(from),
                until == null ? null : Moments.text(until),
                Moments.text(grant.createdUs()),
                grant.createdBy(),
                grant.reason().isEmpty() ? null : grant.reason(),
                grant.breakGlass());
    }

    @GetMapping("/users/{id}")
    @Needs(value = Action.USER_READ, on = Needs.On.SOMEWHERE)
    UserDetail user(@PathVariable String id, Caller caller, Language language) {
        return view(known(caller, id, Action.USER_READ), language);
    }

    @PostMapping("/users")
    @Needs(value = Action.USER_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.CREATED)
    Invited invite(
            @RequestBody Invite invite,
            Caller caller,
            Language language,
            HttpServletRequest request) {
        String name = text("displayName", invite.displayName(), "", 100);
        if (name.isEmpty()) {
            throw ProblemException.invalid("displayName", "field.required");
        }
        String email = text("email", invite.email(), "", 254);
        String organisation = organisation(invite.organisationId(), null);
        String speaks = invite.language() == null ? language.code() : invite.language();
        if (!speaks.equals("vi") && !speaks.equals("en")) {
            throw ProblemException.invalid("language", "field.type", "vi, en");
        }
        if (!mayAt(caller, Action.USER_WRITE, organisation)) {
            throw ProblemException.invalid("organisationId", "facility.out-of-scope");
        }
        List<GrantChange> changes = invite.grants() == null ? List.of() : invite.grants();
        if (changes.size() > Rights.MAX_GRANTS) {
            throw ProblemException.invalid("grants", "field.range", 0, Rights.MAX_GRANTS);
        }
        List<Rights.Gift> gifts = changes.stream().map(change -> gift(caller, change)).toList();
        boolean byEmail = byEmail(invite.byEmail(), email);
        acts.invited(caller, name, email, gifts.stream().map(Rights.Gift::roleId).toList());
        User user = services.accounts().addNameless(name, email, organisation, speaks);
        gifts.forEach(gift -> rights.give(user.id(), gift, caller.user().displayName()));
        LinkView link = link(user, byEmail, caller, request);
        return new Invited(
                view(user, language), link.link(), link.qr(), link.expiresAt(), link.emailed());
    }

    private LinkView link(User user, boolean byEmail, Caller caller, HttpServletRequest request) {
        Invitations.Link link = services.invitations().invite(user.id());
        String url = Clients.origin(services, request) + link.path();
        String expires = Moments.text(link.expiresUs());
        return byEmail && mailed(user, url, link.expiresUs(), caller)
                ? new LinkView(null, null, expires, true)
                : new LinkView(url, Qr.svg(url), expires, false);
    }

    /** Whether the link was put into the outbox; if not, whoever asked hands it over himself. */
    private boolean mailed(User user, String url, long expiresUs, Caller caller) {
        Language language = Language.of(user.language());
        Instant expires = Instant.ofEpochMilli(expiresUs / 1_000);
        String until =
                Moments.clock(expiresUs, VietnameseDates.ZONE)
                        + " "
                        + VietnameseDates.numeric(
                                expires.atZone(VietnameseDates.ZONE).toLocalDate());
        return services.programme()
                        .outbox()
                        .put(
                                new Outbox.Wanted(
                                        "invitation",
                                        ChannelKind.EMAIL,
                                        user.email(),
                                        user.displayName(),
                                        Words.of(language, "notification.invitation.subject"),
                                        Words.of(
                                                language,
                                                "notification.invitation.text",
                                                user.displayName(),
                                                caller.user().displayName(),
                                                url,
                                                until),
                                        true,
                                        null,
                                        Notification.About.NOTHING,
                                        caller.user().displayName(),
                                        Duration.between(services.clock().instant(), expires)))
                == Outbox.Queued.WAITING;
    }

    private boolean byEmail(@Nullable Boolean wanted, String email) {
        if (!Boolean.TRUE.equals(wanted)) {
            return false;
        }
        if (!services.programme().outbox().has(ChannelKind.EMAIL)) {
            throw ProblemException.of(409, "reminder-no-channel");
        }
        if (!EmailAddress.valid(email)) {
            throw ProblemException.invalid("email", "notification.address.email");
        }
        return true;
    }

    /** A new link for somebody who has lost the old one, or the password, or the second factor. */
    @PostMapping("/users/{id}/invitation")
    @Needs(value = Action.USER_WRITE, on = Needs.On.SOMEWHERE)
    LinkView invitation(
            @PathVariable String id,
            @RequestBody NewLink body,
            Caller caller,
            HttpServletRequest request) {
        User user = known(caller, id, Action.USER_WRITE);
        needNotMyself(caller, user);
        needAsStrong(caller, user);
        boolean byEmail = byEmail(body.byEmail(), user.email());
        acts.of(caller, AuditKind.USER_INVITED, user.displayName());
        if (Boolean.TRUE.equals(body.clearSecondFactors())) {
            acts.of(caller, AuditKind.SECOND_FACTOR, user.displayName() + " -");
            services.factors().clear(id);
        }
        return link(user, byEmail, caller, request);
    }

    @DeleteMapping("/users/{id}/sessions")
    @Needs(value = Action.USER_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(@PathVariable String id, Caller caller) {
        User user = known(caller, id, Action.USER_WRITE);
        needAsStrong(caller, user);
        acts.of(caller, AuditKind.SESSION_ENDED, user.displayName());
        services.sessions().endAllBut(id, "");
    }

    @PatchMapping("/users/{id}")
    @Needs(value = Action.USER_WRITE, on = Needs.On.SOMEWHERE)
    UserDetail change(
            @PathVariable String id,
            @RequestBody UserChange change,
            Caller caller,
            Language language) {
        User before = known(caller, id, Action.USER_WRITE);
        needNotMyself(caller, before);
        needAsStrong(caller, before);
        User after =
                new User(
                        id,
                        before.username(),
                        text("displayName", change.displayName(), before.displayName(), 100),
                        text("email", change.email(), before.email(), 254),
                        organisation(change.organisationId(), before.organisationId()),
                        before.language(),
                        before.theme(),
                        before.passwordHash(),
                        change.enabled() == null ? before.enabled() : change.enabled());
        if (!may(caller, Action.USER_WRITE, after)) {
            throw ProblemException.invalid("organisationId", "facility.out-of-scope");
        }
        boolean disabled = before.enabled() && !after.enabled();
        acts.user(
                caller, disabled ? AuditKind.USER_DISABLED : AuditKind.USER_CHANGED, before, after);
        return view(services.accounts().change(after), language);
    }

    private static String text(String field, @Nullable String given, String before, int max) {
        if (given == null) {
            return before;
        }
        if (given.length() > max) {
            throw ProblemException.invalid(field, "field.long", max);
        }
        if (given.isBlank() && field.equals("displayName")) {
            throw ProblemException.invalid(field, "field.required");
        }
        return given.strip();
    }

    private @Nullable String organisation(@Nullable String given, @Nullable String before) {
        if (given == null) {
            return before;
        }
        if (given.isBlank()) {
            return null;
        }
        if (services.organisations().directory().organisation(given) == null) {
            throw ProblemException.invalid("organisationId", "organisation.unknown");
        }
        return given;
    }

    private static void needNotMyself(Caller caller, User user) {
        if (caller.user().id().equals(user.id())) {
            throw ProblemException.of(409, "own-rights");
        }
    }

    /**
     * Whoever administers a part must not reach through somebody who may do more than he could
     * give: a new link would make him that person.
     */
    private void needAsStrong(Caller caller, User user) {
        boolean stronger =
                rights.grants(user.id()).stream()
                        .anyMatch(grant ->
                                rights.role(grant.roleId())
                                        .filter(role ->
                                                !rights.mayGive(
                                                        caller.subject(), role, grant.scope()))
                                        .isPresent());
        if (stronger) {
            throw ProblemException.of(403, "forbidden");
        }
    }

    // ---- grants

    @PostMapping("/users/{id}/grants")
    @Needs(value = Action.USER_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.CREATED)
    GrantView give(
            @PathVariable String id,
            @RequestBody GrantChange change,
            Caller caller,
            Language language) {
        User user = known(caller, id, Action.USER_WRITE);
        needNotMyself(caller, user);
        Rights.Gift gift = gift(caller, change);
        if (rights.grants(id).size() >= Rights.MAX_GRANTS) {
            throw ProblemException.invalid("roleId", "field.range", 0, Rights.MAX_GRANTS);
        }
        acts.grant(caller, AuditKind.GRANT, user, gift.roleId(), gift.scope(), gift.untilUs());
        return view(rights.give(id, gift, caller.user().displayName()), language);
    }

    private Rights.Gift gift(Caller caller, GrantChange change) {
        Role role =
                rights.role(change.roleId() == null ? "" : change.roleId())
                        .orElseThrow(() -> ProblemException.invalid("roleId", "role.unknown"));
        Scope scope = scope(caller, change.scope());
        Long fromUs = moment("from", change.from());
        Long untilUs = moment("until", change.until());
        if (untilUs != null && untilUs <= Math.max(fromUs == null ? 0 : fromUs, nowUs())) {
            throw ProblemException.invalid("until", "time.order");
        }
        if (!rights.mayGive(caller.subject(), role, scope)) {
            throw ProblemException.of(403, "beyond-own-rights");
        }
        return new Rights.Gift(role.id(), scope, fromUs, untilUs);
    }

    private Scope scope(Caller caller, @Nullable ScopeView view) {
        if (view == null) {
            return Scope.EVERYWHERE;
        }
        Set<String> facilities = view.facilityIds() == null ? Set.of() : view.facilityIds();
        Set<String> zones = view.zones() == null ? Set.of() : view.zones();
        List<ProblemException.Field> wrong = new ArrayList<>();
        var directory = services.organisations().directory();
        if (view.organisationId() != null
                && directory.organisation(view.organisationId()) == null) {
            wrong.add(
                    new ProblemException.Field(
                            "scope.organisationId", "organisation.unknown", List.of()));
        }
        if (view.areaCode() != null && directory.area(view.areaCode()) == null) {
            wrong.add(new ProblemException.Field("scope.areaCode", "area.unknown", List.of()));
        }
        if (facilities.size() > Scope.MAX_FACILITIES
                // One out of his scope is answered like one that does not exist.
                || !facilities.stream().allMatch(f -> gate.mayAt(caller, Action.USER_WRITE, f))) {
            wrong.add(
                    new ProblemException.Field("scope.facilityIds", "facility.unknown", List.of()));
        }
        if (zones.size() > Scope.MAX_ZONES
                || !zones.stream().allMatch(z -> z.length() <= 100 && z.indexOf('\n') < 0)) {
            wrong.add(new ProblemException.Field("scope.zones", "field.long", List.of(100)));
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        return new Scope(view.organisationId(), view.areaCode(), facilities, zones);
    }

    private static @Nullable Long moment(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Moments.parse(text).orElseThrow(() -> ProblemException.invalid(field, "time.form"));
    }

    private long nowUs() {
        return Moments.nowUs(services.clock());
    }

    @DeleteMapping("/users/{id}/grants/{grantId}")
    @Needs(value = Action.USER_WRITE, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id, @PathVariable String grantId, Caller caller) {
        User user = known(caller, id, Action.USER_WRITE);
        needNotMyself(caller, user);
        Grant grant =
                rights.grants(id).stream()
                        .filter(one -> one.id().equals(grantId))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        Role role = rights.role(grant.roleId()).orElse(null);
        if (role != null && !rights.mayGive(caller.subject(), role, grant.scope())) {
            throw ProblemException.of(403, "beyond-own-rights");
        }
        acts.grant(
                caller,
                AuditKind.GRANT_WITHDRAWN,
                user,
                grant.roleId(),
                grant.scope(),
                grant.untilUs());
        rights.withdraw(grantId);
    }

    /** Seeing in an emergency: with a reason, for two hours. */
    @PostMapping("/break-glass")
    @Needs(value = Action.BREAK_GLASS, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.CREATED)
    GrantView breakGlass(@RequestBody BreakGlass body, Caller caller, Language language) {
        String reason = body.reason() == null ? "" : body.reason().strip();
        String facility = body.facilityId();
        if (facility == null && !gate.mayEverywhere(caller, Action.BREAK_GLASS)) {
            throw ProblemException.invalid("facilityId", "field.required");
        }
        if (facility != null && !gate.mayAt(caller, Action.BREAK_GLASS, facility)) {
            throw ProblemException.invalid("facilityId", "facility.unknown");
        }
        if (reason.length() < MIN_REASON || reason.length() > MAX_REASON) {
            throw ProblemException.invalid("reason", "break-glass.reason", MIN_REASON, MAX_REASON);
        }
        Scope scope =
                facility == null
                        ? Scope.EVERYWHERE
                        : new Scope(null, null, Set.of(facility), Set.of());
        acts.breakGlass(caller, scope, reason);
        LOG.log(
                Level.WARNING,
                "{0} took emergency access for two hours: {1}",
                caller.user().username(),
                reason.replaceAll("\\p{Cntrl}", " "));
        User me = caller.user();
        return view(rights.breakGlass(me.id(), scope, reason, me.displayName()), language);
    }
}
