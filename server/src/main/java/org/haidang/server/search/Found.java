package org.haidang.server.search;

import java.util.Set;

/**
 * Something that can be found.
 *
 * @param detail what tells it from others of its name; found by, too
 * @param facilities whoever sees it must be allowed to read it at all of these; none for things
 *     that lie at no facility
 */
public record Found(Kind kind, String id, String title, String detail, Set<String> facilities) {
    public Found {
        facilities = Set.copyOf(facilities);
    }

    public static Found at(Kind kind, String id, String title, String detail, String facilityId) {
        return new Found(kind, id, title, detail, Set.of(facilityId));
    }
}
