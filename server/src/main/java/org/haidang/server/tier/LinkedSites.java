package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haidang.media.source.FailureReason;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.RemoteCameras;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.ptz.Holding;
import org.haidang.server.store.Ids;
import org.haidang.server.tier.store.LinkGrant;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.Refusal;
import org.haidang.uplink.SettingsLimits;
import org.haidang.uplink.TurnLimits;
import org.haidang.uplink.centre.SiteListener;
import org.haidang.uplink.wire.Camera;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Fact;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Instruction;
import org.haidang.uplink.wire.Place;
import org.haidang.uplink.wire.Still;
import org.haidang.uplink.wire.Turned;
import org.jspecify.annotations.Nullable;

/**
 * Hears the sites: their places and cameras become facilities and cameras here, under ids of our
 * own. What a site takes back stays and says so: people have worked with it.
 */
final class LinkedSites implements SiteListener, SiteGrants.Below {
    /** Of one site; more are not taken, and the log says so. */
    private static final int MAX_CAMERAS = 20_000;

    private static final int MAX_PLACES = 5_000;

    private static final int MAX_NAME = 100;
    private static final System.Logger LOG = System.getLogger(LinkedSites.class.getName());

    private final SiteStore store;
    private final SiteFacts facts;
    private final CameraRegistry registry;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final LinkAlarms alarms;
    private final Runnable changed;
    private final News news;
    private final Consumer<String> touched;
    private final RefusalLimit refusals = RefusalLimit.ofSites();
    private final RefusalLimit withholdings = RefusalLimit.ofCameras();
    private final RefusalLimit misuses = RefusalLimit.ofSites();
    private final SitePictures pictures;
    private final Function<String, List<Instruction>> instructions;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();

    /** What one site said since it linked; without it the site is not linked. */
    private static final class Heard {
        final Map<String, CameraState> states = new ConcurrentHashMap<>();

        /** What it gives us of each of its cameras; null until it has said so. */
        volatile @Nullable Map<String, LinkGrant> given;

        /** Of these such as can be turned. */
        volatile Set<String> turning = Set.of();

        /** What is recorded of each; those are missing of which it does not say. */
        volatile Map<String, RecordingSettings> settings = Map.of();

        /** What we call its cameras. */
        volatile Map<String, String> ids = Map.of();

        /** Who turns which of its cameras, by its names of them. */
        final Map<String, Holding> holders = new ConcurrentHashMap<>();

        volatile boolean linked;
        volatile long clockOffsetUs;

        boolean turns(String cameraId) {
            Map<String, LinkGrant> all = given;
            LinkGrant grant = all == null ? null : all.get(cameraId);
            return grant != null && grant.turn() && turning.contains(cameraId);
        }

        /** What screens say of a camera; they are told when it changes. */
        Shown shown(String cameraId) {
            Map<String, LinkGrant> all = given;
            LinkGrant grant = all == null ? null : all.get(cameraId);
            return new Shown(
                    turns(cameraId), grant != null && grant.configure(), settings.get(cameraId));
        }
    }

    private record Shown(boolean turns, boolean configure, @Nullable RecordingSettings settings) {
        /** Of a camera of which nothing was known, only what can be done is worth a word. */
        boolean differs(@Nullable Shown before) {
            return before == null ? turns || configure : !equals(before);
        }
    }

    /**
     * @param instructions what a site is to be told of them
     * @param changed is run when a link came or went, or what is given over it changed
     * @param news is told who begins and ends to turn a camera
     * @param touched is told each camera that can be turned or set otherwise from now on
     */
    LinkedSites(
            SiteStore store,
            SiteFacts facts,
            CameraRegistry registry,
            Audit audit,
            LinkAlarms alarms,
            SitePictures pictures,
            Function<String, List<Instruction>> instructions,
            Runnable changed,
            News news,
            Consumer<String> touched,
            SecureRandom random,
            InstantSource clock) {
        this.news = news;
        this.touched = touched;
        this.alarms = alarms;
        this.pictures = pictures;
        this.instructions = instructions;
        this.changed = changed;
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
        Heard site = heard(siteId);
        site.clockOffsetUs = clockOffsetUs;
        site.linked = true;
        changed.run();
        LOG.log(
                Level.INFO,
                "site {0} ({1}) is linked; its clock differs by {2} ms",
                siteId,
                siteName,
                clockOffsetUs / 1_000);
    }

    @Override
    public void lost(String siteId, String why) {
        Heard site = heard(siteId);
        site.linked = false;
        List.copyOf(site.holders.keySet()).forEach(camera -> holder(siteId, site, camera, null));
        store.lost(siteId, nowUs());
        changed.run();
        LOG.log(Level.WARNING, "site {0} is not linked any more: {1}", siteId, why);
    }

