package org.haidang.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.haidang.server.identity.store.SessionStore;
import org.jspecify.annotations.Nullable;

/** A session whose password was right and whose second factor is still missing. */
record HalfSession(SessionStore.Found found) {
    private static final String ATTRIBUTE = HalfSession.class.getName();

    static void put(HttpServletRequest request, SessionStore.Found found) {
        request.setAttribute(ATTRIBUTE, new HalfSession(found));
    }

    static @Nullable HalfSession of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof HalfSession half ? half : null;
    }
}
