package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.Accounts.Confirmation;
import org.haidang.server.identity.WallLog;
import org.haidang.server.identity.Walls;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Subject;
import org.haidang.server.secrets.Token;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Problems;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** What all ways in have in common: the cookies, the answer, and asking for the password again. */
final class Entrance {
    record UserView(
            String id,
            String username,
            String displayName,
            String email,
            @Nullable String organisationId,
            String language,
            String theme,
            List<RoleView> roles) {
        record RoleView(String id, String name) {}
    }

    /**
     * @param step what is still to be done before the session counts in full
     * @param actions ids of all the person may do somewhere
     */
    record SessionView(
            @Nullable UserView user,
            boolean setupRequired,
            @Nullable String step,
            List<String> actions,
            @Nullable String kind) {}

    private final Services services;
    private final Acts acts;
    private final CookieCsrfTokenRepository csrfTokens;

    Entrance(Services services, Acts acts, CookieCsrfTokenRepository csrfTokens) {
        this.services = services;
        this.acts = acts;
        this.csrfTokens = csrfTokens;
    }

    /** Who is there now. */
    SessionView view(@Nullable Caller caller, @Nullable HalfSession half, Language language) {
        if (caller != null && caller.wall() != null) {
            return screen(caller, caller.wall());
        }
        if (caller != null) {
            return view(caller.user(), caller.step(), caller.kind(), caller.subject(), language);
        }
        return new SessionView(
                null,
                services.accounts().setupRequired(),
                half == null ? null : half.found().step().text(),
                List.of(),
                half == null ? null : half.found().row().kind());
    }

    private SessionView view(
            User user, Step step, String kind, Subject subject, Language language) {
        // Whoever still has to set up a second factor may do nothing yet.
        List<String> actions =
                step == Step.NONE
                        ? services.rights().actions(subject).stream().map(Action::id).toList()
                        : List.of();
        return new SessionView(
                view(user, language), false, step == Step.NONE ? null : step.text(), actions, kind);
    }

    /** Of its person a screen that hangs where anybody may touch it tells nothing. */
    private SessionView screen(Caller caller, Caller.Wall wall) {
        User user = caller.user();
        UserView nobody =
                new UserView(
                        wall.id(),
                        "",
                        wall.name(),
                        "",
                        null,
                        user.language(),
                        user.theme(),
                        List.of());
        List<String> actions =
                services.rights().actions(caller.subject()).stream().map(Action::id).toList();
        return new SessionView(nobody, false, null, actions, caller.kind());
    }

    /** A device became a wall screen; whatever its browser had before ends. */
    SessionView claimed(
            Walls.Result.In in, HttpServletRequest request, HttpServletResponse response) {
        BrowserCookie.SESSION
                .value(request)
                .flatMap(services.sessions()::find)
                .ifPresent(before -> {
                    if (before.row().wall() == null) {
                        services.sessions().end(before.tokenHash());
                    } else {
                        services.walls().end(before, WallLog.End.REPLACED);
                    }
                });
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return proved(in, request, response);
    }

    /** A wall screen has shown that it is still the same device. */
    SessionView proved(
            Walls.Result.In in, HttpServletRequest request, HttpServletResponse response) {
        BrowserCookie.WALL.set(response, in.token(), services.secure());
        return view(Caller.of(in.wall()), null, Problems.language(request));
    }

    UserView view(User user, Language language) {
        return new UserView(
                user.id(),
                user.username(),
                user.displayName(),
                user.email(),
                user.organisationId(),
                user.language(),
                user.theme(),
                PeopleController.roles(services, user, language));
    }

    /**
     * Hands the session to the browser; whatever the browser had before ends.
     *
     * @param how the person proved who it is, for the audit log
     */
    SessionView enter(
            Accounts.Entry entry,
            String how,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (entry.step() != Step.SECOND_FACTOR) {
            recordLogin(entry, how, request);
        }
        return give(entry, request, response);
    }

    /** Nobody comes in unrecorded. */
    private void recordLogin(Accounts.Entry entry, String how, HttpServletRequest request) {
        String hash = Token.hash(entry.token());
        try {
            acts.login(entry.user(), Clients.visitor(request), hash, how);
        } catch (AuditUnavailableException e) {
            services.sessions().end(hash);
            throw e;
        }
    }

    private SessionView give(
            Accounts.Entry entry, HttpServletRequest request, HttpServletResponse response) {
        BrowserCookie.SESSION
                .value(request)
                .flatMap(services.sessions()::find)
                // Who logs in at a wall screen does not take it down: its key brings it back.
                .filter(before -> before.row().wall() == null)
                .ifPresent(before -> services.sessions().end(before.tokenHash()));
        BrowserCookie.SESSION.set(response, entry.token(), services.secure());
        // A token somebody planted before the login is worth nothing after it.
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return entry.step() == Step.SECOND_FACTOR
                ? new SessionView(null, false, entry.step().text(), List.of(), "browser")
                : view(
                        entry.user(),
                        entry.step(),
                        "browser",
                        Subject.person(entry.user().id()),
                        Problems.language(request));
    }

    /** A second factor was set up: who was kept out for the lack of one comes in. */
    void enrolled(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        if (caller.step() == Step.ENROL) {
            services.accounts()
                    .complete(caller.sessionHash(), caller.user(), Clients.visitor(request))
                    .ifPresent(entry -> give(entry, request, response));
        }
    }

    /** Lets pass who knows the person's password; others get a problem. */
    void confirm(Caller caller, @Nullable String password, HttpServletRequest request) {
        Confirmation confirmation =
                services.accounts()
                        .confirm(
                                caller.user(),
                                required("password", password),
                                Clients.visitor(request));
        switch (confirmation) {
            case Confirmation.Right right -> {}
            case Confirmation.Wrong wrong ->
                    throw ProblemException.invalid("password", "password.wrong");
            case Confirmation.Wait wait -> throw ProblemException.wait(wait.seconds());
        }
    }

    static String required(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ProblemException.invalid(field, "field.required");
        }
        return value;
    }

    /** A name that a person gives to a thing. */
    static String name(@Nullable String value) {
        String name = required("name", value == null ? null : value.strip());
        if (name.length() > 100) {
            throw ProblemException.invalid("name", "field.long", 100);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name", "field.control");
        }
        return name;
    }
}
