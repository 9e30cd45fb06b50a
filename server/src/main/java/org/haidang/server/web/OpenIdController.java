package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.haidang.server.identity.openid.OpenIdSignIn;
import org.haidang.server.identity.openid.OpenIdSignIn.Result;
import org.haidang.server.identity.store.User;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Open;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The two pages of signing in by an OpenID provider. Whoever is not known here with the address the
 * provider vouches for comes back to the login page, which says so.
 */
@RestController
final class OpenIdController {
    static final String BEGIN = "/oauth2/authorization/" + OpenIdSignIn.ID;
    private static final String BACK = "/login/oauth2/code/" + OpenIdSignIn.ID;
    private static final int MAX_CODE = 4_096;
    private static final System.Logger LOG = System.getLogger(OpenIdController.class.getName());

    private final Services services;
    private final Entrance entrance;
    private final Acts acts;

    OpenIdController(Services services, Entrance entrance, Acts acts) {
        this.services = services;
        this.entrance = entrance;
        this.acts = acts;
    }

    private OpenIdSignIn signIn() {
        OpenIdSignIn known = services.openId();
        if (known == null) {
            throw ProblemException.notFound();
        }
        return known;
    }

    @GetMapping(BEGIN)
    @Open
    void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OpenIdSignIn.Begun begun;
        try {
            begun = signIn().begin(Clients.origin(services, request) + BACK);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.log(Level.WARNING, "the OpenID provider does not answer: {0}", e.getMessage());
            response.sendRedirect("/#/login?openid=unavailable");
            return;
        }
        BrowserCookie.OPEN_ID.set(response, begun.kept(), services.secure());
        response.sendRedirect(begun.url());
    }

    @GetMapping(BACK)
    @Open
    void back(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String kept = BrowserCookie.OPEN_ID.value(request).orElse(null);
        BrowserCookie.OPEN_ID.clear(response, services.secure());
        if (kept == null || code == null || state == null || code.length() > MAX_CODE) {
            response.sendRedirect("/#/login?openid=refused");
            return;
        }
        Result result =
                signIn().finish(Clients.origin(services, request) + BACK, kept, state, code);
        response.sendRedirect(
                switch (result) {
                    case Result.Refused refused -> {
                        LOG.log(Level.WARNING, "OpenID sign-in refused: {0}", clean(refused.why()));
                        acts.loginFailed("", Clients.visitor(request), "openid");
                        yield "/#/login?openid=refused";
                    }
                    case Result.Vouched vouched -> enter(vouched.email(), request, response);
                });
    }

    private String enter(String email, HttpServletRequest request, HttpServletResponse response) {
        User user = services.accounts().byEmail(email).orElse(null);
        if (user == null) {
            acts.loginFailed(email, Clients.visitor(request), "openid");
            return "/#/login?openid=unknown";
        }
        // The provider stands for the password; the roles may still demand a second factor.
        entrance.enter(
                services.accounts().welcome(user, Clients.visitor(request)),
                "openid",
                request,
                response);
        return "/";
    }

    private static String clean(String words) {
        String printable = words.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.substring(0, Math.min(200, printable.length()));
    }
}
