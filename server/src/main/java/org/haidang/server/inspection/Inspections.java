package org.haidang.server.inspection;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.inspection.Inspection;
import org.haidang.programme.inspection.InspectionDue;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.inspection.store.InspectionRow;
import org.haidang.server.inspection.store.InspectionStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;

/** Inspections every 15 days. Thread-safe. */
public final class Inspections {
    /** Inspections of one facility that are answered: more than eight years of them. */
    public static final int MAX_ANSWERED = 200;

    private final InspectionStore store;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    public Inspections(
            InspectionStore store,
            CameraRegistry registry,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    /** Today where the facilities are. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), VietnameseDates.ZONE);
    }

    /** Newest first. */
    public List<InspectionRow> of(String facilityId) {
        return store.of(facilityId, MAX_ANSWERED);
    }

    /** What due dates are counted from, of all facilities. */
    public Calendar calendar() {
        return new Calendar(store.newest(), store.operatingSince(), today());
    }

    /**
     * What due dates are counted from.
     *
     * @param newest the day of the newest inspection by facility
     * @param operatingSinceUs when it last began to operate by facility
     */
    public record Calendar(
            Map<String, LocalDate> newest, Map<String, Long> operatingSinceUs, LocalDate today) {
        public InspectionDue due(String facilityId, FacilityStage stage) {
            Long sinceUs = operatingSinceUs.get(facilityId);
            LocalDate since =
                    sinceUs == null
                            ? null
                            : LocalDate.ofInstant(
                                    Instant.EPOCH.plus(sinceUs, ChronoUnit.MICROS),
                                    VietnameseDates.ZONE);
            return InspectionDue.of(stage, since, newest.get(facilityId), today);
        }
    }

    /** Keeps what an inspection found; it was judged by the caller. */
    public InspectionRow record(String facilityId, Inspection inspection, Actor by) {
        Instant now = clock.instant();
        long nowUs = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        String person = by.person();
        audit.append(
                Entry.of(by, AuditKind.INSPECTION_MADE)
                        .about(Subject.facility(facilityId, registry.facilityName(facilityId)))
                        .with("name", VietnameseDates.numeric(inspection.on()))
                        .with("inspectors", inspection.inspectors())
                        .with("findings", inspection.findings().size()));
        InspectionRow row =
                new InspectionRow(
                        Ids.next(nowUs, random),
                        facilityId,
                        inspection,
                        person == null ? "" : person,
                        nowUs);
        store.add(row);
        news.tell(Topic.INSPECTION, facilityId);
        return row;
    }
}
