package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.identity.Accounts.Enrolment;
import org.haidang.server.identity.ApiTokens;
import org.haidang.server.identity.SecondFactors;
import org.haidang.server.identity.store.ApiToken;
import org.haidang.server.identity.store.Passkey;
import org.haidang.server.identity.store.SessionStore;
import org.haidang.server.qr.Qr;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person keeps: second factors, sessions, keys for programs. */
@RestController
@RequestMapping("/api/v1/me")
final class MeController {
    private static final Pattern ACTION = Pattern.compile("[a-z-]{1,40}(\\.[a-z-]{1,40}){0,2}");
    private static final int MAX_ACTIONS = Action.values().length;

    record Password(@Nullable String password) {
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    record Code(@Nullable String code) {
        @Override
        public String toString() {
            return "Code[]";
        }
    }

    record SecondFactorsView(
            boolean required, boolean totp, int recoveryCodesLeft, List<PasskeyView> passkeys) {}

    record PasskeyView(String id, String name, String createdAt, @Nullable String lastUsedAt) {
        static PasskeyView of(Passkey key) {
            return new PasskeyView(
                    key.id(),
                    key.name(),
                    Moments.text(key.createdUs()),
                    Moments.textOrNull(key.usedUs()));
        }
    }

    record TotpView(String secret, String uri, String qr) {
        @Override
        public String toString() {
            return "TotpView[]";
        }
    }

    record RecoveryCodesView(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodesView[]";
        }
    }

    /**
     * @param name of a wall screen
     * @param provedAt when a wall screen last proved that it is still the same device
     */
    record OwnSession(
            String id,
            String kind,
            @Nullable String name,
            @Nullable String provedAt,
            boolean current,
            String createdAt,
            String lastSeenAt,
            String expiresAt,
            String address,
            String agent) {}

    record NewToken(
            @Nullable String name, @Nullable List<String> actions, @Nullable Integer days) {}

