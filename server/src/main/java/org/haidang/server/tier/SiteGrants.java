package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.haidang.media.source.Shortage;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamReader;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.audit.Viewing;
import org.haidang.server.audit.Viewings;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.engine.Attention;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.LiveWatch;
import org.haidang.server.engine.StreamName;
import org.haidang.server.ptz.Holding;
import org.haidang.server.tier.store.LinkGrant;
import org.haidang.uplink.site.Grants;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Place;
import org.jspecify.annotations.Nullable;

/**
 * What this server lets its centre have: of its cameras that are switched on what {@link
 * LinkGrants} says, and of those of sites below no more than they give. Who watches there is known
 * there; here the log says that the centre did, from when to when.
 */
final class SiteGrants implements Grants {
    private static final System.Logger LOG = System.getLogger(SiteGrants.class.getName());

    private final CameraRegistry registry;
    private final CameraEngine engine;
    private final LinkGrants grants;
    private final Below below;
    private final Audit audit;
    private final Viewings viewings;
    private final InstantSource clock;
    private final String centreName;
    private final Hands hands;
    private final RefusalLimit overreaches = RefusalLimit.ofCameras();

    /** What is known of cameras of sites below. */
    interface Below {
        /** What a site gives of its camera. */
        LinkGrant given(RemoteAddress address);

        /** What is recorded of it; empty when its site does not tell. */
        Optional<RecordingSettings> settings(RemoteAddress address);
    }

    /** What can be turned, and who does. */
    interface Hands {
        boolean turns(Camera camera);

        /** Who holds cameras, by our names of the cameras. */
        Map<String, Holding> holders();
    }

    SiteGrants(
            CameraRegistry registry,
            CameraEngine engine,
            LinkGrants grants,
            Below below,
            Audit audit,
            Viewings viewings,
            InstantSource clock,
            String centreName,
            Hands hands) {
        this.hands = hands;
        this.registry = registry;
        this.engine = engine;
        this.grants = grants;
        this.below = below;
        this.audit = audit;
        this.viewings = viewings;
        this.clock = clock;
        this.centreName = centreName;
    }

    private LinkGrant given(Camera camera) {
        LinkGrant own = grants.of(camera);
        return RemoteAddress.of(camera.url())
                .map(address -> own.and(below.given(address)))
                .orElse(own);
    }

    private Optional<LinkGrant> given(String cameraId) {
        return registry.camera(cameraId).filter(Camera::enabled).map(this::given);
    }

    @Override
    public boolean hasSub(String cameraId) {
        return registry.camera(cameraId).filter(camera -> !camera.subUrl().isEmpty()).isPresent();
    }

    @Override
    public boolean live(String cameraId) {
        return given(cameraId).filter(LinkGrant::live).isPresent();
    }

    @Override
    public boolean playback(String cameraId) {
        return given(cameraId).filter(LinkGrant::playback).isPresent();
    }

    /** Whether the centre may know of a camera now. */
    boolean listed(String cameraId) {
        return given(cameraId).filter(LinkGrant::listed).isPresent();
    }

    /** Whether the centre may turn a camera now. */
    boolean turn(String cameraId) {
        return given(cameraId).filter(LinkGrant::turn).isPresent();
    }

    /** Whether the centre may set what is recorded of a camera now. */
    boolean configure(String cameraId) {
        return given(cameraId).filter(LinkGrant::configure).isPresent();
    }

    /** The centre wanted to turn what it may not; recorded beside what it wanted to see. */
    void overreachedTurning(String cameraId) {
        overreached(cameraId, "turn", cameraId + "/turn");
    }

    /** The same of what it wanted to set. */
    void overreachedSettings(String cameraId) {
        overreached(cameraId, "settings", cameraId + "/settings");
    }

    @Override
    public void overreached(String cameraId, String what) {
        overreached(cameraId, what, cameraId);
    }

    private void overreached(String cameraId, String what, String limited) {
        OptionalLong before = overreaches.next(limited, clock.millis() * 1_000);
        if (before.isEmpty()) {
            return;
        }
        Entry entry =
                Entry.of(Actor.server(centreName), AuditKind.CENTRE_REFUSED)
                        .with("what", what)
                        .with("passedOver", before.getAsLong());
        try {
            audit.append(
                    registry.camera(cameraId)
                            .map(camera -> entry.about(subject(camera)))
                            .orElseGet(() -> entry.with("name", cameraId)));
        } catch (AuditUnavailableException e) {
            LOG.log(Level.ERROR, "that the centre was refused a camera cannot be recorded", e);
        }
    }

