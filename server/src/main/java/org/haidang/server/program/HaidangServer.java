package org.haidang.server.program;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.haidang.archive.Archive;
import org.haidang.archive.ArchiveConfig;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.record.SyncPolicy;
import org.haidang.archive.retain.RecordingPolicy;
import org.haidang.media.rtsp.net.AddressRules;
import org.haidang.media.rtsp.net.EventLoops;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.Viewings;
import org.haidang.server.backfill.Backfill;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.CameraStore;
import org.haidang.server.camera.store.FacilityStore;
import org.haidang.server.clip.Clips;
import org.haidang.server.clip.store.ClipStore;
import org.haidang.server.configure.SettingsDesk;
import org.haidang.server.connection.ConnectionRounds;
import org.haidang.server.connection.Connections;
import org.haidang.server.connection.PlanPhoneBook;
import org.haidang.server.device.CameraDevices;
import org.haidang.server.device.DeviceTrust;
import org.haidang.server.device.Devices;
import org.haidang.server.device.store.CameraDeviceStore;
import org.haidang.server.device.store.DeviceCertificateStore;
import org.haidang.server.dispatch.ReminderRounds;
import org.haidang.server.engine.AlarmRelay;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraSource;
import org.haidang.server.engine.CameraStatus;
import org.haidang.server.engine.SourceFactory;
import org.haidang.server.engine.StreamName;
import org.haidang.server.event.CameraEvents;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.store.ToldFacilityStore;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.identity.Accounts;
import org.haidang.server.identity.Passwords;
import org.haidang.server.identity.SecondFactorRule;
import org.haidang.server.identity.Sessions;
import org.haidang.server.identity.openid.OpenIdSignIn;
import org.haidang.server.identity.store.User;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.live.Viewers;
import org.haidang.server.news.News;
import org.haidang.server.notification.Channels;
import org.haidang.server.notification.Outbox;
import org.haidang.server.notification.Sender;
import org.haidang.server.notification.store.NotificationStore;
import org.haidang.server.organisation.Organisations;
import org.haidang.server.organisation.store.OrganisationStore;
import org.haidang.server.plan.PlanOrders;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.ptz.FarDesk;
import org.haidang.server.ptz.Heads;
import org.haidang.server.ptz.PtzDesk;
import org.haidang.server.ptz.Turning;
import org.haidang.server.recording.Recordings;
import org.haidang.server.recording.store.SqlSegmentCatalog;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.DefaultRoles;
import org.haidang.server.rights.Rights;
import org.haidang.server.rights.Subject;
import org.haidang.server.rights.store.RightsStore;
import org.haidang.server.secrets.MacKey;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.settings.Settings;
import org.haidang.server.still.PictureDecoder;
import org.haidang.server.still.Still;
import org.haidang.server.still.Stills;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.haidang.server.tier.Tiers;
import org.haidang.server.web.WebServer;
import org.haidang.server.web.request.Duty;
import org.haidang.server.web.request.Programme;
import org.haidang.server.web.request.Services;
import org.haidang.server.web.request.WallActs;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/**
 * The server from its data folder to its port. Opening and starting are two steps: in between, a
 * caller may prepare accounts and cameras. Closes in the opposite order of opening.
 */
public final class HaidangServer implements AutoCloseable {
    private static final int RIGHTS_SECONDS = 2;

    private static final Duration CLIPS_LOOK = Duration.ofSeconds(5);

    /** What a picture that only proves something is decoded to. */
    private static final int PROOF_WIDTH = 320;

    /** What was recorded so lately may not be found on disk yet. */
    private static final long ON_DISK_US = 20_000_000;

    private static final System.Logger LOG = System.getLogger(HaidangServer.class.getName());

    private final Settings settings;
    private final Instant startedAt = Instant.now();
    private final InstantSource clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final AlarmRelay alarms = new AlarmRelay();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Database database;
    private final Audit audit;
    private final Viewings viewings;
    private final People people;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Organisations organisations;
    private final Rights rights;
    private final CameraRegistry registry;
    private final News news = new News();
    private final InstantSource programmeClock;
    private final Programme programme;
    private final Sender sender;
    private final Archive archive;
    private final ToldFacilities told;
    private final IncidentStore incidents;
    private final Tiers tiers;
    private final Clips clips;
    private final Recordings recordings;
    private final Devices devices;
    private final CameraDevices cameraDevices;
    private final DeviceTrust deviceTrust;
    private final CameraEngine engine;
    private @Nullable Connections connections;
    private @Nullable Duty duty;
    private @Nullable WebServer web;

