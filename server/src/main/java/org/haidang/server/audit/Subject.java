package org.haidang.server.audit;

import org.jspecify.annotations.Nullable;

/** The facility and the camera an act is about, with their names as they were at that time. */
public record Subject(
        @Nullable String facilityId,
        @Nullable String facility,
        @Nullable String cameraId,
        @Nullable String camera) {
    public static final Subject NONE = new Subject(null, null, null, null);

    public static Subject facility(@Nullable String id, @Nullable String name) {
        return new Subject(id, name, null, null);
    }

    /** A camera of this facility. */
    public Subject camera(String id, @Nullable String name) {
        return new Subject(facilityId, facility, id, name);
    }
}
