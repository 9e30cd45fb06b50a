package org.haidang.server.ptz;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.CameraDevices;
import org.haidang.uplink.NoAnswerException;

/**
 * Turns a camera where it stands: here, or at a site below that is told. Whether somebody may is
 * asked before. Waits for devices and links; thread-safe.
 */
public final class Turning {
    private static final System.Logger LOG = System.getLogger(Turning.class.getName());

    private final CameraRegistry registry;
    private final CameraDevices devices;
    private final PtzDesk desk;
    private final FarDesk farDesk;
    private final SitesBelow sites;
    private final NearCameras near;

    public Turning(
            CameraRegistry registry,
            CameraDevices devices,
            PtzDesk desk,
            Heads heads,
            FarDesk farDesk,
            SitesBelow sites) {
        this.registry = registry;
        this.devices = devices;
        this.desk = desk;
        this.farDesk = farDesk;
        this.sites = sites;
        this.near = new NearCameras(registry, devices, desk, heads);
    }

    /** Whether a camera can be turned from here, as far as is known. Asks nobody. */
    public SitesBelow.Known known(Camera camera) {
        return RemoteAddress.of(camera.url())
                .map(sites::known)
                .orElseGet(() ->
                        devices.ptz(camera) ? SitesBelow.Known.TURNS : SitesBelow.Known.NOT_ONE);
    }

    /** Who holds a camera; of another site's, as that told last. */
    public Optional<Holding> holding(Camera camera) {
        return RemoteAddress.of(camera.url()).isPresent()
                ? sites.holdings().stream()
                        .filter(holding -> holding.cameraId().equals(camera.id()))
                        .findFirst()
                : desk.holding(camera.id());
    }

    /** All that are held, here and at sites below, in no order. */
    public List<Holding> holdings() {
        List<Holding> all = new ArrayList<>(desk.holdings());
        all.addAll(sites.holdings());
        return all;
    }

    /** The same by camera. */
    public Map<String, Holding> holders() {
        return holdings().stream()
                .collect(
                        Collectors.toMap(
                                Holding::cameraId, Function.identity(), (one, other) -> one));
    }

    /**
     * Does it.
     *
     * @throws PtzRefusedException when somebody else has the camera, or it is none that turns
     * @throws DeviceTroubleException when the camera does not follow
     * @throws NoAnswerException when its site cannot be told, or does not let us
     */
    public Told turn(Camera camera, Turner who, Command command)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException {
        Optional<RemoteAddress> address = RemoteAddress.of(camera.url());
        if (address.isEmpty()) {
            return near.turn(camera, subject(camera), who, command);
        }
        RemoteAddress there = address.get();
        return farDesk.turn(
                subject(camera), who, command, said -> sites.turn(camera, there, who, said));
    }

    private Subject subject(Camera camera) {
        return Subject.facility(camera.facilityId(), registry.facilityName(camera.facilityId()))
                .camera(camera.id(), camera.name());
    }

    /**
     * Takes from people above what they may not turn any more, and stops what they made move. What
     * has to be told to sites is told behind the caller's back.
     *
     * @param granted whether a camera may still be turned from above
     */
    public void withdraw(Predicate<Camera> granted) {
        for (Holding holding : desk.holdings()) {
            lost(holding, granted)
                    .ifPresent(camera ->
                            unlessUnlogged(() -> near.end(camera, holding.holder(), "withdrawn")));
        }
        for (Holding holding : farDesk.holdings()) {
            lost(holding, granted).ifPresent(camera -> endBelow(camera, holding.holder()));
        }
    }

    private Optional<Camera> lost(Holding holding, Predicate<Camera> granted) {
        return holding.holder().isFromAbove()
                ? registry.camera(holding.cameraId()).filter(granted.negate())
                : Optional.empty();
    }

    private void endBelow(Camera camera, Turner who) {
        RemoteAddress.of(camera.url())
                .ifPresent(address ->
                        Thread.ofVirtual()
                                .name("ptz-withdraw")
                                .start(() -> {
                                    try {
                                        sites.turn(camera, address, who, new Command.Stop());
                                        sites.turn(camera, address, who, new Command.LetGo());
                                    } catch (PtzRefusedException
                                            | DeviceTroubleException
                                            | NoAnswerException e) {
                                        // It stops by itself, and is free when its time is over.
                                        LOG.log(
                                                Level.DEBUG,
                                                "withdrawn, and the site was not told",
                                                e);
                                    }
                                }));
        unlessUnlogged(() -> farDesk.end(camera.id(), who, "withdrawn"));
    }

    /** What is withdrawn stays withdrawn: whoever looks next tries to log its end again. */
    private static void unlessUnlogged(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "that a camera was taken from somebody cannot be recorded", e);
        }
    }
}
