package org.haidang.server.camera;

import org.jspecify.annotations.Nullable;

/**
 * What somebody entered for a camera. A null component was not given: the default when adding, as
 * it is when changing. Empty text is a value.
 *
 * @param password in clear; empty removes it
 */
public record CameraInput(
        @Nullable String facilityId,
        @Nullable String name,
        @Nullable String zone,
        @Nullable String url,
        @Nullable String subUrl,
        @Nullable String username,
        @Nullable String password,
        @Nullable String transport,
        @Nullable Boolean recordMain,
        @Nullable Boolean recordSub,
        @Nullable Given<Integer> retentionDays,
        @Nullable Given<Double> retentionGib,
        @Nullable Boolean enabled) {

    /** A value that may be given as none. */
    public record Given<T>(@Nullable T value) {}

    @Override
    public String toString() {
        return "CameraInput[" + name + "]";
    }
}
