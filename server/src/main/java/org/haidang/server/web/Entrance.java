package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.Accounts.Confirmation;
import org.haidang.server.identity.store.Step;
import org.haidang.server.identity.store.User;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** What all ways in have in common: the cookies, the answer, and asking for the password again. */
final class Entrance {
    record UserView(
            String id,
            String username,
            String displayName,
            String role,
            String language,
            String theme) {
        static UserView of(User user) {
            return new UserView(
                    user.id(),
                    user.username(),
                    user.displayName(),
                    user.role(),
                    user.language(),
                    user.theme());
        }
    }

    record SessionView(
            @Nullable UserView user,
            boolean setupRequired,
            @Nullable String step,
            List<String> actions,
            @Nullable String kind) {}

    private final Services services;
    private final CookieCsrfTokenRepository csrfTokens;

    Entrance(Services services, CookieCsrfTokenRepository csrfTokens) {
        this.services = services;
        this.csrfTokens = csrfTokens;
    }

    /** Who is there now. */
    SessionView view(@Nullable Caller caller, @Nullable HalfSession half) {
        if (caller != null) {
            return view(caller.user(), caller.step(), caller.kind(), caller.limit());
        }
        return new SessionView(
                null,
                services.accounts().setupRequired(),
                half == null ? null : half.found().step().text(),
                List.of(),
                half == null ? null : half.found().row().kind());
    }

    private SessionView view(User user, Step step, String kind, @Nullable Set<String> limit) {
        // Whoever still has to set up a second factor may do nothing yet.
        List<String> actions =
                step == Step.NONE
                        ? services.actions().of(user.id()).stream()
                                .filter(action -> limit == null || limit.contains(action))
                                .toList()
                        : List.of();
        return new SessionView(
                UserView.of(user), false, step == Step.NONE ? null : step.text(), actions, kind);
    }

    /** Hands the session to the browser; whatever the browser had before ends. */
    SessionView enter(
            Accounts.Entry entry, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.token(request)
                .flatMap(services.sessions()::find)
                .ifPresent(before -> services.sessions().end(before.tokenHash()));
        SessionCookie.set(response, entry.token(), services.secure());
        // A token somebody planted before the login is worth nothing after it.
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return entry.step() == Step.SECOND_FACTOR
                ? new SessionView(null, false, entry.step().text(), List.of(), "browser")
                : view(entry.user(), entry.step(), "browser", null);
    }

    /** A second factor was set up: who was kept out for the lack of one comes in. */
    void enrolled(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        if (caller.step() == Step.ENROL) {
            services.accounts()
                    .complete(caller.sessionHash(), caller.user(), Clients.visitor(request))
                    .ifPresent(entry -> enter(entry, request, response));
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
