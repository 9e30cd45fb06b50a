package org.haidang.server.camera;

import java.text.CollationKey;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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
        List<Camera> sorted = sorted(cameras);
        Map<String, List<Camera>> byFacility = new HashMap<>();
        sorted.forEach(camera ->
                byFacility
                        .computeIfAbsent(camera.facilityId(), id -> new ArrayList<>())
                        .add(camera));
        byFacility.replaceAll((id, some) -> List.copyOf(some));
        return new Ordered(
                change,
                sorted(facilities, Facility::name, Facility::id).stream()
                        .map(one -> counted(one, byFacility.getOrDefault(one.id(), List.of())))
                        .toList(),
                sorted,
                Map.copyOf(byFacility));
    }

    /** By name, and by id where names are the same. */
    static List<Camera> sorted(Collection<Camera> cameras) {
        return sorted(cameras, Camera::name, Camera::id);
    }

    private static <T> List<T> sorted(
            Collection<T> all, Function<T, String> name, Function<T, String> id) {
        record Keyed<T>(CollationKey key, String id, T one) {}
        Collator collator = Collator.getInstance(Locale.of("vi"));
        // Names are read once each and not at every comparison, and many are called the same.
        Map<String, CollationKey> keys = new HashMap<>();
        return all.stream()
                .map(one ->
                        new Keyed<>(
                                keys.computeIfAbsent(name.apply(one), collator::getCollationKey),
                                id.apply(one),
                                one))
                .sorted(
                        Comparator.comparing((Keyed<T> each) -> each.key())
                                .thenComparing(Keyed::id))
                .map(Keyed::one)
                .toList();
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
