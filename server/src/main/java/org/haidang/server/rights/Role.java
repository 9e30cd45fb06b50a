package org.haidang.server.rights;

import java.util.List;
import java.util.Optional;

/**
 * What people in one position may do.
 *
 * @param name empty for a built-in role that nobody renamed: then its word in the reader's language
 */
public record Role(String id, String name, boolean builtIn, List<Permission> permissions) {
    public Role {
        permissions = List.copyOf(permissions);
    }

    public Optional<Permission> permission(Action action) {
        return permissions.stream().filter(one -> one.action() == action).findFirst();
    }

    public boolean needsSecondFactor() {
        return permissions.stream().anyMatch(one -> one.action().needsSecondFactor());
    }

    public boolean administers() {
        return permissions.stream().anyMatch(one -> one.action().administering());
    }
}
