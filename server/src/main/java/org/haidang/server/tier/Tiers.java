package org.haidang.server.tier;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.haidang.archive.Archive;
import org.haidang.media.rtsp.net.ReadMode;
import org.haidang.media.rtsp.net.RtspStats;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.Shortage;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.StreamReader;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Viewings;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.configure.SettingsBelow;
import org.haidang.server.configure.SettingsDesk;
import org.haidang.server.engine.Attention;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraSource;
import org.haidang.server.engine.RemoteCameras;
import org.haidang.server.engine.StreamName;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.ToldFacility;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.instruction.Instructions;
import org.haidang.server.instruction.store.InstructionStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.ptz.Command;
import org.haidang.server.ptz.DeviceTroubleException;
import org.haidang.server.ptz.Holding;
import org.haidang.server.ptz.PtzRefusedException;
import org.haidang.server.ptz.SitesBelow;
import org.haidang.server.ptz.Turner;
import org.haidang.server.ptz.Turning;
import org.haidang.server.recording.Recordings;
import org.haidang.server.recording.RemoteRecordings;
import org.haidang.server.recording.StreamRecordings;
import org.haidang.server.settings.Settings;
import org.haidang.server.still.Stills;
import org.haidang.server.store.Database;
import org.haidang.server.tier.store.LinkGrant;
import org.haidang.server.tier.store.LinkGrantStore;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteFactStore;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.centre.Centre;
import org.haidang.uplink.centre.RemoteSource;
import org.haidang.uplink.site.Configuring;
import org.haidang.uplink.site.Enrol;
import org.haidang.uplink.site.HttpProxy;
import org.haidang.uplink.site.MediaBudget;
import org.haidang.uplink.site.PictureBudget;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Timing;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.site.UplinkState;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitationException;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.Turned;
import org.jspecify.annotations.Nullable;

/**
 * The links of this server: to the sites below it, when it is a centre, and to the centre above.
 */
public final class Tiers implements RemoteCameras, RemoteRecordings, SitesBelow, AutoCloseable {
    private static final int LOOK_S = 2;

    /** Looks, between two that ask for sites that were shut out: a minute. */
    private static final int LOOKS_TO_REVOKED = 30;

    /** Incidents that are closed already, as a new centre learns of them. */
    private static final int TOLD_CLOSED = 1_000;

    private static final System.Logger LOG = System.getLogger(Tiers.class.getName());

