package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.haidang.media.source.FailureReason;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Entry;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.RemoteCameras;
import org.haidang.server.store.Ids;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.centre.SiteListener;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Fact;
import org.haidang.uplink.wire.Place;
import org.jspecify.annotations.Nullable;

/**
 * Hears the sites: their places and cameras become facilities and cameras here, under ids of our
 * own. What a site takes back is switched off, not removed: people have worked with it.
 */
final class LinkedSites implements SiteListener {
    /** Of one site; more are not taken, and the log says so. */
    private static final int MAX_CAMERAS = 20_000;

    private static final int MAX_NAME = 100;
    private static final System.Logger LOG = System.getLogger(LinkedSites.class.getName());

    private final SiteStore store;
    private final SiteFacts facts;
    private final CameraRegistry registry;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final RefusalLimit refusals = new RefusalLimit();
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();

    /** What one site said since it linked; without it the site is not linked. */
    private static final class Heard {
        final Map<String, CameraState> states = new ConcurrentHashMap<>();
        volatile boolean linked;
    }

    LinkedSites(
            SiteStore store,
            SiteFacts facts,
            CameraRegistry registry,
            Audit audit,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.registry = registry;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    // ------------------------------------------------------------------ hearing

    @Override
    public void linked(String siteId, String siteName, String software, long clockOffsetUs) {
        store.linked(siteId, siteName, software, nowUs());
        heard(siteId).linked = true;
        LOG.log(
                Level.INFO,
                "site {0} ({1}) is linked; its clock differs by {2} ms",
                siteId,
                siteName,
                clockOffsetUs / 1_000);
    }

    @Override
    public void lost(String siteId, String why) {
        heard(siteId).linked = false;
        store.lost(siteId, nowUs());
        LOG.log(Level.WARNING, "site {0} is not linked any more: {1}", siteId, why);
    }

    @Override
    public void catalogue(String siteId, Catalogue catalogue) {
        Site site = store.byId(siteId).orElse(null);
        if (site == null) {
            return;
        }
        Map<String, String> places = places(site, catalogue);
        Map<String, String> known = store.cameras(siteId);
        Set<String> gone = new HashSet<>(known.keySet());
        int count = 0;
        for (Camera camera : catalogue.getCamerasList()) {
            String facility = places.get(camera.getPlaceId());
            if (facility == null || ++count > MAX_CAMERAS || !sound(siteId, camera)) {
                LOG.log(Level.WARNING, "site {0}: camera {1} is not taken", siteId, camera.getId());
                continue;
            }
            put(siteId, camera, facility, known.get(camera.getId()));
            gone.remove(camera.getId());
        }
        for (String remote : gone) {
            Optional.ofNullable(known.get(remote))
                    .flatMap(registry::camera)
                    .ifPresent(camera -> registry.put(camera.enabled(false)));
        }
    }

    private static boolean sound(String siteId, Camera camera) {
        return RemoteAddress.of(new RemoteAddress(siteId, camera.getId()).toString()).isPresent()
                && !camera.getName().isBlank();
    }

    private Map<String, String> places(Site site, Catalogue catalogue) {
        Map<String, String> known = store.places(site.id());
        for (Place place : catalogue.getPlacesList()) {
            String facility = known.get(place.getId());
            if (facility == null || registry.facility(facility).isEmpty()) {
                facility = facilityFor(site, place, known.isEmpty());
                if (facility != null && !known.containsKey(place.getId())) {
                    store.place(site.id(), place.getId(), facility);
                    known.put(place.getId(), facility);
                }
            }
        }
        return known;
    }

    private @Nullable String facilityFor(Site site, Place place, boolean first) {
        String given = site.facilityId();
        if (first && given != null && registry.facility(given).isPresent()) {
            return given;
        }
        try {
            Facility made = registry.newFacility(bounded(place.getName()), "");
            return registry.addFacility(made).id();
        } catch (InvalidCameraException e) {
            LOG.log(Level.WARNING, "site {0}: a place has no name", site.id());
            return null;
        }
    }

    private void put(String siteId, Camera camera, String facility, @Nullable String known) {
        String id = known == null ? Ids.next(nowUs(), random) : known;
        String address = new RemoteAddress(siteId, camera.getId()).toString();
        registry.put(
                new org.haidang.server.camera.store.Camera(
                        id,
                        facility,
                        bounded(camera.getName()),
                        bounded(camera.getZone()),
                        address,
                        camera.getSub() ? address : "",
                        "",
                        null,
                        "tcp",
                        false,
                        false,
                        null,
                        null,
                        true));
        if (known == null) {
            store.camera(siteId, camera.getId(), id);
        }
    }

    private static String bounded(String name) {
        String clean = name.strip();
        return clean.substring(0, Math.min(clean.length(), MAX_NAME));
    }

    @Override
    public void states(String siteId, List<CameraState> states) {
        Map<String, CameraState> all = heard(siteId).states;
        for (CameraState state : states) {
            if (all.size() < MAX_CAMERAS || all.containsKey(state.getCameraId())) {
                all.put(state.getCameraId(), state);
            }
        }
    }

    @Override
    public long applied(String siteId) {
        return facts.applied(siteId);
    }

    @Override
    public long facts(String siteId, List<Fact> told) {
        return facts.take(siteId, told, nowUs());
    }

    @Override
    public void refused(String siteId, String from, String why) {
        OptionalLong before = refusals.next(siteId, nowUs());
        if (before.isEmpty()) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "a site at {0} was turned away ({1}): {2}; {3} before it are not told",
                from,
                siteId,
                why,
                before.getAsLong());
        String name = store.byId(siteId).map(Site::name).orElse("");
        try {
            audit.append(
                    Entry.of(Actor.unknown(name, from), AuditKind.SITE_REFUSED)
                            .with("name", why)
                            .with("passedOver", before.getAsLong()));
        } catch (AuditUnavailableException e) {
            LOG.log(Level.ERROR, "that a site was turned away cannot be recorded", e);
        }
    }

    private Heard heard(String siteId) {
        return heard.computeIfAbsent(siteId, id -> new Heard());
    }

    // ------------------------------------------------------------------ telling

    /** How a camera is; that its site is not linked is told as a failure. */
    Optional<RemoteCameras.Told> told(RemoteAddress address) {
        Heard site = heard.get(address.siteId());
        CameraState state = site == null ? null : site.states.get(address.cameraId());
        long pictureUs = state == null ? 0 : state.getLastPictureUs();
        if (site == null || !site.linked) {
            return Optional.of(
                    new RemoteCameras.Told(
                            CameraStatus.Kind.FAILED,
                            FailureReason.NO_LINK,
                            pictureUs,
                            CameraStatus.Recording.OFF,
                            null));
        }
        if (state == null) {
            return Optional.empty();
        }
        return Optional.of(
                new RemoteCameras.Told(
                        word(CameraStatus.Kind.class, state.getKind(), CameraStatus.Kind.STALE),
                        state.getReason().isEmpty()
                                ? null
                                : word(
                                        FailureReason.class,
                                        state.getReason(),
                                        FailureReason.NO_MEDIA),
                        pictureUs,
                        word(
                                CameraStatus.Recording.class,
                                state.getRecording(),
                                CameraStatus.Recording.OFF),
                        state.getCoverageToday() < 0 ? null : state.getCoverageToday()));
    }

    /** A newer site may say words that we do not know. */
    private static <E extends Enum<E>> E word(Class<E> of, String said, E otherwise) {
        String name = said.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E each : of.getEnumConstants()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return otherwise;
    }

    private long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
