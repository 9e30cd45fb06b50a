package org.haidang.server.web;

import java.util.ArrayList;
import java.util.List;
import org.haidang.archive.alarm.Alarm;
import org.haidang.archive.alarm.AlarmKind;
import org.haidang.archive.disk.DiskState;
import org.haidang.archive.disk.DiskStatus;
import org.haidang.server.audit.Verification;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.event.EventLedger;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Grant;
import org.haidang.server.tier.LinkAlarms.LinkAlarm;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/** Disks, alarms and counts as the interface tells them. */
final class SystemViews {
    record AlarmView(
            String kind,
            @Nullable String cameraId,
            String since,
            String message,
            @Nullable String action) {}

    record DiskView(
            String path, long totalBytes, long freeBytes, long usedByArchiveBytes, String state) {}

    record Counts(int facilities, int cameras, int live, int recording, int viewers) {}

    record SystemView(
            String version,
            String startedAt,
            long uptimeSeconds,
            String now,
            String zone,
            List<DiskView> disks,
            List<AlarmView> alarms,
            Counts counts) {}

    private final Services services;
    private final Gate gate;

    SystemViews(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    SystemView system(Caller caller, Language language) {
        long nowUs = Moments.nowUs(services.clock());
        long startedUs = services.startedAt().toEpochMilli() * 1_000;
        return new SystemView(
                services.version(),
                Moments.text(startedUs),
                (nowUs - startedUs) / 1_000_000,
                Moments.text(nowUs),
                services.settings().zone().getId(),
                services.archive().disks().stream().map(SystemViews::disk).toList(),
                alarms(caller, language),
                counts());
    }

    private Counts counts() {
        int live = 0;
        int recording = 0;
        for (Camera camera : services.registry().all()) {
            var status = services.engine().status(camera.id());
            if (status.isPresent()) {
                live += status.get().kind() == CameraStatus.Kind.LIVE ? 1 : 0;
                recording += status.get().recording() == CameraStatus.Recording.RECORDING ? 1 : 0;
            }
        }
        return new Counts(
                services.registry().facilities().size(),
                services.registry().all().size(),
                live,
                recording,
                services.viewers().count());
    }

    private static DiskView disk(DiskStatus disk) {
        return new DiskView(
                disk.root().toString(),
                disk.totalBytes(),
                disk.freeBytes(),
                disk.archiveBytes(),
                disk.state() == DiskState.SLOW ? "ok" : StateView.word(disk.state()));
    }

    /**
     * Those the person may know of: a camera's where it is in scope, the system's only to its
     * readers.
     */
    List<AlarmView> alarms(Caller caller, Language language) {
        List<AlarmView> views = new ArrayList<>();
        for (Alarm alarm : services.archive().alarms()) {
            String key = "alarm." + alarm.kind().name();
            String cameraId = cameraId(alarm);
            if (!mayKnow(caller, cameraId)) {
                continue;
            }
            String subject =
                    cameraId == null
                            ? alarm.subject()
                            : services.registry()
                                    .camera(cameraId)
                                    .map(Camera::name)
                                    .orElse(alarm.subject());
            views.add(
                    new AlarmView(
                            StateView.word(alarm.kind()),
                            cameraId,
                            Moments.text(alarm.sinceUs()),
                            Words.of(language, key, subject),
                            Words.find(language, key + ".action")));
        }
        services.cameraEvents().standing().stream()
                .filter(standing -> mayKnow(caller, standing.cameraId()))
                .map(standing -> reported(standing, language))
                .forEach(views::add);
        if (gate.mayEverywhere(caller, Action.ALARM_READ)
                || gate.mayEverywhere(caller, Action.AUDIT_READ)) {
            services.rights().emergencies().stream()
                    .map(grant -> emergency(grant, language))
                    .forEach(views::add);
        }
        Verification.Problem damage = services.audit().damage();
        if (damage != null
                && (gate.mayEverywhere(caller, Action.AUDIT_READ)
                        || gate.mayEverywhere(caller, Action.SYSTEM_READ))) {
            views.add(damaged(damage, language));
        }
        if (gate.mayEverywhere(caller, Action.ALARM_READ)
                || gate.mayEverywhere(caller, Action.LINK_READ)) {
            services.tiers().alarms().stream()
                    .map(alarm -> link(alarm, language))
                    .forEach(views::add);
        }
        return views;
    }

    /** What a camera reports that somebody has to mend, for as long as it lasts. */
    private AlarmView reported(EventLedger.Standing standing, Language language) {
        String key = "alarm.camera-" + standing.kind().word();
        String name =
                services.registry()
                        .camera(standing.cameraId())
                        .map(Camera::name)
                        .orElse(standing.cameraId());
        return new AlarmView(
                "camera-" + standing.kind().word(),
                standing.cameraId(),
                Moments.text(standing.sinceUs()),
                Words.of(language, key, name),
                Words.of(language, key + ".action"));
    }

    /** Whoever damaged the record of what people do must not stay unnoticed. */
    private AlarmView damaged(Verification.Problem damage, Language language) {
        return new AlarmView(
                "audit-damaged",
                null,
                Moments.text(services.audit().damagedSinceUs()),
                Words.of(language, "alarm.audit-damaged", damage.sentence(language)),
                Words.of(language, "alarm.audit-damaged.action"));
    }

    private static AlarmView link(LinkAlarm alarm, Language language) {
        return new AlarmView(
                "link-refused",
                null,
                Moments.text(alarm.sinceUs()),
                linkAlarm(alarm, language),
                Words.of(language, "alarm.link." + alarm.kind() + ".action"));
    }

    /** Somebody wanted to link who may not, in words. */
    static String linkAlarm(LinkAlarm alarm, Language language) {
        return Words.of(
                language, "alarm.link." + alarm.kind(), alarm.site(), alarm.from(), alarm.count());
    }

    /** Emergency access reports itself for as long as it lasts. */
    private AlarmView emergency(Grant grant, Language language) {
        String until =
                grant.untilUs() == null
                        ? ""
                        : Moments.clock(grant.untilUs(), services.settings().zone());
        return new AlarmView(
                "break-glass",
                null,
                Moments.text(grant.createdUs()),
                Words.of(language, "alarm.break-glass", grant.createdBy(), until, grant.reason()),
                Words.of(language, "alarm.break-glass.action"));
    }

    private boolean mayKnow(Caller caller, @Nullable String cameraId) {
        if (cameraId == null) {
            return gate.mayEverywhere(caller, Action.ALARM_READ);
        }
        return services.registry()
                .camera(cameraId)
                .filter(camera -> gate.may(caller, Action.ALARM_READ, camera))
                .isPresent();
    }

    /** The subject of an alarm about a stream is {@code camera/stream}. */
    private static @Nullable String cameraId(Alarm alarm) {
        int slash = alarm.subject().indexOf('/');
        return alarm.kind() == AlarmKind.NOT_RECORDING && slash > 0
                ? alarm.subject().substring(0, slash)
                : null;
    }
}