    @Override
    public void catalogue(String siteId, Catalogue catalogue) {
        Site known = store.byId(siteId).orElse(null);
        if (known == null) {
            return;
        }
        Map<String, String> places = places(known, catalogue);
        Map<String, String> mapped = store.cameras(siteId);
        Map<String, String> cameras = new HashMap<>(mapped);
        Map<String, String> fresh = new HashMap<>();
        List<org.haidang.server.camera.store.Camera> told = new ArrayList<>();
        Map<String, LinkGrant> given = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        Set<String> turning = new HashSet<>();
        Map<String, RecordingSettings> settings = new HashMap<>();
        for (Camera camera : catalogue.getCamerasList()) {
            String facility = places.get(camera.getPlaceId());
            if (facility == null
                    || given.size() == MAX_CAMERAS
                    || given.containsKey(camera.getId())
                    || !sound(siteId, camera)) {
                LOG.log(Level.WARNING, "site {0}: camera {1} is not taken", siteId, camera.getId());
                continue;
            }
            String id =
                    cameras.computeIfAbsent(camera.getId(), remote -> Ids.next(nowUs(), random));
            if (!mapped.containsKey(camera.getId())) {
                fresh.put(camera.getId(), id);
            }
            told.add(camera(siteId, camera, facility, id));
            given.put(camera.getId(), grant(camera));
            ids.put(camera.getId(), id);
            if (camera.getTurns()) {
                turning.add(camera.getId());
            }
            if (camera.hasSettings() && !SettingsLimits.wrong(camera.getSettings())) {
                settings.put(camera.getId(), SettingsWords.heard(camera.getSettings()));
            }
        }
        registry.put(told, in -> store.cameras(in, siteId, fresh));
        Heard site = heard(siteId);
        Map<String, Shown> before =
                site.ids.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), site::shown));
        site.ids = Map.copyOf(ids);
        site.turning = Set.copyOf(turning);
        site.settings = Map.copyOf(settings);
        site.given = Map.copyOf(given);
        ids.forEach((remote, id) -> {
            if (site.shown(remote).differs(before.get(remote))) {
                touched.accept(id);
            }
        });
        site.states.keySet().retainAll(given.keySet());
        pictures.retain(
                siteId,
                given.entrySet().stream()
                        .filter(camera -> camera.getValue().live())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
        changed.run();
    }

    private static LinkGrant grant(Camera camera) {
        return new LinkGrant(
                true,
                !camera.getLiveWithheld(),
                !camera.getPlaybackWithheld(),
                camera.getTalkGranted(),
                camera.getTurnGranted(),
                camera.getConfigureGranted());
    }

    private static boolean sound(String siteId, Camera camera) {
        return RemoteAddress.of(new RemoteAddress(siteId, camera.getId()).toString()).isPresent()
                && !camera.getName().isBlank();
    }

    /** What the places are here; new ones and what they are called there are kept as one. */
    private Map<String, String> places(Site site, Catalogue catalogue) {
        Map<String, String> known = store.places(site.id());
        List<Facility> made = new ArrayList<>();
        Map<String, String> fresh = new HashMap<>();
        int passedOver = 0;
        for (Place place : catalogue.getPlacesList()) {
            if (known.containsKey(place.getId())) {
                continue;
            }
            if (known.size() >= MAX_PLACES) {
                passedOver++;
                continue;
            }
            String facility = known.isEmpty() ? invited(site) : null;
            if (facility == null) {
                try {
                    Facility one = registry.newFacility(bounded(place.getName()), "");
                    made.add(one);
                    facility = one.id();
                } catch (InvalidCameraException e) {
                    LOG.log(Level.WARNING, "site {0}: a place has no name", site.id());
                    continue;
                }
            }
            known.put(place.getId(), facility);
            fresh.put(place.getId(), facility);
        }
        if (passedOver > 0) {
            LOG.log(
                    Level.WARNING,
                    "site {0}: {1} places are not taken, it has more than {2}",
                    site.id(),
                    passedOver,
                    MAX_PLACES);
        }
        if (!fresh.isEmpty()) {
            registry.putFacilities(made, List.of(), in -> store.places(in, site.id(), fresh));
        }
        return known;
    }

    /** The facility that the site was invited as. */
    private @Nullable String invited(Site site) {
        String given = site.facilityId();
        return given != null && registry.facilityName(given) != null ? given : null;
    }

    private static org.haidang.server.camera.store.Camera camera(
            String siteId, Camera camera, String facility, String id) {
        String address = new RemoteAddress(siteId, camera.getId()).toString();
        return new org.haidang.server.camera.store.Camera(
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
                true);
    }

    private static String bounded(String name) {
        String clean = name.strip();
        return clean.substring(0, Math.min(clean.length(), MAX_NAME));
    }

    @Override
    public void states(String siteId, List<CameraState> states) {
        Heard site = heard(siteId);
        Map<String, CameraState> all = site.states;
        for (CameraState state : states) {
            if (all.size() < MAX_CAMERAS || all.containsKey(state.getCameraId())) {
                all.put(state.getCameraId(), state);
                holder(
                        siteId,
                        site,
                        state.getCameraId(),
                        state.hasHolder() ? state.getHolder() : null);
            }
        }
    }

    /** Tells on whoever turns a camera, when that changed. */
    private void holder(String siteId, Heard site, String cameraId, @Nullable Holder said) {
        Holding now = said == null ? null : heard(siteId, site, cameraId, said).orElse(null);
        Holding before =
                now == null ? site.holders.remove(cameraId) : site.holders.put(cameraId, now);
        if (!Objects.equals(now, before)) {
            String id = site.ids.get(cameraId);
            registry.camera(id == null ? "" : id)
                    .ifPresent(camera -> news.tell(Topic.PTZ, camera.facilityId()));
        }
    }

    private Optional<Holding> heard(String siteId, Heard site, String cameraId, Holder said) {
        String id = site.ids.get(cameraId);
        return id == null || TurnLimits.wrong(said)
                ? Optional.empty()
                : Optional.of(
                        TurnWords.heard(
                                said,
                                id,
                                store.byId(siteId).map(Site::name).orElse(siteId),
                                site.clockOffsetUs,
                                nowUs()));
    }

    @Override
    public void still(String siteId, Still still) {
        Map<String, LinkGrant> given = heard(siteId).given;
        LinkGrant grant = given == null ? null : given.get(still.getCameraId());
        if (grant == null || !grant.live()) {
            misused(
                    siteId,
                    "a last picture of "
                            + bounded(still.getCameraId())
                            + ", a camera that it does not give live");
            return;
        }
        pictures.put(
                new RemoteAddress(siteId, still.getCameraId()),
                new RemoteCameras.Picture(still.getTakenUs(), still.getJpeg().toByteArray()),
                nowUs());
    }

    @Override
    public void misused(String siteId, String what) {
        OptionalLong before = misuses.next(siteId, nowUs());
        if (before.isEmpty()) {
            return;
        }
        String site = store.byId(siteId).map(Site::name).orElse(siteId);
        LOG.log(
                Level.WARNING,
                "site {0} ({1}) sent what is refused: {2}; {3} before it are not told",
                siteId,
                site,
                what,
                before.getAsLong());
        try {
            audit.append(
                    Entry.of(Actor.server(site), AuditKind.SITE_MISUSED)
                            .with("name", what)
                            .with("passedOver", before.getAsLong()));
        } catch (AuditUnavailableException e) {
            LOG.log(Level.ERROR, "that a site was refused cannot be recorded", e);
        }
    }

    /** The newest picture that its site sent of a camera that it gives live. */
    Optional<RemoteCameras.Picture> lastPicture(RemoteAddress address) {
        return pictures.of(address);
    }

    /** Forgets the pictures of sites that were shut out, also by another program beside us. */
    void forgetRevoked() {
        if (pictures.count() == 0) {
            return;
        }
        Set<String> revoked =
                store.all().stream()
                        .filter(site -> site.revokedUs() != 0)
                        .map(Site::id)
                        .collect(Collectors.toSet());
        pictures.forgetSites(revoked::contains);
    }

    @Override
    public List<Instruction> instructions(String siteId) {
        return instructions.apply(siteId);
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
    public void refused(String siteId, String from, Refusal refusal, String why) {
        String name = store.byId(siteId).map(Site::name).orElse("");
        if (refusal.alarming()) {
            alarms.raise(refusal, name.isEmpty() ? "" : siteId, name, host(from), nowUs());
        }
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
        try {
            audit.append(
                    Entry.of(Actor.unknown(name, from), AuditKind.SITE_REFUSED)
                            .with("name", why)
                            .with("refusal", refusal.name())
                            .with("passedOver", before.getAsLong()));
        } catch (AuditUnavailableException e) {
            LOG.log(Level.ERROR, "that a site was turned away cannot be recorded", e);
        }
    }

    /** Of {@code /10.1.2.3:4567}: the port says nothing, and would make each attempt another. */
    private static String host(String address) {
        String clean = address.startsWith("/") ? address.substring(1) : address;
        int colon = clean.lastIndexOf(':');
        return colon < 0 ? clean : clean.substring(0, colon);
    }

    @Override
    public void withheld(String siteId, String cameraId, String why) {
        withheld(siteId, cameraId, why, null);
    }

    /** A site did not let us turn one of its cameras. */
    void turnWithheld(RemoteAddress address) {
        withheld(address.siteId(), address.cameraId(), NoAnswer.NOT_GRANTED.word(), "turn");
    }

    /** A site did not let us set what is recorded of one of its cameras. */
    void settingsWithheld(RemoteAddress address) {
        withheld(address.siteId(), address.cameraId(), NoAnswer.NOT_GRANTED.word(), "settings");
    }

    /**
     * @param what null for pictures
     */
    private void withheld(String siteId, String cameraId, String why, @Nullable String what) {
        String limited = siteId + "/" + cameraId + (what == null ? "" : "/" + what);
        OptionalLong before = withholdings.next(limited, nowUs());
        if (before.isEmpty()) {
            return;
        }
        String known = store.cameras(siteId).getOrDefault(cameraId, cameraId);
        String site = store.byId(siteId).map(Site::name).orElse(siteId);
        org.haidang.server.camera.store.Camera camera = registry.camera(known).orElse(null);
        Entry entry =
                Entry.of(Actor.server(site), AuditKind.SITE_WITHHELD)
                        .with("what", what)
                        .with("why", why)
                        .with("passedOver", before.getAsLong());
        try {
            audit.append(
                    camera == null
                            ? entry.with("name", known)
                            : entry.about(
                                    Subject.facility(
                                                    camera.facilityId(),
                                                    registry.facilityName(camera.facilityId()))
                                            .camera(camera.id(), camera.name())));
        } catch (AuditUnavailableException e) {
            LOG.log(Level.ERROR, "that a site withheld a camera cannot be recorded", e);
        }
    }

    private Heard heard(String siteId) {
        return heard.computeIfAbsent(siteId, id -> new Heard());
    }

    // ------------------------------------------------------------------ telling

    /** Whether the site's link stands. */
    boolean linked(String siteId) {
        Heard site = heard.get(siteId);
        return site != null && site.linked;
    }

    /** The site's clock minus ours when it last linked, microseconds; 0 before. */
    long clockOffsetUs(String siteId) {
        Heard site = heard.get(siteId);
        return site == null ? 0 : site.clockOffsetUs;
    }

    /**
     * What a site last said that it gives us of a camera; as if all while it has said nothing, for
     * then it decides when it is asked.
     */
    @Override
    public LinkGrant given(RemoteAddress address) {
        Map<String, LinkGrant> given = given(address.siteId());
        return given == null
                ? LinkGrant.USUAL
                : given.getOrDefault(address.cameraId(), LinkGrant.NONE);
    }

    /** What a site gives us of each of its cameras; null when it has not said so yet. */
    @Nullable Map<String, LinkGrant> given(String siteId) {
        Heard site = heard.get(siteId);
        return site == null ? null : site.given;
    }

    /** What is recorded of a camera, as its site told last; empty when it does not tell. */
    @Override
    public Optional<RecordingSettings> settings(RemoteAddress address) {
        Heard site = heard.get(address.siteId());
        return site == null
                ? Optional.empty()
                : Optional.ofNullable(site.settings.get(address.cameraId()));
    }

    /** Whether a camera can be turned, and its site lets us, as far as it has told. */
    boolean turns(RemoteAddress address) {
        Heard site = heard.get(address.siteId());
        return site != null && site.turns(address.cameraId());
    }

    /** The same whether its site lets us or not. */
    boolean isOneThatTurns(RemoteAddress address) {
        Heard site = heard.get(address.siteId());
        return site != null && site.turning.contains(address.cameraId());
    }

    /** Who holds cameras of linked sites, by our names of the cameras. */
    List<Holding> holdings() {
        long nowUs = nowUs();
        return heard.values().stream()
                .filter(site -> site.linked)
                .flatMap(site -> site.holders.values().stream())
                .filter(holding -> holding.untilUs() > nowUs)
                .toList();
    }

    /** Who holds a camera, as its site answers. */
    Optional<Holding> holding(RemoteAddress address, Turned turned) {
        return turned.hasHolder()
                ? heard(
                        address.siteId(),
                        heard(address.siteId()),
                        address.cameraId(),
                        turned.getHolder())
                : Optional.empty();
    }

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
        Map<String, LinkGrant> given = site.given;
        if (given != null && !given.containsKey(address.cameraId())) {
            return Optional.of(
                    new RemoteCameras.Told(
                            CameraStatus.Kind.FAILED,
                            FailureReason.NOT_GRANTED,
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
