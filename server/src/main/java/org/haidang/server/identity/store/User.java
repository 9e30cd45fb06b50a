package org.haidang.server.identity.store;

import org.jspecify.annotations.Nullable;

/**
 * A person who may log in.
 *
 * @param username lower case, unique
 * @param email empty when not known
 * @param organisationId whom the person belongs to; null when not said
 * @param language {@code vi} or {@code en}
 * @param theme {@code system}, {@code dark} or {@code light}
 * @param passwordHash Argon2id with its parameters
 * @param enabled false: may not log in, and no session counts
 */
public record User(
        String id,
        String username,
        String displayName,
        String email,
        @Nullable String organisationId,
        String language,
        String theme,
        String passwordHash,
        boolean enabled) {
    @Override
    public String toString() {
        return "User[" + id + ", " + username + "]";
    }
}