    private Subject subject(Camera camera) {
        return Subject.facility(camera.facilityId(), registry.facilityName(camera.facilityId()))
                .camera(camera.id(), camera.name());
    }

    @Override
    public Catalogue catalogue() {
        Catalogue.Builder all = Catalogue.newBuilder().setWhole(true);
        Map<String, String> places = new LinkedHashMap<>();
        for (Camera camera : registry.sorted(null)) {
            String place = registry.facilityName(camera.facilityId());
            LinkGrant given = given(camera);
            if (!camera.enabled() || place == null || !given.listed()) {
                continue;
            }
            places.put(camera.facilityId(), place);
            org.haidang.uplink.wire.Camera.Builder told =
                    org.haidang.uplink.wire.Camera.newBuilder()
                            .setId(camera.id())
                            .setPlaceId(camera.facilityId())
                            .setName(camera.name())
                            .setZone(camera.zone())
                            .setSub(!camera.subUrl().isEmpty())
                            .setLiveWithheld(!given.live())
                            .setPlaybackWithheld(!given.playback())
                            .setTalkGranted(given.talk())
                            .setTurns(hands.turns(camera))
                            .setTurnGranted(given.turn())
                            .setConfigureGranted(given.configure());
            settings(camera).map(SettingsWords::said).ifPresent(told::setSettings);
            all.addCameras(told);
        }
        // A place without any camera is told too: that it has none is what has to be known.
        Set<String> withCameras =
                registry.all().stream().map(Camera::facilityId).collect(Collectors.toSet());
        registry.facilities().stream()
                .filter(facility -> !withCameras.contains(facility.id()))
                .forEach(facility -> places.put(facility.id(), facility.name()));
        places.forEach((id, name) -> all.addPlaces(Place.newBuilder().setId(id).setName(name)));
        return all.build();
    }

    private Optional<RecordingSettings> settings(Camera camera) {
        return RemoteAddress.of(camera.url())
                .map(below::settings)
                .orElseGet(() -> Optional.of(RecordingSettings.of(camera)));
    }

    @Override
    public List<CameraState> states() {
        Map<String, Holding> holders = hands.holders();
        return registry.sorted(null).stream()
                .filter(camera -> camera.enabled() && given(camera).listed())
                .map(camera ->
                        engine.status(camera.id())
                                .map(now -> state(camera.id(), now, holder(camera, holders))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Names of people are for those who may turn, too. */
    private @Nullable Holding holder(Camera camera, Map<String, Holding> holders) {
        Holding holding = holders.get(camera.id());
        return holding != null && given(camera).turn() ? holding : null;
    }

    private static CameraState state(String id, CameraStatus now, @Nullable Holding holding) {
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
        if (holding != null) {
            state.setHolder(TurnWords.saidRoughly(holding));
        }
        if (now.reason() != null) {
            state.setReason(now.reason().name());
        }
        // A live camera's last picture is now; of others it says how old what was seen is.
        if (now.kind() != CameraStatus.Kind.LIVE) {
            state.setLastPictureUs(now.lastPictureUs());
        }
        return state.build();
    }

    @Override
    public Watch watch(String cameraId, String stream) throws RefusedException {
        Camera camera = registry.camera(cameraId).filter(one -> given(one).listed()).orElse(null);
        if (camera == null || !given(camera).live()) {
            overreached(cameraId, "live");
            // What is not listed is answered as if it did not exist.
            throw new RefusedException(camera == null ? "no_such_camera" : "not_granted");
        }
        StreamName name = stream.equals(StreamName.SUB.word()) ? StreamName.SUB : StreamName.MAIN;
        Viewing viewing;
        try {
            viewing =
                    viewings.begin(
                            Actor.server(centreName),
                            AuditKind.VIEW,
                            subject(camera),
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
        public Shortage shortage() {
            return live.source().shortage();
        }

        @Override
        public void attention(int attention) {
            live.source().attention(live.reader(), Attention.of(attention));
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