    private final Settings settings;
    private final String software;
    private final CameraRegistry registry;
    private final Audit audit;
    private final Viewings viewings;
    private final Runnable changed;
    private final SecureRandom random;
    private final InstantSource clock;
    private final SiteStore store;
    private final SiteDesk desk;
    private final LinkAlarms alarms;
    private final LinkGrants grants;
    private final LinkedSites sites;
    private final SiteInstructions siteInstructions;
    private final Instructions instructions;
    private final Database database;
    private final IncidentStore incidents;
    private final FactOutbox outbox;
    private final News news;
    private final UplinkReport report;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("tiers-watch").factory());
    private @Nullable CameraEngine engineOfUplink;
    private final ToldFacilities told;
    private volatile @Nullable FactRounds rounds;
    private @Nullable PictureProofs proofs;
    private Supplier<Map<String, ToldFacility>> facilities = Map::of;
    private @Nullable Recordings recordingsOfUplink;
    private @Nullable SiteGrants grantsOfUplink;
    private @Nullable Stills stillsOfUplink;
    private volatile @Nullable Turning turning;
    private volatile @Nullable TurnsForCentre turnsForCentre;
    private volatile @Nullable SettingsDesk settingsDesk;
    private final List<Consumer<String>> cameraListeners = new CopyOnWriteArrayList<>();
    private int looks;
    private boolean closed;
    private volatile @Nullable Authority authority;
    private volatile @Nullable Centre centre;
    private volatile @Nullable Uplink uplink;

    /**
     * What of the rest of the program it uses.
     *
     * @param alarmed is run when a {@link LinkAlarms.LinkAlarm} came or went; must not block
     */
    public record Parts(
            Database database,
            CameraRegistry registry,
            Audit audit,
            Viewings viewings,
            IncidentStore incidents,
            ToldFacilities facilities,
            FactOutbox outbox,
            News news,
            Runnable alarmed) {}

    public Tiers(
            Settings settings,
            String software,
            Parts parts,
            SecureRandom random,
            InstantSource clock) {
        this.settings = settings;
        this.software = software;
        this.registry = parts.registry();
        this.audit = parts.audit();
        this.viewings = parts.viewings();
        this.changed = () -> parts.news().tell(Topic.LINK, null);
        this.random = random;
        this.clock = clock;
        this.store = new SiteStore(parts.database());
        this.desk = new SiteDesk(store, audit, random, clock);
        this.database = parts.database();
        this.incidents = parts.incidents();
        this.told = parts.facilities();
        this.outbox = parts.outbox();
        this.news = parts.news();
        this.alarms = new LinkAlarms(parts.alarmed());
        this.grants = new LinkGrants(new LinkGrantStore(database), registry, audit);
        this.siteInstructions = new SiteInstructions(store);
        this.instructions =
                new Instructions(
                        new InstructionStore(database),
                        outbox,
                        registry,
                        audit,
                        news,
                        siteInstructions,
                        random,
                        clock);
        SiteFacts facts =
                new SiteFacts(
                        store,
                        new SiteFactStore(database),
                        incidents,
                        told,
                        outbox,
                        news,
                        instructions);
        this.sites =
                new LinkedSites(
                        store,
                        facts,
                        registry,
                        audit,
                        alarms,
                        SitePictures.ofMemory(),
                        site -> siteInstructions.said(site, instructions.untold(site)),
                        changed,
                        news,
                        camera -> cameraListeners.forEach(each -> each.accept(camera)),
                        random,
                        clock);
        this.report = new UplinkReport(membershipFolder(settings));
        grants.listen(this::grantsChanged);
    }

    private void grantsChanged() {
        Uplink up = uplink;
        if (up != null) {
            up.grantsChanged();
        }
        TurnsForCentre turns = turnsForCentre;
        if (turns != null) {
            turns.withdraw();
        }
        changed.run();
    }

    /** Where the authority of a centre lies. */
    public static Path authorityFolder(Settings settings) {
        return settings.data().resolve("authority");
    }

    /** Where what the centre above gave us lies. */
    public static Path membershipFolder(Settings settings) {
        return settings.data().resolve("uplink");
    }

    /** How the centre above is reached. */
    public static Route route(Settings settings) {
        Settings.Proxy proxy = settings.uplink().proxy();
        if (proxy == null) {
            return Route.STRAIGHT;
        }
        String username = proxy.username();
        String password = proxy.password();
        return new Route(
                new HttpProxy(
                        proxy.host(),
                        proxy.port(),
                        username == null || password == null
                                ? null
                                : new HttpProxy.Login(username, password)));
    }

    /** Host and port as sites reach this centre. */
    public static String address(Settings settings) {
        Settings.Links links = settings.links();
        String given = links.address();
        if (given != null) {
            return given;
        }
        return (links.bind().equals("0.0.0.0") ? hostName() : links.bind()) + ":" + links.port();
    }

    /** What a server is called that nobody gave a name. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    /**
     * Opens the port for sites and dials the centre, as far as there are such.
     *
     * @param recordings ours and those of the sites below, for the centre above
     * @throws IOException when the port is taken or a key cannot be read
     */
    public void start(CameraEngine engine, Archive archive, Recordings recordings)
            throws IOException {
        Settings.Links links = settings.links();
        if (links.port() != 0) {
            Authority own = Authority.open(authorityFolder(settings), clock, random);
            authority = own;
            Centre open =
                    Centre.open(
                            new Centre.Config(hostName(), software, links.bind(), links.port()),
                            own,
                            desk,
                            sites,
                            clock);
            centre = open;
            siteInstructions.over(open);
            LOG.log(Level.INFO, "sites may dial in at port {0}", Integer.toString(links.port()));
        }
        begin(engine, archive, recordings);
        look();
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK_S, LOOK_S, TimeUnit.SECONDS);
    }

    /**
     * Proves from now on by pictures that what sites below call connected is seen here.
     *
     * @param pictures decodes one
     */
    public synchronized void prove(PictureProofs.Pictures pictures) {
        if (!closed && proofs == null) {
            proofs = new PictureProofs(told, pictures, clock).start();
        }
    }

    private synchronized void begin(CameraEngine engine, Archive archive, Recordings recordings) {
        engineOfUplink = engine;
        recordingsOfUplink = recordings;
        rounds =
                new FactRounds(
                                outbox,
                                registry,
                                grants,
                                engine,
                                archive,
                                audit,
                                settings.zone(),
                                clock)
                        .start();
        rounds.facilities(facilities);
        news.listen((topic, facility) -> stirred());
        news.listen((topic, facility) -> {
            Uplink up = uplink;
            if (topic == Topic.PTZ && up != null) {
                up.statesChanged();
            }
        });
    }

    /** Gives the centre above last pictures from now on, made by this. */
    public synchronized void lastPictures(Stills stills) {
        stillsOfUplink = stills;
        Uplink up = uplink;
        if (up != null) {
            givePictures(up, stills);
        }
    }

    /**
     * Has the centre above turn cameras by this from now on.
     *
     * @return ends it
     */
    public synchronized AutoCloseable turning(Turning by) {
        turning = by;
        Uplink up = uplink;
        SiteGrants granting = grantsOfUplink;
        if (up != null && granting != null) {
            giveTurning(up, granting, by);
        }
        return this::endTurning;
    }

    /**
     * Has the centre above set cameras by this from now on.
     *
     * @return ends it
     */
    public synchronized AutoCloseable configuring(SettingsDesk by) {
        settingsDesk = by;
        Uplink up = uplink;
        SiteGrants granting = grantsOfUplink;
        if (up != null && granting != null) {
            giveSettings(up, granting, by);
        }
        return this::endConfiguring;
    }

    private void giveSettings(Uplink up, SiteGrants granting, SettingsDesk by) {
        up.configuring(new SettingsForCentre(granting, registry, by, up.member().centreName()));
    }

    private synchronized void endConfiguring() {
        settingsDesk = null;
        Uplink up = uplink;
        if (up != null) {
            up.configuring(Configuring.none());
        }
    }

    /** Sets cameras of sites that have linked to us. */
    public SettingsBelow settingsBelow() {
        return new SettingsOfSites(sites, () -> Optional.ofNullable(centre));
    }

    private void giveTurning(Uplink up, SiteGrants granting, Turning by) {
        TurnsForCentre turns = new TurnsForCentre(granting, registry, by, up.member().centreName());
        turnsForCentre = turns;
        up.turning(turns);
    }

    private synchronized void endTurning() {
        turning = null;
        turnsForCentre = null;
        Uplink up = uplink;
        if (up != null) {
            up.turning(org.haidang.uplink.site.Turning.none());
        }
    }

    /** Is told each camera of a site that can be turned or set otherwise. Must not block. */
    public void listenCameras(Consumer<String> listener) {
        cameraListeners.add(listener);
    }

    private void givePictures(Uplink up, Stills stills) {
        Settings.LastPictures wanted = settings.uplink().lastPictures();
        up.lastPictures(
                new PicturesForCentre(stills, registry, viewings, up.member().centreName()),
                new PictureBudget(wanted.every(), wanted.kbPerMinute() * 1_000L));
    }

    // Told in any thread, also in one that a lock of ours waits for.
    private void stirred() {
        FactRounds looking = rounds;
        if (looking != null) {
            looking.stirred();
        }
    }

    /** Where the tier above learns how facilities stand; once it is known who watches. */
    public synchronized void facilities(Supplier<Map<String, ToldFacility>> from) {
        facilities = from;
        FactRounds looking = rounds;
        if (looking != null) {
            looking.facilities(from);
        }
    }

    /**
     * Dials for the membership that is there; {@code haidang join} may just have made it. Tells how
     * it stands to whoever asks beside us.
     */
    private synchronized void look() {
        CameraEngine engine = engineOfUplink;
        Recordings recordings = recordingsOfUplink;
        if (closed || engine == null || recordings == null) {
            return;
        }
        try {
            follow(Membership.load(membershipFolder(settings)).orElse(null), engine, recordings);
            Uplink up = uplink;
            if (up != null) {
                report.write(up.member(), up.route(), up.state(), clock.instant());
            }
            if (++looks % LOOKS_TO_REVOKED == 0) {
                sites.forgetRevoked();
                instructions.sayAgain();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "the link to the centre cannot be looked after", e);
        }
    }

    private void follow(@Nullable Membership member, CameraEngine engine, Recordings recordings)
            throws IOException {
        Uplink now = uplink;
        if (now == null ? member == null : member != null && now.member().sameSite(member)) {
            return;
        }
        if (now != null) {
            now.close();
            uplink = null;
            TurnsForCentre turns = turnsForCentre;
            if (turns != null) {
                turns.end();
            }
            turnsForCentre = null;
        }
        if (member == null) {
            outbox.close();
            report.delete();
        } else {
            uplink = dial(member, engine, recordings);
        }
        changed.run();
    }

    private Uplink dial(Membership member, CameraEngine engine, Recordings recordings) {
        FactRounds looking = rounds;
        if (outbox.open(member.siteId(), c -> incidents.tellAll(c, TOLD_CLOSED))
                && looking != null) {
            looking.begin();
        }
        SiteGrants granting =
                new SiteGrants(
                        registry,
                        engine,
                        grants,
                        sites,
                        audit,
                        viewings,
                        clock,
                        member.centreName(),
                        new TurningHands());
        grantsOfUplink = granting;
        Uplink made =
                new Uplink(
                        new Uplink.Config(
                                membershipFolder(settings),
                                member.siteName().isEmpty() ? hostName() : member.siteName(),
                                software,
                                Timing.STANDARD,
                                route(settings),
                                new MediaBudget(this::budget)),
                        member,
                        granting,
                        new LinkOutbox(outbox),
                        new RecordingsForCentre(
                                granting,
                                registry,
                                recordings,
                                audit,
                                viewings,
                                member.centreName()),
                        clock,
                        random);
        made.onChange(changed);
        made.instructions(
                said -> instructions.take(member.centreName(), SiteInstructions.heard(said)));
        Stills stills = stillsOfUplink;
        if (stills != null) {
            givePictures(made, stills);
        }
        Turning by = turning;
        if (by != null) {
            giveTurning(made, granting, by);
        }
        SettingsDesk set = settingsDesk;
        if (set != null) {
            giveSettings(made, granting, set);
        }
        return made.start();
    }

    /**
     * Whether a camera can be turned at all, here or at its site, by whoever may; as far as is
     * known.
     */
    public boolean isOneThatTurns(Camera camera) {
        Turning by = turning;
        return by != null
                && RemoteAddress.of(camera.url())
                        .map(sites::isOneThatTurns)
                        .orElseGet(() -> by.known(camera) == Known.TURNS);
    }

    /** What can be turned here; nothing while the program starts. */
    private final class TurningHands implements SiteGrants.Hands {
        @Override
        public boolean turns(Camera camera) {
            return isOneThatTurns(camera);
        }

        @Override
        public Map<String, Holding> holders() {
            Turning by = turning;
            return by == null ? Map.of() : by.holders();
        }
    }

    private long budget() {
        return settings.uplink()
                .budget()
                .bitsPerSecond(LocalTime.ofInstant(clock.instant(), settings.zone()));
    }

    // ------------------------------------------------------------------ the centre above

    /** The centre above, as this server is known to it. */
    public Optional<Membership> membership() {
        return Optional.ofNullable(uplink).map(Uplink::member);
    }

    /**
     * Makes this server a site, as {@code haidang join} does; it links at once.
     *
     * @param name as the centre shall read it; empty for the machine's name
     * @throws InvitationException when the invitation cannot be used
     * @throws IOException when the centre cannot be reached, or what it gave cannot be kept
     * @throws IllegalStateException when there is a centre above already
     */
    public void join(Actor by, Invitation invitation, String name)
            throws InvitationException, IOException {
        if (membership().isPresent()) {
            throw new IllegalStateException("there is a centre above already");
        }
        audit.append(Entry.of(by, AuditKind.CENTRE_JOINED).with("name", invitation.address()));
        Enrol.with(
                        invitation,
                        name.isBlank() ? hostName() : name.strip(),
                        software,
                        clock.instant(),
                        route(settings))
                .save(membershipFolder(settings));
        look();
    }

    /**
     * Leaves the centre above; what was leased ends at once.
     *
     * @return false when there is none
     * @throws IOException when the membership cannot be removed
     */
    public boolean leave(Actor by) throws IOException {
        Membership member = membership().orElse(null);
        if (member == null) {
            return false;
        }
        audit.append(
                Entry.of(by, AuditKind.CENTRE_LEFT)
                        .with("name", member.centreName())
                        .with("address", member.address()));
        Membership.delete(membershipFolder(settings));
        look();
        return true;
    }

    /** What people at one tier want of people at a tier below. */
    public Instructions instructions() {
        return instructions;
    }

    /** The version of the contract that is spoken with a site; 0 while it is not linked. */
    public int version(String siteId) {
        Centre open = centre;
        return open == null ? 0 : open.version(siteId);
    }

    /** What the centre above may have. */
    public LinkGrants grants() {
        return grants;
    }

    /** What a site below gives of one of its cameras; all of ours. */
    public LinkGrant givenBelow(Camera camera) {
        return RemoteAddress.of(camera.url()).map(sites::given).orElse(LinkGrant.ALL);
    }

    /**
     * Whether a camera would come back by itself if it were removed here: it stands at a site that
     * is let in, and that has not said to give it no more. False for our own.
     */
    public boolean isTold(Camera camera) {
        return RemoteAddress.of(camera.url())
                .filter(address ->
                        store.byId(address.siteId())
                                .filter(site -> site.revokedUs() == 0)
                                .isPresent())
                .filter(address -> sites.given(address).listed())
                .isPresent();
    }

    // ------------------------------------------------------------------ the sites below

    /**
     * A site below, or an invitation for one, and how it stands.
     *
     * @param clockOffsetUs its clock minus ours when it linked, microseconds
     * @param cameras that it gives, or once gave when it is not linked
     * @param withheld of these such whose live pictures or recordings it keeps to itself
     * @param certifiedUntilUs 0 when it has no certificate
     */
    public record Standing(
            Site site,
            boolean linked,
            long clockOffsetUs,
            int cameras,
            int withheld,
            long certifiedUntilUs) {}

    /** Every site and invitation there ever was, oldest first. */
    public List<Standing> standings() {
        Map<String, Long> until = store.certifiedUntil();
        return store.all().stream().map(site -> standing(site, until)).toList();
    }

    private Standing standing(Site site, Map<String, Long> until) {
        Map<String, LinkGrant> given = sites.given(site.id());
        int withheld =
                given == null
                        ? 0
                        : (int)
                                given.values().stream()
                                        .filter(one -> !one.live() || !one.playback())
                                        .count();
        return new Standing(
                site,
                sites.linked(site.id()),
                sites.clockOffsetUs(site.id()),
                given == null ? store.cameras(site.id()).size() : given.size(),
                withheld,
                until.getOrDefault(site.id(), 0L));
    }

    /** Which site each facility is at, by facility; those of our own are missing. */
    public Map<String, String> sitesOfFacilities() {
        return store.sitesOfFacilities();
    }

    /** Invites and admits sites. */
    public SiteDesk desk() {
        return desk;
    }

    /** Whether sites may dial in here. */
    public boolean isCentre() {
        return authority != null;
    }

    /**
     * Invites a site; only what is returned can be used.
     *
     * @param facilityId the facility that it is; null makes one from what it tells
     * @throws IllegalStateException when this server is no centre
     */
    public Invitation invite(Actor by, String name, @Nullable String facilityId, Duration life) {
        Authority own = authority;
        if (own == null) {
            throw new IllegalStateException("links.port is 0: no site may dial in");
        }
        Invitation made =
                desk.invite(by, name, facilityId, life, address(settings), own.fingerprint());
        changed.run();
        return made;
    }

    /**
     * Shuts a site out at once.
     *
     * @return false when there is none, or it was before
     */
    public boolean revoke(Actor by, String siteId, String reason) {
        boolean done = desk.revoke(by, siteId, reason);
        Centre open = centre;
        if (done && open != null) {
            open.expel(siteId);
        }
        sites.forgetRevoked();
        changed.run();
        return done;
    }

    /** Attempts to link that a person should know of. */
    public List<LinkAlarms.LinkAlarm> alarms() {
        return alarms.standing(clock.millis() * 1_000);
    }

    /** Somebody has seen them. */
    public void alarmsSeen(Actor by) {
        audit.append(Entry.of(by, AuditKind.LINK_ALARM_SEEN).with("alarms", alarms().size()));
        alarms.seen(clock.millis() * 1_000);
    }

    /** How the link to the centre above stands; empty when this server has none. */
    public Optional<UplinkState> uplink() {
        return Optional.ofNullable(uplink).map(Uplink::state);
    }

    @Override
    public Optional<Told> told(RemoteAddress address) {
        return sites.told(address);
    }

    @Override
    public Optional<Picture> lastPicture(RemoteAddress address) {
        return sites.lastPicture(address);
    }

    @Override
    public CameraSource source(RemoteAddress address, StreamName stream, SourceListener listener) {
        Centre over = centre;
        return over == null
                ? new NoLink(listener, () -> clock.millis() * 1_000)
                : new Lent(
                        over.source(address.siteId(), address.cameraId(), stream.word(), listener));
    }

    @Override
    public StreamRecordings recordings(RemoteAddress address, String stream) {
        return new SiteRecordings(centre, address, stream);
    }

    @Override
    public Known known(RemoteAddress address) {
        int version = version(address.siteId());
        if (version != 0 && version < Protocol.TURNS_SINCE) {
            return Known.TOO_OLD;
        }
        if (sites.turns(address)) {
            return Known.TURNS;
        }
        return sites.isOneThatTurns(address) ? Known.NOT_GRANTED : Known.NOT_ONE;
    }

    @Override
    public List<Holding> holdings() {
        return sites.holdings();
    }

    @Override
    public org.haidang.server.ptz.Told turn(
            Camera camera, RemoteAddress address, Turner who, Command command)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException {
        Centre over = centre;
        if (over == null) {
            throw new NoAnswerException(NoAnswer.NO_LINK, "links.port is 0: no site may dial in");
        }
        if (sites.linked(address.siteId()) && known(address) == Known.NOT_ONE) {
            throw new PtzRefusedException(PtzRefusedException.Reason.NO_HEAD, null);
        }
        Turned turned =
                over.turn(address.siteId(), TurnWords.said(address.cameraId(), who, command));
        try {
            return TurnWords.heard(turned, sites.holding(address, turned).orElse(null));
        } catch (NoAnswerException e) {
            if (e.why() == NoAnswer.NOT_GRANTED) {
                sites.turnWithheld(address);
            }
            throw e;
        }
    }

    /** A lease as the engine wants its sources. */
    private record Lent(RemoteSource source) implements CameraSource {
        @Override
        public void start() {
            source.start();
        }

        @Override
        public void readMode(ReadMode mode) {
            // What is lent is watched; the site decides how it reads.
        }

        @Override
        public Shortage shortage() {
            return source.shortage();
        }

        @Override
        public void attention(StreamReader by, Attention attention) {
            source.attention(by, attention.word());
        }

        @Override
        public RtspStats stats() {
            RemoteSource.Stats now = source.stats();
            return new RtspStats(
                    now.bytes(),
                    0,
                    0,
                    0,
                    now.units(),
                    0,
                    now.reconnects(),
                    null,
                    0,
                    0,
                    0,
                    0,
                    0,
                    null);
        }

        @Override
        public CompletableFuture<Void> closeAsync() {
            source.close();
            return CompletableFuture.completedFuture(null);
        }
    }

    /** This server was a centre once and is none now. */
    private record NoLink(SourceListener listener, LongSupplier nowUs) implements CameraSource {
        @Override
        public void start() {
            listener.onState(
                    new SourceState.Failed(
                            FailureReason.NO_LINK,
                            "links.port is 0: no site may dial in",
                            1,
                            nowUs.getAsLong()));
        }

        @Override
        public void readMode(ReadMode mode) {}

        @Override
        public RtspStats stats() {
            return new RtspStats(0, 0, 0, 0, 0, 0, 0, null, 0, 0, 0, 0, 0, null);
        }

        @Override
        public CompletableFuture<Void> closeAsync() {
            listener.onState(new SourceState.Stopped());
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.shutdownNow();
        PictureProofs proving = proofs;
        if (proving != null) {
            proving.close();
        }
        FactRounds looking = rounds;
        if (looking != null) {
            looking.close();
        }
        Uplink up = uplink;
        if (up != null) {
            up.close();
        }
        Centre below = centre;
        if (below != null) {
            below.close();
        }
    }
}
