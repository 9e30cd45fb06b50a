package org.haidang.server.audit.store;

import org.jspecify.annotations.Nullable;

/**
 * A row to be appended.
 *
 * @param opens the row begins a viewing that is expected to end
 * @param closes number of the row whose viewing this one ends, or null
 */
public record Draft(RowContent content, boolean opens, @Nullable Long closes) {
    public static Draft of(RowContent content) {
        return new Draft(content, false, null);
    }
}
