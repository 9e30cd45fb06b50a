package org.haidang.server.organisation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.haidang.server.organisation.store.Area;
import org.haidang.server.organisation.store.Organisation;
import org.jspecify.annotations.Nullable;

/**
 * Areas and organisations as they are at one moment. Immutable.
 *
 * <p>Something lies within a unit when the unit is reached from it over parents and successors: a
 * facility of the former Ninh Thuận (58) lies within Khánh Hòa (56), and whoever is responsible for
 * Khánh Hòa sees it.
 */
public final class Directory {
    private final Map<String, Area> areas = new HashMap<>();
    private final Map<String, Organisation> organisations = new HashMap<>();

    public Directory(List<Area> areas, List<Organisation> organisations) {
        areas.forEach(area -> this.areas.put(area.code(), area));
        organisations.forEach(one -> this.organisations.put(one.id(), one));
    }

    public @Nullable Area area(@Nullable String code) {
        return code == null ? null : areas.get(code);
    }

    public @Nullable Organisation organisation(@Nullable String id) {
        return id == null ? null : organisations.get(id);
    }

    public boolean areaWithin(@Nullable String code, String unit) {
        return code != null && reaches(code, unit, new HashSet<>(), this::areaAbove);
    }

    public boolean organisationWithin(@Nullable String id, String unit) {
        return id != null && reaches(id, unit, new HashSet<>(), this::organisationAbove);
    }

    private interface Above {
        Stream<String> of(String id);
    }

    /** Circles in the data end the search and nothing else. */
    private static boolean reaches(String from, String unit, Set<String> seen, Above above) {
        if (from.equals(unit)) {
            return true;
        }
        return seen.add(from) && above.of(from).anyMatch(next -> reaches(next, unit, seen, above));
    }

    private Stream<String> areaAbove(String code) {
        Area area = areas.get(code);
        return area == null
                ? Stream.empty()
                : Stream.of(area.parentCode(), area.successorCode()).filter(Objects::nonNull);
    }

    private Stream<String> organisationAbove(String id) {
        Organisation one = organisations.get(id);
        return one == null
                ? Stream.empty()
                : Stream.of(one.parentId(), one.successorId()).filter(Objects::nonNull);
    }

    /** Whether making {@code above} the parent or successor of {@code id} would close a circle. */
    public boolean circle(String id, @Nullable String above, boolean area) {
        return area ? areaWithin(above, id) : organisationWithin(above, id);
    }
}