    private HaidangServer(
            Settings settings,
            @Nullable SourceFactory sources,
            @Nullable SecondFactorRule rule,
            Passwords passwords)
            throws IOException {
        this.settings = settings;
        PlainHttp.check(settings);
        parts.push(DataFolder.take(settings.data()));
        Sealer sealer = Sealer.withKeyFile(secretKey(settings), random);
        this.database = opened(database(settings));
        this.audit = opened(Audit.open(database, auditAnchor(settings), auditKey(sealer), clock));
        audit.onDamage(alarms::changed);
        this.viewings = opened(new Viewings(audit, clock));
        this.organisations = new Organisations(new OrganisationStore(database), random, clock);
        this.rights = new Rights(new RightsStore(database), organisations, random, clock);
        this.people =
                People.of(
                        database,
                        sealer,
                        rule == null ? rights::needsSecondFactor : rule,
                        new WallActs(audit),
                        userId -> rights.mayAnywhere(Subject.person(userId), Action.LIVE_VIEW),
                        passwords,
                        random,
                        clock);
        this.sessions = people.sessions();
        this.accounts = people.accounts();
        finishSetUp();
        this.registry =
                new CameraRegistry(
                        new CameraStore(database),
                        new FacilityStore(database),
                        sealer,
                        random,
                        clock,
                        settings.cameras().max());
        this.programmeClock = programmeClock(settings, clock);
        this.told = new ToldFacilities(new ToldFacilityStore(database));
        NotificationStore notificationStore = new NotificationStore(database);
        Channels channels = opened(channels(settings, clock));
        this.sender = opened(new Sender(notificationStore, channels, sealer, clock));
        this.programme =
                new ProgrammeParts(
                                settings,
                                database,
                                told,
                                registry,
                                audit,
                                news,
                                random,
                                programmeClock)
                        .of(
                                people,
                                rights,
                                organisations,
                                new Outbox(notificationStore, channels, sealer, random, clock),
                                this::hasPicture);
        this.archive = opened(openArchive());
        FactOutbox facts = new FactOutbox(database);
        this.incidents = new IncidentStore(database, facts);
        this.tiers =
                new Tiers(
                        settings,
                        Version.text(),
                        new Tiers.Parts(
                                database,
                                registry,
                                audit,
                                viewings,
                                incidents,
                                told,
                                facts,
                                news,
                                alarms::changed),
                        random,
                        clock);
        this.engine =
                opened(
                        new CameraEngine(
                                registry,
                                archive,
                                sources == null ? rtspSources() : sources,
                                tiers,
                                new CameraEngine.Config(
                                        settings.cameras().linger(),
                                        settings.archive().retentionDays(),
                                        settings.zone(),
                                        addressGuard(settings)),
                                clock));
        opened(tiers);
        this.recordings = new Recordings(registry, archive, tiers);
        this.clips = opened(newClips());
        this.cameraDevices = new CameraDevices(new CameraDeviceStore(database), registry, clock);
        this.deviceTrust =
                new DeviceTrust(new DeviceCertificateStore(database), cameraDevices::anyAt, clock);
        this.devices = new Devices(addressGuard(settings), deviceTrust, clock, random);
    }

    /**
     * Opens database, archive and engine; nothing is pulled yet.
     *
     * @throws StartException with words for the administrator
     */
    public static HaidangServer open(Settings settings) {
        return open(settings, null);
    }

    /**
     * The same with sources of the caller's.
     *
     * @param sources null pulls over RTSP
     */
    public static HaidangServer open(Settings settings, @Nullable SourceFactory sources) {
        return open(settings, sources, null, new Passwords());
    }

    /**
     * The same with a rule and a hashing of the caller's.
     *
     * @param rule who must have a second factor; null asks the roles
     */
    public static HaidangServer open(
            Settings settings,
            @Nullable SourceFactory sources,
            @Nullable SecondFactorRule rule,
            Passwords passwords) {
        try {
            return new HaidangServer(settings, sources, rule, passwords);
        } catch (IOException e) {
            throw new StartException("Cannot open the data folder or an archive folder: " + e, e);
        }
    }

    private static Channels channels(Settings settings, InstantSource clock) {
        try {
            return Channels.of(settings.notifications(), clock);
        } catch (IOException e) {
            throw new StartException(
                    "The mail server's certificate cannot be used: "
                            + e.getMessage()
                            + ". Check notifications.smtp.certificate.",
                    e);
        }
    }

    /** The real one, or that of an exercise. */
    private static InstantSource programmeClock(Settings settings, InstantSource real) {
        Instant exercise = settings.programme().exerciseTime();
        return exercise == null
                ? real
                : InstantSource.offset(real, Duration.between(real.instant(), exercise));
    }

