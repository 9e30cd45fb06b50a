package org.haidang.server.rights;

import org.jspecify.annotations.Nullable;

/**
 * A role given to a person.
 *
 * @param fromUs null: at once
 * @param untilUs null: until withdrawn
 * @param createdBy name of who gave it; empty for the program
 * @param reason why, for break-glass
 * @param breakGlass taken by the person in an emergency
 */
public record Grant(
        String id,
        String userId,
        String roleId,
        Scope scope,
        @Nullable Long fromUs,
        @Nullable Long untilUs,
        long createdUs,
        String createdBy,
        String reason,
        boolean breakGlass) {
    public boolean holds(long nowUs) {
        return (fromUs == null || fromUs <= nowUs) && (untilUs == null || nowUs < untilUs);
    }
}
