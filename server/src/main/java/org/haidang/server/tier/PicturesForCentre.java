package org.haidang.server.tier;

import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Subject;
import org.haidang.server.audit.Viewing;
import org.haidang.server.audit.Viewings;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.engine.StreamName;
import org.haidang.server.still.Stills;
import org.haidang.uplink.site.LastPictures;

/**
 * The last pictures that go to the centre above: of cameras of ours made of what is pulled anyway,
 * of those of sites below as they came. The log says from when to when the centre was given them,
 * camera by camera.
 */
final class PicturesForCentre implements LastPictures {
    private static final int WIDTH_PX = 320;

    private final Stills stills;
    private final CameraRegistry registry;
    private final Viewings viewings;
    private final Actor centre;

    /** By camera, while its pictures go up. */
    private final Map<String, Viewing> open = new ConcurrentHashMap<>();

    PicturesForCentre(
            Stills stills, CameraRegistry registry, Viewings viewings, String centreName) {
        this.stills = stills;
        this.registry = registry;
        this.viewings = viewings;
        this.centre = Actor.server(centreName);
    }

    @Override
    public long takenUs(String cameraId) {
        return stills.atHandUs(cameraId);
    }

    @Override
    public Optional<org.haidang.uplink.wire.Still> make(String cameraId) throws IOException {
        Camera camera = registry.camera(cameraId).orElse(null);
        if (camera == null) {
            return Optional.empty();
        }
        try {
            Optional<org.haidang.uplink.wire.Still> made =
                    stills.atHand(cameraId, WIDTH_PX)
                            .map(still ->
                                    org.haidang.uplink.wire.Still.newBuilder()
                                            .setCameraId(cameraId)
                                            .setTakenUs(still.wallUs())
                                            // Never written to again, see Still.
                                            .setJpeg(UnsafeByteOperations.unsafeWrap(still.jpeg()))
                                            .build());
            if (made.isPresent()) {
                open.computeIfAbsent(cameraId, id -> begin(camera));
            }
            return made;
        } catch (Stills.UndecodedException e) {
            throw new IOException(e.getMessage(), e);
        } catch (AuditUnavailableException e) {
            // What cannot be recorded is not shown.
            throw new IOException("the audit log takes nothing", e);
        }
    }

    private Viewing begin(Camera camera) {
        return viewings.begin(
                centre,
                AuditKind.STILL,
                Subject.facility(camera.facilityId(), registry.facilityName(camera.facilityId()))
                        .camera(camera.id(), camera.name()),
                StreamName.SUB.word(),
                "last pictures");
    }

    @Override
    public void stopped(String cameraId) {
        Viewing viewing = open.remove(cameraId);
        if (viewing != null) {
            viewings.end(viewing);
        }
    }
}
