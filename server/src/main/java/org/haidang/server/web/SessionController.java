package org.haidang.server.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.Accounts.ChangeResult;
import org.haidang.server.identity.Accounts.LoginResult;
import org.haidang.server.identity.store.User;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Subject;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
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
    private final CookieCsrfTokenRepository csrfTokens;

    SessionController(Services services, CookieCsrfTokenRepository csrfTokens) {
        this.services = services;
        this.csrfTokens = csrfTokens;
    }

    private Accounts accounts() {
        return services.accounts();
    }

    @GetMapping("/session")
    @Open
    SessionView session(@Nullable Caller caller, Language language) {
        return caller == null
                ? new SessionView(null, accounts().setupRequired(), null, List.of(), null)
                : view(caller.user(), caller.subject(), language);
    }

    private SessionView view(User user, Subject subject, Language language) {
        return new SessionView(
                view(user, language),
                false,
                null,
                services.rights().actions(subject).stream().map(Action::id).toList(),
                "browser");
    }

    private UserView view(User user, Language language) {
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

    @PostMapping("/session")
    @Open
    SessionView logIn(
            @RequestBody Login login,
            @Nullable Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        String username = required("username", login.username());
        String password = required("password", login.password());
        LoginResult result = accounts().logIn(username, password, Clients.address(request));
        return switch (result) {
            case LoginResult.Wait wait -> throw ProblemException.wait(wait.seconds());
            case LoginResult.Wrong wrong -> throw ProblemException.of(401, "login-wrong");
            case LoginResult.Welcome welcome -> {
                if (caller != null) {
                    services.sessions().end(caller.sessionHash());
                }
                yield welcomed(welcome.user(), welcome.token(), request, response);
            }
        };
    }

    private SessionView welcomed(
            User user, String token, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.set(response, token, services.secure());
        // A token somebody planted before the login is worth nothing after it.
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        return view(user, Subject.person(user.id()), Problems.language(request));
    }

    @DeleteMapping("/session")
    @Open
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@Nullable Caller caller, HttpServletResponse response) {
        if (caller != null) {
            services.sessions().end(caller.sessionHash());
        }
        SessionCookie.clear(response, services.secure());
    }

    @PatchMapping("/me")
    @Self
    UserView changeMe(@RequestBody ProfileChange change, Caller caller, Language language) {
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
        return view(
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
                                required("current", change.current()),
                                required("next", change.replacement()),
                                caller.sessionHash(),
                                Clients.address(request));
        switch (result) {
            case ChangeResult.Changed changed -> {}
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
    SessionView setUp(
            @RequestBody Setup setup, HttpServletRequest request, HttpServletResponse response) {
        if (!accounts().setupTokenValid(required("token", setup.token()))) {
            throw ProblemException.of(403, "setup-link");
        }
        String username = required("username", setup.username()).strip();
        String password = required("password", setup.password());
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
        return welcomed(user, accounts().welcome(user), request, response);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ProblemException.invalid(field, "field.required");
        }
        return value;
    }
}
