package org.haidang.server.ptz;

import org.haidang.server.audit.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who turns a camera, or wants to.
 *
 * @param key tells him from everybody else: of our own people the user's id, of those of a tier
 *     above what that tier calls them behind a {@value #ABOVE}; empty of people below, whom nobody
 *     here has to tell apart
 * @param person his name
 * @param issuer of the tier whose person that is; empty when it is ours
 * @param actor as the audit log is told
 * @param superior whether he may take the camera from others, and so nobody takes it from him
 */
public record Turner(String key, String person, String issuer, Actor actor, boolean superior) {
    /** No user's id has it. */
    private static final String ABOVE = "^";

    /** One of our own. */
    public Turner(String userId, Actor actor, boolean superior) {
        this(userId, named(actor.person()), "", actor, superior);
    }

    /**
     * One of the tier above.
     *
     * @param key as that tier says it
     */
    public static Turner above(String key, String person, String issuer, boolean superior) {
        return elsewhere(ABOVE + key, person, issuer, superior);
    }

    /**
     * One whom a site below tells of.
     *
     * @param key as we would say it to that site; empty when he is not of ours
     */
    public static Turner below(String key, String person, String issuer, boolean superior) {
        return elsewhere(key, person, issuer, superior);
    }

    private static Turner elsewhere(String key, String person, String issuer, boolean superior) {
        return new Turner(key, person, issuer, Actor.server(shown(person, issuer)), superior);
    }

    private static String named(@Nullable String person) {
        return person == null ? "" : person;
    }

    private static String shown(String person, String issuer) {
        return issuer.isEmpty() ? person : person + " (" + issuer + ")";
    }

    /** As all who watch are told: with his tier, when that is another one. */
    public String name() {
        return shown(person, issuer);
    }

    /** Whether he turns over the link to the tier above. */
    public boolean isFromAbove() {
        return key.startsWith(ABOVE);
    }

    /** What the tier above calls him; empty when he is not of those who came from there. */
    public String keyAbove() {
        return isFromAbove() ? key.substring(ABOVE.length()) : "";
    }

    /** Whether that is the same person. */
    public boolean is(Turner other) {
        return key.equals(other.key());
    }
}
