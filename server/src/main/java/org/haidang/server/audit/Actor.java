package org.haidang.server.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who acts.
 *
 * @param userId null for the program and for somebody who has not logged in
 * @param person the name as it was at that time; of a failed login what was typed
 * @param address where the request came from; null for the program itself
 * @param session the first digits of the hash of the session's token: enough to tell sessions
 *     apart, too little to look one up
 */
public record Actor(
        @Nullable String userId,
        @Nullable String person,
        @Nullable String organisationId,
        @Nullable String address,
        @Nullable String session) {
    private static final int SESSION_DIGITS = 12;
    private static final Actor SYSTEM = new Actor(null, null, null, null, null);

    public Actor {
        session = session == null ? null : shortened(session);
    }

    /** The program, for what it does by itself. */
    public static Actor system() {
        return SYSTEM;
    }

    /**
     * Whoever works on the machine itself with {@code haidang user}, by the name there; who that is
     * nobody here can say.
     */
    public static Actor operator(String systemUser) {
        return new Actor(null, systemUser + " (haidang user)", null, null, null);
    }

    /** Another server, such as the centre above, on behalf of people who are known there. */
    public static Actor server(String name) {
        return new Actor(null, name, null, null, null);
    }

    /** Somebody who has not logged in. */
    public static Actor unknown(@Nullable String typedName, String address) {
        return new Actor(null, typedName, null, address, null);
    }

    static String shortened(String sessionHash) {
        return sessionHash.substring(0, Math.min(SESSION_DIGITS, sessionHash.length()));
    }
}
