package org.haidang.server.configure;

import org.haidang.server.audit.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Whoever wants something to be set.
 *
 * @param key tells him from everybody else: of our own people the user's id, of those of a tier
 *     above what {@code ptz.Turner} calls them
 * @param person his name
 * @param issuer of the tier whose person that is; empty when it is ours
 * @param actor as the audit log is told
 */
public record Asker(String key, String person, String issuer, Actor actor) {
    /** One of our own. */
    public static Asker own(String userId, Actor actor) {
        return new Asker(userId, named(actor.person()), "", actor);
    }

    private static String named(@Nullable String person) {
        return person == null ? "" : person;
    }
}
