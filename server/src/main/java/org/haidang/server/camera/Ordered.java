package org.haidang.server.camera;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.jspecify.annotations.Nullable;

/**
 * All facilities and cameras by name as Vietnamese sorts it, as they were at one moment. Sorting
 * thousands of names takes longer than most answers that show them, so it is done once a change and
 * not once a question. Immutable.
 *
 * @param change the number of the change it was made after
 * @param byFacility cameras of each facility that has any
 */
record Ordered(
        long change,
        List<Facility> facilities,
        List<Camera> cameras,
        Map<String, List<Camera>> byFacility) {

    static final Ordered NONE = new Ordered(-1, List.of(), List.of(), Map.of());

    static Ordered of(long change, Collection<Facility> facilities, Collection<Camera> cameras) {
        Comparator<Object> byWord = Collator.getInstance(Locale.of("vi"));
        List<Camera> sorted =
                cameras.stream()
                        .sorted(
                                Comparator.comparing(Camera::name, byWord)
                                        .thenComparing(Camera::id))
                        .toList();
        Map<String, List<Camera>> byFacility = new HashMap<>();
        sorted.forEach(camera ->
                byFacility
                        .computeIfAbsent(camera.facilityId(), id -> new ArrayList<>())
                        .add(camera));
        byFacility.replaceAll((id, some) -> List.copyOf(some));
        return new Ordered(
                change,
                facilities.stream()
                        .sorted(
                                Comparator.comparing(Facility::name, byWord)
                                        .thenComparing(Facility::id))
                        .map(one -> counted(one, byFacility.getOrDefault(one.id(), List.of())))
                        .toList(),
                sorted,
                Map.copyOf(byFacility));
    }

    private static Facility counted(Facility facility, List<Camera> cameras) {
        return new Facility(
                facility.id(),
                facility.name(),
                facility.address(),
                cameras.size(),
                facility.organisationId(),
                facility.areaCode());
    }

    List<Camera> cameras(@Nullable String facilityId) {
        return facilityId == null ? cameras : byFacility.getOrDefault(facilityId, List.of());
    }
}
