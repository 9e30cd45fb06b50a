package org.haidang.server.ptz;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.jspecify.annotations.Nullable;

/** One person's hold of one camera, and what the log is to know of it in the end. */
final class Hold {
    /** Names of presets that the log keeps of one hold; the number tells of the others. */
    static final int MAX_NAMES = 20;

    private final Subject camera;
    private final long sinceMs;
    private final Set<String> called = new LinkedHashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private Turner holder;
    private long usedMs;
    private int count;

    Hold(Subject camera, Turner holder, long nowMs) {
        this.camera = camera;
        this.holder = holder;
        this.sinceMs = nowMs;
        this.usedMs = nowMs;
    }

    Subject camera() {
        return camera;
    }

    Turner holder() {
        return holder;
    }

    long untilMs() {
        return usedMs + PtzDesk.LEASE.toMillis();
    }

    boolean isOf(Turner who) {
        return holder.is(who);
    }

    Holding holding() {
        return new Holding(id(camera), holder, untilMs() * 1_000);
    }

    /** He goes on: what he may do may have changed meanwhile. */
    void keep(Turner who, long nowMs) {
        holder = who;
        usedMs = nowMs;
    }

    void use(Turner who, Use use, long nowMs) {
        keep(who, nowMs);
        count++;
        switch (use) {
            case Use.Turn _ -> {}
            case Use.Call(String preset) -> note(called, preset);
            case Use.Change(String preset) -> note(changed, preset);
        }
    }

    private static void note(Set<String> names, String name) {
        if (names.size() < MAX_NAMES) {
            names.add(name);
        }
    }

    /**
     * That somebody takes a camera.
     *
     * @param from who held it until then; null when nobody did
     */
    static Entry taken(Subject camera, Turner who, @Nullable String from) {
        return by(who, from == null ? AuditKind.PTZ_TAKEN : AuditKind.PTZ_TAKEN_OVER)
                .about(camera)
                .with("takenFrom", from);
    }

    /** That it is over. */
    Entry ended(String why) {
        return by(holder, AuditKind.PTZ_ENDED)
                .about(camera)
                .between(sinceMs * 1_000, usedMs * 1_000)
                .with("commands", count)
                .with("presetsCalled", named(called))
                .with("presetsChanged", named(changed))
                .with("end", why);
    }

    private static Entry by(Turner who, AuditKind kind) {
        return Entry.of(who.actor(), kind)
                .with("issuer", who.issuer().isEmpty() ? null : who.issuer());
    }

    private static @Nullable List<String> named(Set<String> names) {
        return names.isEmpty() ? null : List.copyOf(names);
    }

    static String id(Subject camera) {
        String id = camera.cameraId();
        if (id == null) {
            throw new IllegalArgumentException("no camera: " + camera);
        }
        return id;
    }
}
