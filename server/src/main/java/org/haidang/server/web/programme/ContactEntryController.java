package org.haidang.server.web.programme;

import jakarta.servlet.http.HttpServletRequest;
import org.haidang.server.contact.ContactInput;
import org.haidang.server.contact.EntryLinks;
import org.haidang.server.identity.LoginThrottle;
import org.haidang.server.secrets.Token;
import org.haidang.server.web.request.Clients;
import org.haidang.server.web.request.Moments;
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

/**
 * Entering a facility's focal point by a link, without an account. Whoever has no good link learns
 * nothing, and is heard ever less often.
 */
@RestController
@RequestMapping("/api/v1/contact-entry")
final class ContactEntryController {
    record EntryView(boolean valid, @Nullable String facility, @Nullable String maker) {}

    record Entering(
            @Nullable String token,
            @Nullable String fullName,
            @Nullable String title,
            @Nullable String phone,
            @Nullable String email) {
        @Override
        public String toString() {
            return "Entering[]";
        }
    }

    record Entered(String facility, String fullName) {}

    private final Services services;
    private final EntryLinks links;

    /** Of its own: a crowd with old links must keep nobody from logging in. */
    private final LoginThrottle throttle = new LoginThrottle();

    ContactEntryController(Services services) {
        this.services = services;
        this.links = services.programme().entryLinks();
    }

    @GetMapping
    @Open
    EntryView entry(@RequestParam String token, HttpServletRequest request) {
        heard(token, request);
        return links.find(token)
                .map(found -> {
                    throttle.succeeded(Token.hash(token), Clients.address(request));
                    return new EntryView(true, found.facility(), found.maker());
                })
                .orElseGet(() -> new EntryView(false, null, null));
    }

    @PostMapping
    @Open
    Entered enter(@RequestBody Entering entering, HttpServletRequest request) {
        String token = entering.token() == null ? "" : entering.token();
        heard(token, request);
        EntryLinks.Found found =
                links.find(token).orElseThrow(() -> ProblemException.of(403, "contact-link"));
        throttle.succeeded(Token.hash(token), Clients.address(request));
        EntryLinks.Taken taken =
                links.take(
                        token,
                        new ContactInput(
                                entering.fullName(),
                                entering.title(),
                                entering.phone(),
                                entering.email()),
                        Clients.visitor(request).address());
        return switch (taken) {
            case EntryLinks.Taken.Gone gone -> throw ProblemException.of(403, "contact-link");
            case EntryLinks.Taken.Full full ->
                    throw ProblemException.of(
                            409,
                            "contacts-many",
                            org.haidang.server.contact.ContactBook.MAX_PER_FACILITY);
            case EntryLinks.Taken.Done done ->
                    new Entered(found.facility(), done.entry().contact().fullName().full());
        };
    }

    private void heard(String token, HttpServletRequest request) {
        String key = token.length() > 128 ? "" : Token.hash(token);
        int wait = throttle.attempt(key, Clients.address(request), Moments.nowUs(services.clock()));
        if (wait > 0) {
            throw ProblemException.wait(wait);
        }
    }
}
