package org.haidang.server.audit.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that have been appended.
 *
 * @param before the head they were put behind
 * @param witness the hash which the database now has at the place that the writer remembered; null
 *     when there is no such row any more
 */
public record Appended(Link before, @Nullable String witness, List<AuditRow> rows) {
    public Link last() {
        return rows.getLast().link();
    }
}
