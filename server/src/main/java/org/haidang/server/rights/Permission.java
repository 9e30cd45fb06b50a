package org.haidang.server.rights;

import org.jspecify.annotations.Nullable;

/**
 * An action a role allows.
 *
 * @param pastHours how far back it may look; null for no bound
 */
public record Permission(Action action, @Nullable Integer pastHours) {
    public static final int MAX_PAST_HOURS = 24 * 3_650;

    public static Permission of(Action action) {
        return new Permission(action, null);
    }
}
