package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.identity.Walls;
import org.haidang.server.qr.Qr;
import org.haidang.server.rights.Action;
import org.haidang.server.secrets.Token;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Open;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Wall screens: a person makes the link; the device takes it, and shows from then on by its key
 * that it is still the same device.
 */
@RestController
@RequestMapping("/api/v1")
final class WallController {
    private static final int MAX_TEXT = 256;

    record NewWall(@Nullable String name, @Nullable String password) {
        @Override
        public String toString() {
            return "NewWall[" + name + "]";
        }
    }

    record LinkView(String link, String qr, String expiresAt) {
        @Override
        public String toString() {
            return "LinkView[]";
        }
    }

    record Opening(@Nullable String token) {
        @Override
        public String toString() {
            return "Opening[]";
        }
    }

    record OfferView(boolean valid, @Nullable String name, @Nullable String challenge) {}

    record Claim(
            @Nullable String token,
            @Nullable String challenge,
            @Nullable String publicKey,
            @Nullable String signature) {
        @Override
        public String toString() {
            return "Claim[]";
        }
    }

    record Asking(@Nullable String id) {}

    record ChallengeView(String challenge) {}

    record Proof(@Nullable String id, @Nullable String challenge, @Nullable String signature) {
        @Override
        public String toString() {
            return "Proof[" + id + "]";
        }
    }

    private final Services services;
    private final Entrance entrance;
    private final Acts acts;

    WallController(Services services, Entrance entrance, Acts acts) {
        this.services = services;
        this.entrance = entrance;
        this.acts = acts;
    }

    /** Who lends a screen the right to watch must have it, and sit there. */
    @PostMapping("/me/walls")
    @Needs(value = Action.LIVE_VIEW, on = Needs.On.SOMEWHERE)
    @ResponseStatus(HttpStatus.CREATED)
    LinkView make(@RequestBody NewWall body, Caller caller, HttpServletRequest request) {
        String name = Entrance.name(body.name());
        entrance.confirm(caller, body.password(), request);
        String userId = caller.user().id();
        if (services.walls().full(userId)) {
            throw ProblemException.of(409, "too-many-walls", Walls.MAX_PER_USER);
        }
        acts.of(caller, AuditKind.WALL_LINK, name);
        Walls.Link link = services.walls().link(userId, name);
        String url = Clients.origin(services, request) + link.path();
        return new LinkView(url, Qr.svg(url), Moments.text(link.expiresUs()));
    }

    @PostMapping("/wall/link")
    @Open
    OfferView open(@RequestBody Opening body, HttpServletRequest request) {
        return services.walls()
                .open(text("token", body.token()), Clients.visitor(request).network())
                .map(offer -> new OfferView(true, offer.name(), offer.challenge()))
                .orElseGet(() -> new OfferView(false, null, null));
    }

    @PostMapping("/wall/claim")
    @Open
    Entrance.SessionView claim(
            @RequestBody Claim body, HttpServletRequest request, HttpServletResponse response) {
        Walls.Result result =
                services.walls()
                        .claim(
                                text("token", body.token()),
                                text("challenge", body.challenge()),
                                text("publicKey", body.publicKey()),
                                text("signature", body.signature()),
                                Clients.visitor(request));
        return switch (result) {
            case Walls.Result.In in -> entrance.claimed(in, request, response);
            case Walls.Result.Stale stale -> throw ProblemException.of(409, "wall-challenge");
            case Walls.Result.No no -> throw ProblemException.of(403, "wall-link");
        };
    }

    @PostMapping("/wall/challenge")
    @Open
    ChallengeView challenge(@RequestBody Asking body, HttpServletRequest request) {
        return new ChallengeView(
                services.walls()
                        .challenge(text("id", body.id()), Clients.visitor(request).network()));
    }

    @PostMapping("/wall/proof")
    @Open
    Entrance.SessionView prove(
            @RequestBody Proof body, HttpServletRequest request, HttpServletResponse response) {
        Walls.Result result =
                services.walls()
                        .prove(
                                text("id", body.id()),
                                text("challenge", body.challenge()),
                                text("signature", body.signature()),
                                BrowserCookie.SESSION.value(request).map(Token::hash).orElse(null),
                                Clients.visitor(request));
        return switch (result) {
            case Walls.Result.In in -> entrance.proved(in, request, response);
            case Walls.Result.Stale stale -> throw ProblemException.of(409, "wall-challenge");
            case Walls.Result.No no -> throw ProblemException.of(401, "wall-ended");
        };
    }

    private static String text(String field, @Nullable String value) {
        String text = Entrance.required(field, value);
        if (text.length() > MAX_TEXT) {
            throw ProblemException.invalid(field, "field.long", MAX_TEXT);
        }
        return text;
    }
}
