package org.haidang.server.camera;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
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

    /**
     * Adds it, or takes it in place of what had its id. Whoever reads meanwhile finds it before and
     * after, never neither.
     */
    void put(Camera camera) {
        Camera before = byId.put(camera.id(), camera);
        byFacility.merge(
                camera.facilityId(),
                List.of(camera),
                (some, one) -> Stream.concat(without(some, camera.id()), one.stream()).toList());
        if (before != null && !before.facilityId().equals(camera.facilityId())) {
            leave(before);
        }
    }

    /** Nothing happens when there is none. */
    void remove(String id) {
        Camera gone = byId.remove(id);
        if (gone != null) {
            leave(gone);
        }
    }

    private void leave(Camera camera) {
        byFacility.computeIfPresent(
                camera.facilityId(),
                (id, some) -> {
                    List<Camera> rest = without(some, camera.id()).toList();
                    return rest.isEmpty() ? null : rest;
                });
    }

    private static Stream<Camera> without(List<Camera> some, String id) {
        return some.stream().filter(one -> !one.id().equals(id));
    }
}
