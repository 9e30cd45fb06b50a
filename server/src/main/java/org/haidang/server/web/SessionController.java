package org.haidang.server.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.Accounts.ChangeResult;
import org.haidang.server.identity.Accounts.LoginResult;
import org.haidang.server.identity.openid.OpenIdSignIn;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Open;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Problems;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and out, who I am, my settings, and the first administrator. */
@RestController
@RequestMapping("/api/v1")
final class SessionController {
    private static final Set<String> LANGUAGES = Set.of("vi", "en");
    private static final Set<String> THEMES = Set.of("system", "dark", "light");

    /**
     * A service that vouches for people.
     *
     * @param url a page to go to
     */
    record Provider(String id, String name, String url) {}

    record Login(@Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    record ProfileChange(
            @Nullable String displayName, @Nullable String language, @Nullable String theme) {}

    record PasswordChange(
            @Nullable String current, @JsonProperty("next") @Nullable String replacement) {
        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    record SetupLink(boolean valid) {}

    record Setup(
            @Nullable String token,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String password,
            @Nullable String facilityName) {
        @Override
        public String toString() {
            return "Setup[" + username + "]";
        }
    }

    private final Services services;
    private final Entrance entrance;
    private final Acts acts;

    SessionController(Services services, Entrance entrance, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.entrance = entrance;
    }

    private Accounts accounts() {
        return services.accounts();
    }

    @GetMapping("/session")
    @Open
    Entrance.SessionView session(
            @Nullable Caller caller, Language language, HttpServletRequest request) {
        return entrance.view(caller, HalfSession.of(request), language);
    }

    @PostMapping("/session")
    @Open
    Entrance.SessionView logIn(
            @RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        String username = Entrance.required("username", login.username());
        String password = Entrance.required("password", login.password());
        LoginResult result = accounts().logIn(username, password, Clients.visitor(request));
        return switch (result) {
            case LoginResult.Wait wait -> throw ProblemException.wait(wait.seconds());
            case LoginResult.Wrong wrong -> {
                acts.loginFailed(username, Clients.visitor(request), "password");
                throw ProblemException.of(401, "login-wrong");
            }
            case LoginResult.Welcome welcome ->
                    entrance.enter(welcome.entry(), "password", request, response);
        };
    }

    @PostMapping("/session/second-factor")
    @Open
    Entrance.SessionView secondFactor(
            @RequestBody MeController.Code body,
            HttpServletRequest request,
            HttpServletResponse response) {
        HalfSession half = HalfSession.of(request);
        if (half == null) {
            throw ProblemException.of(401, "login-required");
        }
        LoginResult result =
                accounts()
                        .secondFactor(
                                half.found(),
                                Entrance.required("code", body.code()),
                                Clients.visitor(request));
        return switch (result) {
            case LoginResult.Wait wait -> throw ProblemException.wait(wait.seconds());
            case LoginResult.Wrong wrong -> {
                acts.loginFailed(
                        half.found().user().username(), Clients.visitor(request), "second-factor");
                throw ProblemException.of(401, "code-wrong");
            }
            case LoginResult.Welcome welcome ->
                    entrance.enter(welcome.entry(), "second-factor", request, response);
        };
    }

    /** Other ways in, for the page of logging in. */
    @GetMapping("/session/providers")
    @Open
    List<Provider> providers() {
        OpenIdSignIn known = services.openId();
        return known == null
                ? List.of()
                : List.of(new Provider(OpenIdSignIn.ID, known.name(), OpenIdController.BEGIN));
    }

    @DeleteMapping("/session")
    @Open
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@Nullable Caller caller, HttpServletRequest request, HttpServletResponse response) {
        HalfSession half = HalfSession.of(request);
        if (caller != null) {
            Caller.Wall wall = caller.wall();
            if (wall == null) {
                acts.of(caller, AuditKind.LOGOUT, null);
            } else {
                acts.of(caller, AuditKind.WALL_ENDED, wall.name());
            }
            services.sessions().end(caller.sessionHash());
        } else if (half != null) {
            services.sessions().end(half.found().tokenHash());
        }
        BrowserCookie.SESSION.clear(response, services.secure());
    }

    @PatchMapping("/me")
    @Self
    Entrance.UserView changeMe(
            @RequestBody ProfileChange change, Caller caller, Language language) {
        List<ProblemException.Field> wrong = new ArrayList<>();
        String name = change.displayName();
        if (name != null && name.isBlank()) {
            wrong.add(new ProblemException.Field("displayName", "field.required", List.of()));
        }
        if (name != null && name.length() > 100) {
            wrong.add(new ProblemException.Field("displayName", "field.long", List.of(100)));
        }
        oneOf("language", change.language(), LANGUAGES, wrong);
        oneOf("theme", change.theme(), THEMES, wrong);
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        return entrance.view(
                accounts()
                        .changeProfile(
                                caller.user(),
                                name == null ? null : name.strip(),
                                change.language(),
                                change.theme()),
                language);
    }

    private static void oneOf(
            String field,
            @Nullable String value,
            Set<String> values,
            List<ProblemException.Field> wrong) {
        if (value != null && !values.contains(value)) {
            wrong.add(
                    new ProblemException.Field(
                            field,
                            "field.type",
                            List.of(String.join(", ", values.stream().sorted().toList()))));
        }
    }

    @PostMapping("/me/password")
    @Self
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @RequestBody PasswordChange change, Caller caller, HttpServletRequest request) {
        ChangeResult result =
                accounts()
                        .changePassword(
                                caller.user(),
                                Entrance.required("current", change.current()),
                                Entrance.required("next", change.replacement()),
                                caller.sessionHash(),
                                Clients.visitor(request));
        switch (result) {
            case ChangeResult.Changed changed -> acts.of(caller, AuditKind.PASSWORD_CHANGED, null);
            case ChangeResult.Wait wait -> throw ProblemException.wait(wait.seconds());
            case ChangeResult.Refused refused ->
                    throw ProblemException.invalid(
                            refused.mistake().field(), refused.mistake().key());
        }
    }

    @GetMapping("/setup")
    @Open
    SetupLink setupLink(@RequestParam String token) {
        return new SetupLink(accounts().setupTokenValid(token));
    }

    @PostMapping("/setup")
    @Open
    Entrance.SessionView setUp(
            @RequestBody Setup setup, HttpServletRequest request, HttpServletResponse response) {
        if (!accounts().setupTokenValid(Entrance.required("token", setup.token()))) {
            throw ProblemException.of(403, "setup-link");
        }
        String username = Entrance.required("username", setup.username()).strip();
        String password = Entrance.required("password", setup.password());
        String displayName = setup.displayName() == null ? "" : setup.displayName().strip();
        String facility = setup.facilityName() == null ? "" : setup.facilityName().strip();
        List<ProblemException.Field> wrong = new ArrayList<>();
        accounts()
                .mistakes(username, displayName, password, List.of(facility))
                .forEach(m ->
                        wrong.add(new ProblemException.Field(m.field(), m.key(), List.of(100))));
        if (facility.length() > 200) {
            wrong.add(new ProblemException.Field("facilityName", "field.long", List.of(200)));
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        User user =
                accounts()
                        .addFirst(
                                username, displayName, password, Problems.language(request).code())
                        .orElseThrow(() -> ProblemException.of(403, "setup-link"));
        services.rights().give(user.id(), Rights.Gift.everywhere(DefaultRoles.ADMINISTRATOR), "");
        if (!facility.isEmpty()) {
            services.registry().addFacility(facility, "");
        }
        return entrance.enter(
                accounts().welcome(user, Clients.visitor(request)), "set-up", request, response);
    }
}
