package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.haidang.server.identity.Invitations.Taken;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Open;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Taking an invitation: a person chooses name and password, and is in. */
@RestController
@RequestMapping("/api/v1/invitation")
final class InvitationController {
    record InvitationView(
            boolean valid,
            @Nullable String displayName,
            @Nullable String username,
            boolean secondFactorRequired) {}

    record Taking(@Nullable String token, @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Taking[" + username + "]";
        }
    }

    private final Services services;
    private final Entrance entrance;
    private final Acts acts;

    InvitationController(Services services, Entrance entrance, Acts acts) {
        this.acts = acts;
        this.services = services;
        this.entrance = entrance;
    }

    @GetMapping
    @Open
    InvitationView invitation(@RequestParam String token) {
        return services.invitations()
                .find(token)
                .map(found ->
                        new InvitationView(
                                true,
                                found.user().displayName(),
                                found.username(),
                                services.accounts().secondFactorRequired(found.user().id())))
                .orElseGet(() -> new InvitationView(false, null, null, false));
    }

    @PostMapping
    @Open
    Entrance.SessionView take(
            @RequestBody Taking taking, HttpServletRequest request, HttpServletResponse response) {
        Taken taken =
                services.invitations()
                        .take(
                                Entrance.required("token", taking.token()),
                                taking.username(),
                                Entrance.required("password", taking.password()));
        return switch (taken) {
            case Taken.Gone gone -> throw ProblemException.of(403, "invitation");
            case Taken.Refused refused ->
                    throw ProblemException.invalid(
                            refused.mistakes().stream()
                                    .map(m ->
                                            new ProblemException.Field(
                                                    m.field(), m.key(), List.of()))
                                    .toList());
            case Taken.Done done -> {
                acts.invitationTaken(done.user(), Clients.visitor(request));
                yield entrance.enter(
                        services.accounts().welcome(done.user(), Clients.visitor(request)),
                        "invitation",
                        request,
                        response);
            }
        };
    }
}
