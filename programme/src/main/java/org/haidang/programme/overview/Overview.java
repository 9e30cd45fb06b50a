package org.haidang.programme.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.duty.Watch;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.overview.FacilityFacts.Acting;
import org.haidang.programme.overview.FacilityFacts.ContactFacts;
import org.haidang.programme.overview.FacilityFacts.StorageFacts;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.programme.vietnamese.VietnameseOrder;
import org.jspecify.annotations.Nullable;

/**
 * Everything the one screen says, at one moment. A CLOSED facility counts nowhere: its people are
 * gone, and it would keep the funnel from ever being full.
 *
 * @param countdown null while no report is asked for
 * @param notConnected the worst first
 * @param incidents open ones, the worst and then the oldest first
 */
public record Overview(
        @Nullable CountdownLine countdown,
        List<FunnelStep> funnel,
        Cameras cameras,
        List<NotConnectedRow> notConnected,
        List<IncidentFacts> incidents,
        List<NotWatchedRow> notWatched,
        List<LinkRow> links,
        List<StorageRow> storage) {

    /** What is known, and when. */
    public record Facts(
            Instant now,
            @Nullable Report report,
            List<FacilityFacts> facilities,
            List<CameraFacts> cameras,
            List<IncidentFacts> incidents) {
        public Facts {
            facilities = List.copyOf(facilities);
            cameras = List.copyOf(cameras);
            incidents = List.copyOf(incidents);
        }
    }

    public record CountdownLine(Sentence words, String phrase, Instant due, boolean late) {}

    /**
     * @param facilities who reached it or passed it
     * @param percent of all facilities, rounded down: 100 only when all have
     * @param byBody the same, split; without those of whom nobody said who runs them
     */
    public record FunnelStep(
            Milestone milestone,
            List<String> facilities,
            int percent,
            Map<ManagingBody, List<String>> byBody) {}

    /**
     * @param required places that need one, by facility
     */
    public record Cameras(
            List<Needed> required,
            List<String> existing,
            List<String> connected,
            List<String> online) {
        public int requiredPlaces() {
            return required.stream().mapToInt(Needed::places).sum();
        }
    }

    public record Needed(String facilityId, int places) {}

    /**
     * @param daysOverdue begun days count from the first full one on; 0 when nothing is overdue
     * @param contact null while none is named
     */
    public record NotConnectedRow(
            String facilityId,
            Sentence reason,
            Sentence whoActs,
            long daysOverdue,
            @Nullable ContactFacts contact) {}

    public record NotWatchedRow(String facilityId, Watch.Why why, @Nullable Instant since) {}

    /**
     * @param lost whether nothing arrives at all
     */
    public record LinkRow(String facilityId, boolean lost, Instant since) {}

    /** The fewest days first. */
    public record StorageRow(String facilityId, long days, int wantedDays) {}

    private static final Comparator<FacilityFacts> BY_NAME =
            Comparator.comparing(FacilityFacts::name, VietnameseOrder.TEXT)
                    .thenComparing(FacilityFacts::id);

    public static Overview of(Facts facts) {
        List<FacilityFacts> facilities =
                facts.facilities().stream()
                        .filter(facility -> facility.stage() != FacilityStage.CLOSED)
                        .toList();
        return new Overview(
                countdown(facts),
                funnel(facilities),
                cameras(facilities, facts.cameras()),
                notConnected(facilities, facts.now()),
                incidents(facts.incidents()),
                notWatched(facilities),
                links(facilities),
                storage(facilities));
    }

    private static @Nullable CountdownLine countdown(Facts facts) {
        Report report = facts.report();
        if (report == null) {
            return null;
        }
        Deadline deadline = report.deadline();
        return new CountdownLine(
                report.line(facts.now()),
                deadline.phrase(),
                deadline.due(),
                report.late(facts.now()));
    }

    private static List<FunnelStep> funnel(List<FacilityFacts> facilities) {
        List<FunnelStep> steps = new ArrayList<>();
        for (Milestone milestone : Milestone.values()) {
            List<FacilityFacts> reached =
                    facilities.stream().filter(f -> milestone.reachedBy(f.stage())).toList();
            Map<ManagingBody, List<String>> byBody = new EnumMap<>(ManagingBody.class);
            for (ManagingBody body : ManagingBody.values()) {
                byBody.put(body, ids(reached, f -> f.body() == body));
            }
            int percent =
                    facilities.isEmpty() ? 0 : (int) (100L * reached.size() / facilities.size());
            steps.add(new FunnelStep(milestone, ids(reached, f -> true), percent, byBody));
        }
        return steps;
    }

    private static Cameras cameras(List<FacilityFacts> facilities, List<CameraFacts> cameras) {
        return new Cameras(
                facilities.stream()
                        .filter(facility -> facility.requiredPlaces() > 0)
                        .map(facility -> new Needed(facility.id(), facility.requiredPlaces()))
                        .toList(),
                cameras.stream().map(CameraFacts::id).toList(),
                cameras.stream().filter(CameraFacts::connected).map(CameraFacts::id).toList(),
                cameras.stream().filter(CameraFacts::online).map(CameraFacts::id).toList());
    }

    /** Most days overdue, then furthest from connected, then most people, then by name. */
    private static List<NotConnectedRow> notConnected(List<FacilityFacts> all, Instant now) {
        record Row(FacilityFacts facility, NotConnectedRow shown) {}
        return all.stream()
                .filter(facility -> WhyNot.applies(facility.stage()))
                .map(facility -> new Row(facility, notConnected(facility, now)))
                .sorted(
                        Comparator.comparingLong((Row row) -> -row.shown().daysOverdue())
                                .thenComparing(row -> distance(row.facility().stage()))
                                .thenComparing(row -> -row.facility().occupants())
                                .thenComparing(Row::facility, BY_NAME))
                .map(Row::shown)
                .toList();
    }

    private static NotConnectedRow notConnected(FacilityFacts facility, Instant now) {
        Acting acting = WhyNot.of(facility);
        return new NotConnectedRow(
                facility.id(),
                acting.reason(),
                acting.who(),
                daysOverdue(facility, now),
                facility.contact());
    }

    private static long daysOverdue(FacilityFacts facility, Instant now) {
        Deadline connectBy = facility.connectBy();
        long late =
                connectBy == null || connectBy.onTime(now)
                        ? 0
                        : Duration.between(connectBy.due(), now).toDays();
        FacilityFacts.Refusal refusal = facility.refusal();
        if (refusal == null || facility.stage() != FacilityStage.NOT_ELIGIBLE) {
            return late;
        }
        long escalated =
                Duration.between(
                                refusal.escalateOn().atStartOfDay(VietnameseDates.ZONE).toInstant(),
                                now)
                        .toDays();
        return Math.max(late, escalated);
    }

    /** A refusal is further away than a plan, whatever was surveyed. */
    private static int distance(FacilityStage stage) {
        return switch (stage) {
            case REGISTERED -> 0;
            case NOT_ELIGIBLE -> 1;
            case CONTACT_NAMED -> 2;
            case CONDITIONAL -> 3;
            case SURVEYED -> 4;
            case ELIGIBLE -> 5;
            case PLAN_APPROVED -> 6;
            case CONNECTING, CONNECTED, OPERATING, DEGRADED, LOST, SUSPENDED, CLOSED -> 7;
        };
    }

    private static List<IncidentFacts> incidents(List<IncidentFacts> all) {
        return all.stream()
                .filter(incident -> incident.state().open())
                .sorted(
                        Comparator.comparing(IncidentFacts::severity)
                                .thenComparing(IncidentFacts::from)
                                .thenComparing(IncidentFacts::id))
                .toList();
    }

    private static List<NotWatchedRow> notWatched(List<FacilityFacts> facilities) {
        record Row(FacilityFacts facility, Watch.NotWatched watch) {}
        List<Row> rows = new ArrayList<>();
        for (FacilityFacts facility : facilities) {
            switch (facility.watch()) {
                case Watch.NotWatched not -> rows.add(new Row(facility, not));
                case Watch.NotAsked _, Watch.Watched _ -> {}
            }
        }
        return rows.stream()
                .sorted(
                        Comparator.comparing((Row row) -> row.watch().why())
                                .thenComparing(
                                        row -> row.watch().since(),
                                        Comparator.nullsFirst(Comparator.naturalOrder()))
                                .thenComparing(Row::facility, BY_NAME))
                .map(row ->
                        new NotWatchedRow(
                                row.facility().id(), row.watch().why(), row.watch().since()))
                .toList();
    }

    /** Those from whom nothing arrives, then those that fail in part, each oldest first. */
    private static List<LinkRow> links(List<FacilityFacts> facilities) {
        List<LinkRow> rows = new ArrayList<>();
        for (FacilityFacts facility : facilities) {
            Instant down = facility.linkDownSince();
            if (facility.stage() == FacilityStage.LOST) {
                rows.add(new LinkRow(facility.id(), true, facility.stageSince()));
            } else if (facility.stage() == FacilityStage.SUSPENDED) {
                continue;
            } else if (down != null) {
                rows.add(new LinkRow(facility.id(), true, down));
            } else if (facility.stage() == FacilityStage.DEGRADED) {
                rows.add(new LinkRow(facility.id(), false, facility.stageSince()));
            }
        }
        rows.sort(
                Comparator.comparing((LinkRow row) -> !row.lost())
                        .thenComparing(LinkRow::since)
                        .thenComparing(LinkRow::facilityId));
        return rows;
    }

    private static List<StorageRow> storage(List<FacilityFacts> facilities) {
        List<StorageRow> rows = new ArrayList<>();
        for (FacilityFacts facility : facilities) {
            StorageFacts storage = facility.storage();
            if (storage != null && storage.isShort()) {
                rows.add(new StorageRow(facility.id(), storage.days(), storage.wantedDays()));
            }
        }
        rows.sort(Comparator.comparingLong(StorageRow::days).thenComparing(StorageRow::facilityId));
        return rows;
    }

    private static List<String> ids(List<FacilityFacts> all, Predicate<FacilityFacts> wanted) {
        return all.stream().filter(wanted).map(FacilityFacts::id).toList();
    }
}
