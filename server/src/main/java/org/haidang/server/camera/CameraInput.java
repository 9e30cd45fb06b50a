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

    /** Nothing is given: begin here to change some of a camera. */
    public static final CameraInput NOTHING =
            new CameraInput(
                    null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** What every new camera has; the rest is as usual. */
    public static CameraInput of(@Nullable String facilityId, String name, String url) {
        return new CameraInput(
                facilityId, name, null, url, null, null, null, null, null, null, null, null, null);
    }

    /** The same in a zone. */
    public CameraInput in(String code) {
        return new CameraInput(
                facilityId,
                name,
                code,
                url,
                subUrl,
                username,
                password,
                transport,
                recordMain,
                recordSub,
                retentionDays,
                retentionGib,
                enabled);
    }

    /** The same with a login. */
    public CameraInput login(@Nullable String user, @Nullable String secret) {
        return new CameraInput(
                facilityId,
                name,
                zone,
                url,
                subUrl,
                user,
                secret,
                transport,
                recordMain,
                recordSub,
                retentionDays,
                retentionGib,
                enabled);
    }

    /** The same at other addresses. */
    public CameraInput at(String main, @Nullable String sub) {
        return new CameraInput(
                facilityId,
                name,
                zone,
                main,
                sub,
                username,
                password,
                transport,
                recordMain,
                recordSub,
                retentionDays,
                retentionGib,
                enabled);
    }

    /** The same with recording of its streams on or off. */
    public CameraInput recording(@Nullable Boolean main, @Nullable Boolean sub) {
        return new CameraInput(
                facilityId,
                name,
                zone,
                url,
                subUrl,
                username,
                password,
                transport,
                main,
                sub,
                retentionDays,
                retentionGib,
                enabled);
    }

    /** The same, kept for some days; null for as usual. */
    public CameraInput keptDays(@Nullable Integer days) {
        return new CameraInput(
                facilityId,
                name,
                zone,
                url,
                subUrl,
                username,
                password,
                transport,
                recordMain,
                recordSub,
                new Given<>(days),
                retentionGib,
                enabled);
    }

    /** The same, switched on or off. */
    public CameraInput enabled(boolean on) {
        return new CameraInput(
                facilityId,
                name,
                zone,
                url,
                subUrl,
                username,
                password,
                transport,
                recordMain,
                recordSub,
                retentionDays,
                retentionGib,
                on);
    }

    @Override
    public String toString() {
        return "CameraInput[" + name + "]";
    }
}
