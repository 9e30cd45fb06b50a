package org.haidang.server.web;

import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.configure.SettingsDesk;
import org.haidang.server.ptz.SitesBelow;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** Makes the interface's picture of cameras and their states. */
final class CameraViews {
    private static final double GIB = 1L << 30;

    /**
     * Schema {@code Camera}.
     *
     * @param ptz whether it can be turned from here
     * @param ptzWithheld why a camera of a site cannot, {@code too-old} or {@code not-granted};
     *     null when it can, or is none that turns
     * @param atSite what is recorded of a camera of a site there; null for our own
     * @param events whether its device is asked for what it notices; null when it is known as none
     */
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
            boolean ptz,
            @Nullable String ptzWithheld,
            @Nullable AtSiteView atSite,
            @Nullable Boolean events,
            StateView state) {}

    /**
     * Schema {@code SettingsAtSite}.
     *
     * @param settings null when the site does not tell
     * @param withheld why it cannot be set from here, {@code too-old} or {@code not-granted}; null
     *     when it can
     */
    record AtSiteView(
            RecordingSettingsController.@Nullable SettingsView settings,
            @Nullable String withheld) {}

    private final Services services;
    private final Gate gate;

    CameraViews(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    /**
     * Addresses and login names are for those who connect cameras; for all others they are empty.
     */
    CameraView camera(Camera camera, Caller caller, Language language) {
        boolean connects = gate.may(caller, Action.CAMERA_WRITE, camera);
        Long bytes = camera.retentionBytes();
        SitesBelow.Known turning = services.turning().known(camera);
        return new CameraView(
                camera.id(),
                camera.facilityId(),
                camera.name(),
                camera.zone(),
                connects ? camera.url() : "",
                // Whether there is a smaller stream matters to every player.
                connects || camera.subUrl().isEmpty() ? camera.subUrl() : "rtsp:",
                connects ? camera.username() : "",
                camera.passwordSealed() != null,
                camera.transport(),
                camera.recordMain(),
                camera.recordSub(),
                camera.retentionDays(),
                bytes == null ? null : Math.round(bytes / GIB * 1_000) / 1_000.0,
                camera.enabled(),
                turning == SitesBelow.Known.TURNS,
                withheld(turning),
                atSite(camera),
                services.cameraDevices().of(camera).isEmpty()
                        ? null
                        : (Boolean) services.cameraEvents().isWanted(camera),
                state(camera.id(), language));
    }

    private static @Nullable String withheld(SitesBelow.Known turning) {
        return switch (turning) {
            case TURNS, NOT_ONE -> null;
            case NOT_GRANTED -> "not-granted";
            case TOO_OLD -> "too-old";
        };
    }

    private @Nullable AtSiteView atSite(Camera camera) {
        if (RemoteAddress.of(camera.url()).isEmpty()) {
            return null;
        }
        SettingsDesk desk = services.settingsDesk();
        RecordingSettings holds = desk.holds(camera).orElse(null);
        if (holds == null) {
            return new AtSiteView(null, "too-old");
        }
        return new AtSiteView(
                RecordingSettingsController.SettingsView.of(holds),
                desk.granted(camera) ? null : "not-granted");
    }

    StateView state(String cameraId, Language language) {
        long nowUs = Moments.nowUs(services.clock());
        return services.engine()
                .status(cameraId)
                .map(status -> StateView.of(status, language, nowUs))
                .orElseGet(() -> StateView.unknown(language, nowUs));
    }
}
