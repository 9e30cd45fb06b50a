package org.haidang.server.program;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.archive.Archive;
import org.haidang.archive.disk.DiskStatus;
import org.haidang.server.audit.Audit;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.duty.DutyWatch;
import org.haidang.server.duty.HandOvers;
import org.haidang.server.duty.store.DutyStore;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.incident.Incidents;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.inspection.Inspections;
import org.haidang.server.inspection.store.InspectionStore;
import org.haidang.server.live.Viewers;
import org.haidang.server.news.News;
import org.haidang.server.overview.Knowledge;
import org.haidang.server.overview.Overviews;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.web.request.Duty;

/** The parts for the work on duty, on one database. */
final class DutyParts {
    private static final System.Logger LOG = System.getLogger(DutyParts.class.getName());

    private DutyParts() {}

    /**
     * @param clock the real one, for what is seen and done on duty
     * @param programmeClock the same, or an exercise's: deadlines and stages go by it
     */
    static Duty of(
            IncidentStore incidentStore,
            Database database,
            CameraRegistry registry,
            Lives lives,
            ToldFacilities told,
            Knowledge knowledge,
            CameraEngine engine,
            Archive archive,
            Viewers viewers,
            Audit audit,
            News news,
            Settings settings,
            SecureRandom random,
            InstantSource clock,
            InstantSource programmeClock) {
        Incidents incidents = new Incidents(incidentStore, registry, audit, news, random, clock);
        DutyStore store = new DutyStore(database);
        DutyWatch watch =
                new DutyWatch(
                        store, registry, viewers::cameras, audit, news, settings.duty(), clock);
        return new Duty(
                incidents,
                new Inspections(
                        new InspectionStore(database),
                        registry,
                        audit,
                        news,
                        random,
                        programmeClock),
                watch,
                new HandOvers(store, audit, news, random, clock),
                new Overviews(
                        registry,
                        lives,
                        told,
                        engine,
                        incidents,
                        watch,
                        knowledge,
                        () -> recordingBytes(archive, settings.archive()),
                        settings.archive().retentionDays(),
                        clock,
                        programmeClock));
    }

    /** What recordings may fill: what they fill now, and what is free above the reserve. */
    private static long recordingBytes(Archive archive, Settings.ArchiveSettings wanted) {
        long bytes = 0;
        for (DiskStatus disk : archive.disks()) {
            long reserve =
                    Math.max(
                            (long) (wanted.minFreeGib() * (1L << 30)),
                            disk.totalBytes() / 100 * wanted.minFreePercent());
            bytes += Math.max(0, disk.archiveBytes() + disk.freeBytes() - reserve);
        }
        return bytes;
    }

    /** Looks every few seconds at who watches, until closed. */
    static AutoCloseable lookRound(DutyWatch watch) {
        ScheduledExecutorService thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("duty").factory());
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> {
                            try {
                                watch.lookRound();
                            } catch (RuntimeException e) {
                                // The executor would never call again.
                                LOG.log(Level.ERROR, "who watches", e);
                            }
                        },
                        DutyWatch.LOOK_SECONDS,
                        DutyWatch.LOOK_SECONDS,
                        TimeUnit.SECONDS);
        return thread::close;
    }
}
