package org.haidang.server.rights;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param only what an API token was made for; null for a person in a browser
 */
public record Subject(String userId, @Nullable Set<Action> only) {
    public static Subject person(String userId) {
        return new Subject(userId, null);
    }

    boolean asksFor(Action action) {
        return only == null || only.contains(action);
    }
}
