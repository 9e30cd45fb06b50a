package org.haidang.server.tier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamReader;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Subject;
import org.haidang.server.audit.Viewing;
import org.haidang.server.audit.Viewings;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.LiveWatch;
import org.haidang.server.engine.StreamName;
import org.haidang.uplink.site.Grants;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Place;

/**
 * What this server lets its centre have: its cameras that are switched on. Who watches there is
 * known there; here the log says that the centre did, from when to when.
 */
final class SiteGrants implements Grants {
    private final CameraRegistry registry;
    private final CameraEngine engine;
    private final Viewings viewings;
    private final String centreName;

    SiteGrants(CameraRegistry registry, CameraEngine engine, Viewings viewings, String centreName) {
        this.registry = registry;
        this.engine = engine;
        this.viewings = viewings;
        this.centreName = centreName;
    }

    @Override
    public Catalogue catalogue() {
        Catalogue.Builder all = Catalogue.newBuilder().setWhole(true);
        Map<String, String> places = new LinkedHashMap<>();
        for (Camera camera : registry.sorted(null)) {
            String place = registry.facilityName(camera.facilityId());
            if (!camera.enabled() || place == null) {
                continue;
            }
            places.put(camera.facilityId(), place);
            all.addCameras(
                    org.haidang.uplink.wire.Camera.newBuilder()
                            .setId(camera.id())
                            .setPlaceId(camera.facilityId())
                            .setName(camera.name())
                            .setZone(camera.zone())
                            .setSub(!camera.subUrl().isEmpty()));
        }
        places.forEach((id, name) -> all.addPlaces(Place.newBuilder().setId(id).setName(name)));
        return all.build();
    }

    @Override
    public List<CameraState> states() {
        return registry.sorted(null).stream()
                .filter(Camera::enabled)
                .map(camera -> engine.status(camera.id()).map(now -> state(camera.id(), now)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static CameraState state(String id, CameraStatus now) {
        Double coverage = now.coverageToday();
        CameraState.Builder state =
                CameraState.newBuilder()
                        .setCameraId(id)
                        .setKind(now.kind().name().toLowerCase(Locale.ROOT))
                        .setSinceUs(now.sinceUs())
                        .setRecording(now.recording().name().toLowerCase(Locale.ROOT))
                        // To the tenth of a percent: else it would change every second.
                        .setCoverageToday(
                                coverage == null ? -1 : Math.round(coverage * 1_000) / 1_000.0);
        if (now.reason() != null) {
            state.setReason(now.reason().name());
        }
        // A live camera's last picture is now; of others it says how old what was seen is.
        if (now.kind() != CameraStatus.Kind.LIVE) {
            state.setLastPictureUs(now.lastPictureUs());
        }
        return state.build();
    }

    /** Whether the centre may play what was recorded of a camera: of those that it may see live. */
    boolean mayPlay(String cameraId) {
        return registry.camera(cameraId).filter(Camera::enabled).isPresent();
    }

    @Override
    public Watch watch(String cameraId, String stream) throws RefusedException {
        Camera camera =
                registry.camera(cameraId).orElseThrow(() -> new RefusedException("no_such_camera"));
        StreamName name = stream.equals(StreamName.SUB.word()) ? StreamName.SUB : StreamName.MAIN;
        Viewing viewing;
        try {
            viewing =
                    viewings.begin(
                            Actor.server(centreName),
                            AuditKind.VIEW,
                            Subject.facility(
                                            camera.facilityId(),
                                            registry.facilityName(camera.facilityId()))
                                    .camera(camera.id(), camera.name()),
                            name.word(),
                            null);
        } catch (AuditUnavailableException e) {
            // What cannot be recorded is not shown.
            throw new RefusedException("off");
        }
        Optional<LiveWatch> live = engine.watch(cameraId, name);
        if (live.isEmpty()) {
            viewings.end(viewing);
            throw new RefusedException("off");
        }
        return new CentreWatch(live.get(), viewing);
    }

    /** Closed once, whoever is first. */
    private final class CentreWatch implements Watch {
        private final LiveWatch live;
        private final Viewing viewing;
        private final AtomicBoolean closed = new AtomicBoolean();

        CentreWatch(LiveWatch live, Viewing viewing) {
            this.live = live;
            this.viewing = viewing;
        }

        @Override
        public Stream stream() {
            return live.stream();
        }

        @Override
        public StreamReader reader() {
            return live.reader();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                live.reader().close();
                viewings.end(viewing);
            }
        }
    }
}