    record TokenView(
            String id,
            String name,
            List<String> actions,
            String createdAt,
            String expiresAt,
            @Nullable String lastUsedAt) {
        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.id(),
                    token.name(),
                    token.actions().stream().sorted().toList(),
                    Moments.text(token.createdUs()),
                    Moments.text(token.expiresUs()),
                    Moments.textOrNull(token.usedUs()));
        }
    }

    record MadeToken(
            String token,
            String id,
            String name,
            List<String> actions,
            String createdAt,
            String expiresAt,
            @Nullable String lastUsedAt) {
        static MadeToken of(ApiTokens.Made made) {
            TokenView view = TokenView.of(made.token());
            return new MadeToken(
                    made.secret(),
                    view.id(),
                    view.name(),
                    view.actions(),
                    view.createdAt(),
                    view.expiresAt(),
                    view.lastUsedAt());
        }

        @Override
        public String toString() {
            return "MadeToken[" + id + "]";
        }
    }

    private final Services services;
    private final Entrance entrance;
    private final Acts acts;

    MeController(Services services, Entrance entrance, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.entrance = entrance;
    }

    // ---- second factors

    @GetMapping("/second-factors")
    @Self
    SecondFactorsView secondFactors(Caller caller) {
        String id = caller.user().id();
        SecondFactors.State state = services.factors().state(id);
        return new SecondFactorsView(
                services.accounts().secondFactorRequired(id),
                state.totp(),
                state.recoveryCodesLeft(),
                services.passkeys().list(id).stream().map(PasskeyView::of).toList());
    }

    @PostMapping("/totp")
    @Self
    TotpView beginTotp(@RequestBody Password body, Caller caller, HttpServletRequest request) {
        entrance.confirm(caller, body.password(), request);
        SecondFactors.Begun begun = services.factors().begin(caller.user());
        return new TotpView(begun.secret(), begun.uri(), Qr.svg(begun.uri()));
    }

    @PostMapping("/totp/confirm")
    @Self
    RecoveryCodesView confirmTotp(
            @RequestBody Code body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        Enrolment enrolment =
                services.accounts()
                        .confirmTotp(
                                caller.user(),
                                Entrance.required("code", body.code()),
                                Clients.visitor(request));
        return switch (enrolment) {
            case Enrolment.Wait wait -> throw ProblemException.wait(wait.seconds());
            case Enrolment.Wrong wrong -> throw ProblemException.invalid("code", "code.wrong");
            case Enrolment.Done done -> {
                acts.of(caller, AuditKind.SECOND_FACTOR, "totp +");
                entrance.enrolled(caller, request, response);
                yield new RecoveryCodesView(done.recoveryCodes());
            }
        };
    }

    @PostMapping("/totp/remove")
    @Self
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTotp(@RequestBody Password body, Caller caller, HttpServletRequest request) {
        entrance.confirm(caller, body.password(), request);
        String id = caller.user().id();
        if (services.factors().state(id).totp() && services.passkeys().list(id).isEmpty()) {
            mayLoseTheLast(id);
        }
        acts.of(caller, AuditKind.SECOND_FACTOR, "totp -");
        services.factors().removeTotp(id);
    }

    private void mayLoseTheLast(String userId) {
        if (services.accounts().secondFactorRequired(userId)) {
            throw ProblemException.of(409, "second-factor-needed");
        }
    }

    @PostMapping("/recovery-codes")
    @Self
    RecoveryCodesView newRecoveryCodes(
            @RequestBody Password body, Caller caller, HttpServletRequest request) {
        entrance.confirm(caller, body.password(), request);
        if (!services.factors().any(caller.user().id())) {
            throw ProblemException.of(409, "no-second-factor");
        }
        acts.of(caller, AuditKind.SECOND_FACTOR, "recovery codes +");
        return new RecoveryCodesView(services.factors().newRecoveryCodes(caller.user().id()));
    }

    @PostMapping("/passkeys/{id}/remove")
    @Self
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePasskey(
            @PathVariable String id,
            @RequestBody Password body,
            Caller caller,
            HttpServletRequest request) {
        entrance.confirm(caller, body.password(), request);
        String userId = caller.user().id();
        List<Passkey> keys = services.passkeys().list(userId);
        if (keys.stream().noneMatch(key -> key.id().equals(id))) {
            throw ProblemException.notFound();
        }
        if (keys.size() == 1 && !services.factors().state(userId).totp()) {
            mayLoseTheLast(userId);
        }
        acts.of(caller, AuditKind.SECOND_FACTOR, "passkey -");
        services.passkeys().remove(userId, id);
    }

    // ---- sessions

    @GetMapping("/sessions")
    @Self
    List<OwnSession> sessions(Caller caller) {
        return services.sessions().list(caller.user().id()).stream()
                .map(row -> own(row, caller))
                .toList();
    }

    private static OwnSession own(SessionStore.Row row, Caller caller) {
        SessionStore.Wall wall = row.wall();
        return new OwnSession(
                row.id(),
                row.kind(),
                wall == null ? null : wall.name(),
                wall == null ? null : Moments.text(wall.provedUs()),
                row.tokenHash().equals(caller.sessionHash()),
                Moments.text(row.createdUs()),
                Moments.text(row.seenUs()),
                Moments.text(row.expiresUs()),
                row.address(),
                row.agent());
    }

    @DeleteMapping("/sessions/{id}")
    @Self
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable String id, Caller caller) {
        String wall =
                services.sessions().list(caller.user().id()).stream()
                        .filter(row -> row.id().equals(id))
                        .map(SessionStore.Row::wall)
                        .filter(Objects::nonNull)
                        .map(SessionStore.Wall::name)
                        .findFirst()
                        .orElse(null);
        if (wall == null) {
            acts.of(caller, AuditKind.SESSION_ENDED, id);
        } else {
            acts.of(caller, AuditKind.WALL_ENDED, wall);
        }
        if (!services.sessions().endOne(caller.user().id(), id)) {
            throw ProblemException.notFound();
        }
    }

    @DeleteMapping("/sessions")
    @Self
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOtherSessions(Caller caller) {
        acts.of(caller, AuditKind.SESSION_ENDED, "*");
        services.sessions().endAllBut(caller.user().id(), caller.sessionHash());
    }

    // ---- keys for programs

    @GetMapping("/tokens")
    @Self
    List<TokenView> tokens(Caller caller) {
        return services.tokens().list(caller.user().id()).stream().map(TokenView::of).toList();
    }

    @PostMapping("/tokens")
    @Self
    @ResponseStatus(HttpStatus.CREATED)
    MadeToken makeToken(@RequestBody NewToken body, Caller caller) {
        String name = Entrance.name(body.name());
        Set<String> actions =
                new TreeSet<>(
                        body.actions() == null
                                ? List.of()
                                : body.actions().stream().map(a -> a == null ? "" : a).toList());
        if (actions.isEmpty()) {
            throw ProblemException.invalid("actions", "field.required");
        }
        if (actions.size() > MAX_ACTIONS
                || !actions.stream().allMatch(action -> ACTION.matcher(action).matches())) {
            throw ProblemException.invalid("actions", "token.actions");
        }
        int days = body.days() == null ? 0 : body.days();
        if (days < 1 || days > ApiTokens.MAX_DAYS) {
            throw ProblemException.invalid("days", "field.range", 1, ApiTokens.MAX_DAYS);
        }
        acts.of(caller, AuditKind.TOKEN_MADE, name);
        return services.tokens()
                .make(caller.user().id(), name, actions, days)
                .map(MadeToken::of)
                .orElseThrow(
                        () -> ProblemException.of(409, "too-many-tokens", ApiTokens.MAX_PER_USER));
    }

    @DeleteMapping("/tokens/{id}")
    @Self
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeToken(@PathVariable String id, Caller caller) {
        acts.of(caller, AuditKind.TOKEN_REMOVED, id);
        if (!services.tokens().remove(caller.user().id(), id)) {
            throw ProblemException.notFound();
        }
    }
}