    private SourceFactory rtspSources() {
        return CameraSource.overRtsp(opened(EventLoops.start(settings.cameras().eventLoops())));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** The key that seals the passwords of cameras and proves what this server wrote. */
    public static Path secretKey(Settings settings) {
        return settings.data().resolve("secret.key");
    }

    /** The SQLite file, when no other database is set. */
    public static Path databaseFile(Settings settings) {
        return settings.data().resolve("haidang.db");
    }

    /** What is remembered of the audit log outside the database. */
    public static Path auditAnchor(Settings settings) {
        return settings.data().resolve("audit-anchor");
    }

    public static MacKey auditKey(Sealer sealer) {
        return sealer.macKey("audit");
    }

    /**
     * Opens the database of the settings.
     *
     * @throws StartException with words for the administrator
     */
    public static Database database(Settings settings) {
        Settings.DatabaseSettings wanted = settings.database();
        String url = wanted.url();
        try {
            if (url == null) {
                return Databases.sqlite(databaseFile(settings));
            }
            String username = wanted.username();
            return Databases.postgres(
                    url, username == null ? "haidang" : username, wanted.password());
        } catch (RuntimeException e) {
            throw new StartException(
                    "The database cannot be opened ("
                            + e.getMessage()
                            + "). Check database.url, the login, and that it runs.",
                    e);
        }
    }

    private Archive openArchive() throws IOException {
        Settings.ArchiveSettings wanted = settings.archive();
        List<DiskConfig> disks = new ArrayList<>();
        wanted.disks()
                .forEach((name, folder) ->
                        disks.add(
                                new DiskConfig(
                                        name,
                                        folder,
                                        (long) (wanted.minFreeGib() * (1L << 30)),
                                        wanted.minFreePercent())));
        ArchiveConfig config =
                ArchiveConfig.of(disks)
                        .withSegmentTarget(wanted.segment())
                        .withSync(
                                wanted.syncEverySecond()
                                        ? SyncPolicy.everySecond()
                                        : SyncPolicy.atSegmentClose())
                        .withDefaultPolicy(RecordingPolicy.days(wanted.retentionDays()))
                        .withSoftware("haidang " + Version.text());
        return Archive.open(config, new SqlSegmentCatalog(database), clock, alarms);
    }

    /**
     * Which addresses cameras may have, asked with the resolved address before it is connected to.
     */
    static Predicate<InetAddress> addressGuard(Settings settings) {
        return settings.cameras().allowLocalCameras()
                ? AddressRules.any()
                : AddressRules.camerasOnly().and(address -> !address.isLinkLocalAddress());
    }

    public Settings settings() {
        return settings;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Rights rights() {
        return rights;
    }

    public Organisations organisations() {
        return organisations;
    }

    public Audit audit() {
        return audit;
    }

    public Viewings viewings() {
        return viewings;
    }

    /** Everything about people. */
    public People people() {
        return people;
    }

    public CameraRegistry registry() {
        return registry;
    }

    /** The programme of the dispatch. */
    public Programme programme() {
        return programme;
    }

    public CameraEngine engine() {
        return engine;
    }

    public Archive archive() {
        return archive;
    }

    /** How far facilities are from being connected, once the web layer was started. */
    public Connections connections() {
        return Objects.requireNonNull(connections, "not started");
    }

    /** The web layer, once it was started. */
    public WebServer web() {
        return Objects.requireNonNull(web, "not started");
    }

    /** What happens on duty, once the web layer was started: it knows who watches. */
    public Duty duty() {
        return Objects.requireNonNull(duty, "not started");
    }

    /** Begins to pull and to record. */
    public void startRecording() {
        engine.start();
        try {
            tiers.start(engine, archive, recordings);
            if (tiers.isCentre() && settings.links().clips().maxBytes() > 0) {
                clips.start();
            }
        } catch (IOException e) {
            throw new StartException("The links between tiers cannot start: " + e.getMessage(), e);
        }
    }

    private Backfill newBackfill() {
        Settings.BackfillSettings wanted = settings.archive().backfill();
        return new Backfill(
                archive,
                registry,
                engine::status,
                cameraDevices,
                devices::conversation,
                audit::append,
                new Backfill.Config(
                        wanted.automatic(),
                        wanted.lookBack(),
                        addressGuard(settings),
                        () ->
                                wanted.budget()
                                                .bitsPerSecond(
                                                        LocalTime.ofInstant(
                                                                clock.instant(), settings.zone()))
                                        / 8),
                clock);
    }

    private Clips newClips() {
        Settings.Clips wanted = settings.links().clips();
        return new Clips(
                new ClipStore(database),
                incidents,
                registry,
                recordings,
                news,
                new Clips.Config(
                        settings.data().resolve("clips"),
                        wanted.maxBytes(),
                        wanted.keep(),
                        CLIPS_LOOK),
                random,
                clock);
    }

    /** Cameras and recorders of the network. */
    public Devices devices() {
        return devices;
    }

    /** Which cameras are known as devices. */
    public CameraDevices cameraDevices() {
        return cameraDevices;
    }

    /** Copies of what sites recorded of incidents. */
    public Clips clips() {
        return clips;
    }

    /** The links to the tiers below and above. */
    public Tiers tiers() {
        return tiers;
    }

    /**
     * Opens the port.
     *
     * @return where people reach it
     * @throws StartException if the port is taken or the certificate cannot be used
     */
    public String startWeb(PictureDecoder decoder, CameraProbe probe) {
        sender.start(programme.outbox());
        opened(ReminderRounds.start(programme.reminders()));
        opened(AuditRounds.start(audit, viewings, settings.audit().retentionDays(), clock));
        opened(ClosingRounds.start(programme.closings(), archive, new CameraEventStore(database)));
        sessions.onEnd(viewings::sessionEnded);
        Viewers viewers = opened(new Viewers(engine, this::stillGood));
        sessions.onEnd(viewers::sessionEnded);
        rights.listen(viewers::rightsChanged);
        watchRights();
        Stills stills = new Stills(engine, archive, recordings, decoder);
        tiers.instructions().onReceived(programme.reminders()::instructed);
        tiers.prove(camera -> picture(stills, camera));
        tiers.lastPictures(stills);
        Connections connecting = connections(stills, probe);
        connections = connecting;
        opened(new ConnectionRounds(connecting).start());
        Duty watching = startDuty(viewers, connecting);
        duty = watching;
        tiers.facilities(watching.overviews()::told);
        programme.search().add(SearchSources.incidents(watching.incidents(), registry));
        opened(
                new PlanOrders(
                                programme.plans(),
                                tiers.instructions(),
                                Language.of(settings.language()),
                                clock)
                        .start());
        opened(WallRounds.start(people.walls(), rights));
        CameraEvents cameraEvents = opened(newCameraEvents());
        opened(CameraEventRounds.start(cameraEvents));
        PtzDesk ptzDesk = opened(new PtzDesk(audit::append, news, clock));
        Heads heads = new Heads(devices::conversation, clock);
        FarDesk farDesk = opened(new FarDesk(audit::append, clock));
        opened(PtzRounds.start(ptzDesk, farDesk, heads));
        Turning turning = new Turning(registry, cameraDevices, ptzDesk, heads, farDesk, tiers);
        opened(tiers.turning(turning));
        SettingsDesk settingsDesk =
                new SettingsDesk(registry, audit::append, tiers.settingsBelow());
        opened(tiers.configuring(settingsDesk));
        Backfill backfill = opened(newBackfill().start());
        Services services =
                new Services(
                        settings,
                        Version.text(),
                        startedAt,
                        clock,
                        database,
                        audit,
                        viewings,
                        accounts,
                        sessions,
                        organisations,
                        rights,
                        people.factors(),
                        people.invitations(),
                        people.tokens(),
                        people.passkeys(),
                        people.walls(),
                        openId(),
                        registry,
                        archive,
                        recordings,
                        news,
                        programme,
                        watching,
                        alarms,
                        engine,
                        tiers,
                        clips,
                        viewers,
                        stills,
                        probe,
                        devices,
                        cameraDevices,
                        deviceTrust,
                        backfill,
                        cameraEvents,
                        turning,
                        settingsDesk,
                        connecting,
                        Sealer.forThisRun(random),
                        secure(settings));
        try {
            WebServer started = opened(WebServer.start(services));
            web = started;
            return url(settings, started.port());
        } catch (RuntimeException e) {
            throw new StartException(
                    "The port "
                            + settings.http().port()
                            + " at "
                            + settings.http().bind()
                            + " cannot be opened: "
                            + root(e)
                            + ". Is another program using it? Choose another with --port.",
                    e);
        }
    }

    private CameraEvents newCameraEvents() {
        Settings.CameraEventSettings wanted = settings.cameras().events();
        return new CameraEvents(
                registry,
                cameraDevices,
                devices,
                new CameraEventStore(database),
                alarms::changed,
                new CameraEvents.Config(
                        wanted.asked(), wanted.retentionDays(), settings.archive().retentionDays()),
                random,
                clock);
    }

    /** When the newest picture of a camera was taken that can be had and decoded here. */
    private Optional<Long> picture(Stills stills, String cameraId) throws IOException {
        long nowUs = clock.millis() * 1_000;
        try {
            // Never what the site sent as a JPEG: that would prove its decoder, not our line.
            Optional<Still> watched = stills.pulled(cameraId, StreamName.SUB, PROOF_WIDTH);
            return (watched.isPresent()
                            ? watched
                            : stills.recorded(
                                    cameraId, StreamName.MAIN, nowUs - ON_DISK_US, PROOF_WIDTH))
                    .map(Still::wallUs);
        } catch (Stills.UndecodedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Connections connections(Stills stills, CameraProbe probe) {
        ProgrammeKnowledge knowledge = ProgrammeKnowledge.of(registry, programme);
        return new Connections(
                new Connections.Parts(
                        database,
                        registry,
                        programme.lives(),
                        programme.plans(),
                        engine,
                        archive,
                        stills,
                        probe,
                        knowledge.grounds(),
                        new PlanPhoneBook(programme.plans(), knowledge.phoneBook()),
                        audit,
                        news,
                        settings.data().resolve("evidence"),
                        ConnectionLimits.standard()
                                .withAvailability(settings.programme().availabilityPercent()),
                        random,
                        clock,
                        programmeClock));
    }

    private Duty startDuty(Viewers viewers, Connections connecting) {
        Duty made =
                DutyParts.of(
                        incidents,
                        database,
                        registry,
                        programme.lives(),
                        told,
                        ProgrammeKnowledge.of(registry, programme).ofOverview(connecting),
                        engine,
                        archive,
                        viewers,
                        audit,
                        news,
                        settings,
                        random,
                        clock,
                        programmeClock);
        opened(DutyParts.lookRound(made.watch()));
        return made;
    }

    /** Reports are drafted only after the start, and so the engine is there. */
    private boolean hasPicture(String cameraId) {
        return engine.status(cameraId)
                .filter(status -> status.kind() == CameraStatus.Kind.LIVE)
                .isPresent();
    }

    /** Other programs, such as {@code haidang user}, change rights in the same database. */
    private void watchRights() {
        ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("rights-watch").factory());
        parts.push(watch::shutdownNow);
        var _ =
                watch.scheduleWithFixedDelay(
                        () -> {
                            try {
                                rights.refresh();
                            } catch (RuntimeException e) {
                                LOG.log(Level.WARNING, "rights could not be read again", e);
                            }
                        },
                        RIGHTS_SECONDS,
                        RIGHTS_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** A crash between the first person and his right must not leave a server without anybody. */
    private void finishSetUp() {
        List<User> people = accounts.all();
        if (people.size() == 1 && rights.grants(people.getFirst().id()).isEmpty()) {
            rights.give(
                    people.getFirst().id(), Rights.Gift.everywhere(DefaultRoles.ADMINISTRATOR), "");
        }
    }

    private @Nullable OpenIdSignIn openId() {
        Settings.OpenId wanted = settings.openId();
        return wanted == null
                ? null
                : new OpenIdSignIn(
                        new OpenIdSignIn.Provider(
                                wanted.name(),
                                wanted.issuer(),
                                wanted.clientId(),
                                wanted.clientSecret()),
                        Sealer.forThisRun(random),
                        random,
                        clock);
    }

    /** Whether the session or the key behind this hash still counts. */
    private boolean stillGood(String hash) {
        return sessions.findByHash(hash).isPresent()
                || people.tokens().findByHash(hash).isPresent();
    }

    /** Cookies are for encrypted connections only, unless all connections stay in this machine. */
    private static boolean secure(Settings settings) {
        return settings.tls().mode() != Settings.TlsMode.OFF
                || (settings.http().publicUrl() != null
                        && settings.http().publicUrl().startsWith("https:"));
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static String url(Settings settings, int port) {
        String given = settings.http().publicUrl();
        if (given != null) {
            return given;
        }
        boolean tls = settings.tls().mode() != Settings.TlsMode.OFF;
        String host = settings.http().bind();
        try {
            if (InetAddress.getByName(host).isAnyLocalAddress()) {
                host = InetAddress.getLocalHost().getHostName();
            }
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        boolean standard = port == (tls ? 443 : 80);
        return (tls ? "https://" : "http://") + bracketed + (standard ? "" : ":" + port);
    }

    /** A file in the data folder. */
    public Path file(String name) {
        return settings.data().resolve(name);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "closing " + part.getClass().getSimpleName(), e);
            }
        }
    }
}
