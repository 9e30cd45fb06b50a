package org.haidang.server.camera;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.server.camera.store.Camera;
import org.jspecify.annotations.Nullable;

/**
 * The cameras there are, found by id and by facility without looking at all of them. May be read by
 * any thread; changed by one at a time.
 */
final class CameraIndex {
    private final Map<String, Camera> byId = new ConcurrentHashMap<>();

    /** Lists are replaced, never changed: whoever reads one reads it whole. */
    private final Map<String, List<Camera>> byFacility = new ConcurrentHashMap<>();

    @Nullable Camera get(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }

    /** As they stand while it is read. */
    Collection<Camera> all() {
        return byId.values();
    }

    /** Those of one facility, in no order. */
    List<Camera> at(String facilityId) {
        return byFacility.getOrDefault(facilityId, List.of());
    }

    /** Adds it, or takes it in place of what had its id. */
    void put(Camera camera) {
        Camera before = byId.put(camera.id(), camera);
        if (before != null) {
            leave(before);
        }
        byFacility.merge(camera.facilityId(), List.of(camera), CameraIndex::joined);
    }

    /** Nothing when there is none. */
    Optional<Camera> remove(String id) {
        Optional<Camera> gone = Optional.ofNullable(byId.remove(id));
        gone.ifPresent(this::leave);
        return gone;
    }

    private void leave(Camera camera) {
        byFacility.computeIfPresent(
                camera.facilityId(),
                (id, some) -> {
                    List<Camera> rest =
                            some.stream().filter(one -> !one.id().equals(camera.id())).toList();
                    return rest.isEmpty() ? null : rest;
                });
    }

    private static List<Camera> joined(List<Camera> some, List<Camera> more) {
        List<Camera> all = new ArrayList<>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
