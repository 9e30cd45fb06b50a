package org.haidang.server.web;

import org.haidang.server.camera.store.Camera;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** Makes the interface's picture of cameras and their states. */
final class CameraViews {
    private static final double GIB = 1L << 30;

    /** Schema {@code Camera}. */
    record CameraView(
            String id,
            String facilityId,
            String name,
            String zone,
            String url,
            String subUrl,
            String username,
            boolean hasPassword,
            String transport,
            boolean recordMain,
            boolean recordSub,
            @Nullable Integer retentionDays,
            @Nullable Double retentionGiB,
            boolean enabled,
            StateView state) {}

    private final Services services;

    CameraViews(Services services) {
        this.services = services;
    }

    CameraView camera(Camera camera, Language language) {
        Long bytes = camera.retentionBytes();
        return new CameraView(
                camera.id(),
                camera.facilityId(),
                camera.name(),
                camera.zone(),
                camera.url(),
                camera.subUrl(),
                camera.username(),
                camera.passwordSealed() != null,
                camera.transport(),
                camera.recordMain(),
                camera.recordSub(),
                camera.retentionDays(),
                bytes == null ? null : Math.round(bytes / GIB * 1_000) / 1_000.0,
                camera.enabled(),
                state(camera.id(), language));
    }

    StateView state(String cameraId, Language language) {
        long nowUs = Moments.nowUs(services.clock());
        return services.engine()
                .status(cameraId)
                .map(status -> StateView.of(status, language, nowUs))
                .orElseGet(() -> StateView.unknown(language, nowUs));
    }
}
