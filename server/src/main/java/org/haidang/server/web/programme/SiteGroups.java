package org.haidang.server.web.programme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.overview.FacilityFacts;
import org.haidang.programme.overview.Milestone;
import org.haidang.programme.overview.Overview.NotConnectedRow;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.overview.Overviews.Screen;
import org.haidang.server.tier.Tiers;
import org.haidang.server.tier.store.Site;
import org.haidang.server.web.request.Moments;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/**
 * The facilities of the one screen by the linked site they come from: at the nation a site is a
 * province. Where every site is one facility, as at a province, there is nothing to group.
 */
final class SiteGroups {
    /**
     * One site, or the facilities of this server's own.
     *
     * @param siteId null for our own
     * @param linked whether its link stands; true for our own
     * @param since since when it does, or does not; null for our own, or never
     * @param online cameras of which a picture arrives now
     * @param late facilities that should be connected by now and are not
     * @param daysOverdue of the one that is longest overdue
     * @param reason why that one, or one that is not late yet, is not connected; null when all are
     */
    record SiteRow(
            @Nullable String siteId,
            String name,
            boolean linked,
            @Nullable String since,
            int facilities,
            int connected,
            int cameras,
            int online,
            int late,
            long daysOverdue,
            @Nullable String reason) {}

    private final Map<String, String> siteOfFacility;
    private final List<Tiers.Standing> standings;

    private SiteGroups(Map<String, String> siteOfFacility, List<Tiers.Standing> standings) {
        this.siteOfFacility = siteOfFacility;
        this.standings = standings;
    }

    static SiteGroups of(Tiers tiers) {
        Map<String, String> sites = tiers.sitesOfFacilities();
        // Who is no centre needs no second question.
        return new SiteGroups(sites, sites.isEmpty() ? List.of() : tiers.standings());
    }

    /** The site a facility is at; null when it is our own. */
    @Nullable String siteOf(String facilityId) {
        return siteOfFacility.get(facilityId);
    }

    /** What is counted of one site. */
    private static final class Count {
        int facilities;
        int connected;
        int cameras;
        int online;
        int late;
        @Nullable NotConnectedRow worst;

        void add(@Nullable NotConnectedRow missing) {
            if (missing == null) {
                return;
            }
            late += missing.daysOverdue() > 0 ? 1 : 0;
            if (worst == null || worst.daysOverdue() < missing.daysOverdue()) {
                worst = missing;
            }
        }
    }

    /** Those that need somebody first; empty where there is nothing to group. */
    List<SiteRow> rows(Screen screen, CameraRegistry registry, Language language) {
        if (siteOfFacility.isEmpty()) {
            return List.of();
        }
        Map<String, Count> counts = count(screen, registry);
        boolean groups =
                counts.entrySet().stream()
                        .anyMatch(one -> !one.getKey().isEmpty() && one.getValue().facilities > 1);
        if (!groups) {
            return List.of();
        }
        Map<String, Tiers.Standing> known = new HashMap<>();
        standings.forEach(standing -> known.put(standing.site().id(), standing));
        List<SiteRow> rows = new ArrayList<>();
        counts.forEach((id, count) -> rows.add(row(known.get(id), count, language)));
        rows.sort(
                Comparator.comparing(SiteRow::linked)
                        .thenComparing(row -> -row.late())
                        .thenComparing(row -> row.online() - row.cameras())
                        .thenComparing(SiteRow::name));
        return rows;
    }

    private Map<String, Count> count(Screen screen, CameraRegistry registry) {
        Map<String, NotConnectedRow> missing = new HashMap<>();
        screen.overview().notConnected().forEach(row -> missing.put(row.facilityId(), row));
        Map<String, Count> counts = new LinkedHashMap<>();
        for (FacilityFacts facility : screen.facilities()) {
            if (facility.stage() != FacilityStage.CLOSED) {
                Count count = count(counts, facility.id());
                count.facilities++;
                count.connected += Milestone.CONNECTED.reachedBy(facility.stage()) ? 1 : 0;
                count.add(missing.get(facility.id()));
            }
        }
        Set<String> existing = new HashSet<>(screen.overview().cameras().existing());
        Set<String> online = new HashSet<>(screen.overview().cameras().online());
        for (Camera camera : registry.all()) {
            if (existing.contains(camera.id())) {
                Count count = count(counts, camera.facilityId());
                count.cameras++;
                count.online += online.contains(camera.id()) ? 1 : 0;
            }
        }
        return counts;
    }

    private Count count(Map<String, Count> counts, String facilityId) {
        return counts.computeIfAbsent(
                siteOfFacility.getOrDefault(facilityId, ""), id -> new Count());
    }

    private static SiteRow row(Tiers.@Nullable Standing standing, Count count, Language language) {
        NotConnectedRow worst = count.worst;
        Site site = standing == null ? null : standing.site();
        boolean linked = standing == null || standing.linked();
        long sinceUs = site == null ? 0 : linked ? site.linkedUs() : site.lostUs();
        return new SiteRow(
                site == null ? null : site.id(),
                site == null ? "" : site.name(),
                linked,
                sinceUs == 0 ? null : Moments.text(sinceUs),
                count.facilities,
                count.connected,
                count.cameras,
                count.online,
                count.late,
                worst == null ? 0 : worst.daysOverdue(),
                worst == null ? null : DutyWords.said(worst.reason(), language));
    }
}
