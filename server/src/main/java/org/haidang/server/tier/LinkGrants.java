package org.haidang.server.tier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.haidang.programme.facility.Zone;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.tier.store.LinkGrant;
import org.haidang.server.tier.store.LinkGrantStore;

/**
 * What the centre above may have of each camera here: what people decided, else {@link
 * LinkGrant#USUAL}, and nothing where no camera may look. Kept in memory too, for every picture
 * asks. Thread-safe.
 */
public final class LinkGrants {
    /** Cameras that are decided about at once. */
    public static final int MAX_AT_ONCE = 2_000;

    private final LinkGrantStore store;
    private final CameraRegistry registry;
    private final Audit audit;
    private final Map<String, LinkGrant> decided;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    LinkGrants(LinkGrantStore store, CameraRegistry registry, Audit audit) {
        this.store = store;
        this.registry = registry;
        this.audit = audit;
        this.decided = new ConcurrentHashMap<>(store.all());
    }

    /** Is told after a change, on the changer's thread. Must not block. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** What this server gives; of another site's camera that may be more than it was given. */
    public LinkGrant of(Camera camera) {
        return forbidden(camera)
                ? LinkGrant.NONE
                : decided.getOrDefault(camera.id(), LinkGrant.USUAL);
    }

    /** It stands where no camera may look, and is never given. */
    public static boolean forbidden(Camera camera) {
        return ZoneCodes.zone(camera.zone())
                .filter(zone -> zone.rule() == Zone.Rule.FORBIDDEN)
                .isPresent();
    }

    /**
     * Decides about cameras; those in forbidden zones are passed over. Each change is recorded
     * before it counts, and acts at once.
     *
     * @param cameras at most {@link #MAX_AT_ONCE}
     * @return how many were changed
     */
    public synchronized int change(
            Actor by, List<Camera> cameras, UnaryOperator<LinkGrant> change) {
        Map<String, LinkGrant> after = new LinkedHashMap<>();
        for (Camera camera : cameras) {
            LinkGrant before = of(camera);
            LinkGrant wanted = change.apply(before);
            if (!forbidden(camera) && !wanted.equals(before)) {
                record(by, camera, before, wanted);
                after.put(camera.id(), wanted);
            }
        }
        if (!after.isEmpty()) {
            store.put(after);
            decided.putAll(after);
            listeners.forEach(Runnable::run);
        }
        return after.size();
    }

    private void record(Actor by, Camera camera, LinkGrant before, LinkGrant after) {
        audit.append(
                Entry.of(by, AuditKind.LINK_GRANT_CHANGED)
                        .about(
                                Subject.facility(
                                                camera.facilityId(),
                                                registry.facilityName(camera.facilityId()))
                                        .camera(camera.id(), camera.name()))
                        .with("before", fields(before))
                        .with("after", fields(after)));
    }

    private static Map<String, Object> fields(LinkGrant grant) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("listed", grant.listed());
        fields.put("live", grant.live());
        fields.put("playback", grant.playback());
        fields.put("talk", grant.talk());
        fields.put("turn", grant.turn());
        fields.put("configure", grant.configure());
        return fields;
    }
}
