package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.haidang.server.audit.Actor;

/** Who acts, for the audit log. */
final class Actors {
    private Actors() {}

    static Actor of(Caller caller, HttpServletRequest request) {
        return new Actor(
                caller.user().id(),
                caller.user().displayName(),
                null,
                request.getRemoteAddr(),
                caller.sessionHash());
    }
}
