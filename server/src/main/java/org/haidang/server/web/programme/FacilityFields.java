package org.haidang.server.web.programme;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haidang.server.facility.store.Profile;
import org.jspecify.annotations.Nullable;

/** A profile in the record of acts. */
final class FacilityFields {
    private FacilityFields() {}

    static Map<String, Object> of(Profile profile) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "code", profile.code());
        put(fields, "managingBody", FacilityViews.code(profile.managingBody()));
        put(fields, "capacity", profile.capacity());
        put(fields, "occupants", profile.occupants());
        put(fields, "latitude", FacilityViews.degrees(profile.latitudeE6()));
        put(fields, "longitude", FacilityViews.degrees(profile.longitudeE6()));
        put(
                fields,
                "floors",
                profile.blocks().stream().mapToInt(block -> block.floors().size()).sum());
        put(fields, "purpose", profile.basis().purpose());
        put(fields, "legalBasis", profile.basis().legalBasis());
        put(fields, "controller", profile.basis().controller());
        put(fields, "retentionDays", profile.basis().retentionDays());
        put(fields, "notice", profile.notice());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            fields.put(name, value);
        }
    }
}
