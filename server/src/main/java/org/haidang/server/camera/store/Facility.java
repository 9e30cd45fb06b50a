package org.haidang.server.camera.store;

import org.jspecify.annotations.Nullable;

/**
 * A place that is watched.
 *
 * @param cameraCount of it, as counted when it was read
 * @param organisationId who runs it; null when nobody said
 * @param areaCode code of the administrative unit it lies in; null when nobody said
 */
public record Facility(
        String id,
        String name,
        String address,
        int cameraCount,
        @Nullable String organisationId,
        @Nullable String areaCode) {}
