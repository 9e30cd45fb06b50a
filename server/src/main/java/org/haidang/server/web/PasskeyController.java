package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.identity.passkey.Passkeys;
import org.haidang.server.identity.passkey.Site;
import org.haidang.server.identity.store.User;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Open;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Self;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Passkeys: making one, and logging in with one instead of name, password and code. */
@RestController
@RequestMapping("/api/v1")
final class PasskeyController {
    record NewPasskey(@Nullable String name, @Nullable JsonNode credential) {}

    record Shown(@Nullable JsonNode credential) {}

    private final Services services;
    private final Entrance entrance;
    private final Acts acts;

    PasskeyController(Services services, Entrance entrance, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.entrance = entrance;
    }

    @PostMapping("/me/passkeys/options")
    @Self
    ResponseEntity<String> creationOptions(
            @RequestBody MeController.Password body, Caller caller, HttpServletRequest request) {
        Site site = site(request);
        entrance.confirm(caller, body.password(), request);
        if (services.passkeys().list(caller.user().id()).size() >= Passkeys.MAX_PER_USER) {
            throw ProblemException.of(409, "too-many-passkeys", Passkeys.MAX_PER_USER);
        }
        return json(
                services.passkeys()
                        .creationOptions(
                                caller.user(),
                                site,
                                caller.sessionHash(),
                                Clients.address(request)));
    }

    @PostMapping("/me/passkeys")
    @Self
    MeController.PasskeyView register(
            @RequestBody NewPasskey body,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        String name = Entrance.name(body.name());
        MeController.PasskeyView made =
                services.passkeys()
                        .register(
                                caller.user(),
                                caller.sessionHash(),
                                name,
                                credential(body.credential()))
                        .map(MeController.PasskeyView::of)
                        .orElseThrow(
                                () -> ProblemException.invalid("credential", "passkey.refused"));
        acts.of(caller, AuditKind.SECOND_FACTOR, "passkey + " + name);
        entrance.enrolled(caller, request, response);
        return made;
    }

    @PostMapping("/session/passkey/options")
    @Open
    ResponseEntity<String> requestOptions(
            HttpServletRequest request, HttpServletResponse response) {
        Passkeys.Question question =
                services.passkeys().requestOptions(site(request), Clients.address(request));
        BrowserCookie.PASSKEY.set(response, question.key(), services.secure());
        return json(question.options());
    }

    @PostMapping("/session/passkey")
    @Open
    Entrance.SessionView logIn(
            @RequestBody Shown body, HttpServletRequest request, HttpServletResponse response) {
        String credential = credential(body.credential());
        User user =
                BrowserCookie.PASSKEY
                        .value(request)
                        .flatMap(key -> services.passkeys().authenticate(key, credential))
                        .orElseThrow(() -> ProblemException.of(401, "passkey-refused"));
        BrowserCookie.PASSKEY.clear(response, services.secure());
        return entrance.enter(
                services.accounts().welcomeWhole(user, Clients.visitor(request)),
                "passkey",
                request,
                response);
    }

    private static String credential(@Nullable JsonNode credential) {
        if (credential == null || !credential.isObject()) {
            throw ProblemException.invalid("credential", "field.required");
        }
        return credential.toString();
    }

    /** Where the browser is: as the settings say, else as the browser itself says. */
    private Site site(HttpServletRequest request) {
        String given = services.settings().http().publicUrl();
        URI uri =
                given == null
                        ? URI.create(
                                request.getScheme()
                                        + "://"
                                        + request.getServerName()
                                        + ":"
                                        + request.getServerPort())
                        : URI.create(given);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (isAddress(host)) {
            throw ProblemException.of(409, "passkey-needs-name");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return new Site(host, scheme + "://" + host + (usual ? "" : ":" + uri.getPort()));
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host.replace("[", "").replace("]", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ResponseEntity<String> json(String text) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(text);
    }
}
