package org.haidang.server.camera.store;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a camera and wanted from it.
 *
 * @param zone where it looks; empty when not said
 * @param url RTSP address without login, or a {@code RemoteAddress}
 * @param subUrl the same for the smaller stream; empty when there is none
 * @param username empty for cameras open to all
 * @param passwordSealed sealed for this id; null when there is none
 * @param transport {@code tcp}, {@code udp} or {@code auto}
 * @param retentionDays null for the server's default
 * @param retentionBytes null for no limit
 */
public record Camera(
        String id,
        String facilityId,
        String name,
        String zone,
        String url,
        String subUrl,
        String username,
        @Nullable String passwordSealed,
        String transport,
        boolean recordMain,
        boolean recordSub,
        @Nullable Integer retentionDays,
        @Nullable Long retentionBytes,
        boolean enabled) {
    /** The same with other streams recorded. */
    public Camera recording(boolean main, boolean sub) {
        return new Camera(
                id,
                facilityId,
                name,
                zone,
                url,
                subUrl,
                username,
                passwordSealed,
                transport,
                main,
                sub,
                retentionDays,
                retentionBytes,
                enabled);
    }

    /** The same, on or off. */
    public Camera enabled(boolean on) {
        return new Camera(
                id,
                facilityId,
                name,
                zone,
                url,
                subUrl,
                username,
                passwordSealed,
                transport,
                recordMain,
                recordSub,
                retentionDays,
                retentionBytes,
                on);
    }

    @Override
    public String toString() {
        return "Camera[" + id + ", " + name + ", " + url + "]";
    }
}
