package org.haidang.server.tier;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.haidang.archive.Archive;
import org.haidang.media.rtsp.net.ReadMode;
import org.haidang.media.rtsp.net.RtspStats;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.Viewings;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.engine.CameraEngine;
import org.haidang.server.engine.CameraSource;
import org.haidang.server.engine.RemoteCameras;
import org.haidang.server.engine.StreamName;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.ToldFacility;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.news.News;
import org.haidang.server.recording.Recordings;
import org.haidang.server.recording.RemoteRecordings;
import org.haidang.server.recording.StreamRecordings;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.tier.store.SiteFactStore;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.centre.Centre;
import org.haidang.uplink.centre.RemoteSource;
import org.haidang.uplink.site.Timing;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.site.UplinkState;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.trust.Membership;
import org.jspecify.annotations.Nullable;

/**
 * The links of this server: to the sites below it, when it is a centre, and to the centre above.
 */
public final class Tiers implements RemoteCameras, RemoteRecordings, AutoCloseable {
    private static final int LOOK_S = 2;

    /** Incidents that are closed already, as a new centre learns of them. */
    private static final int TOLD_CLOSED = 1_000;

    private static final System.Logger LOG = System.getLogger(Tiers.class.getName());

    private final Settings settings;
    private final String software;
    private final CameraRegistry registry;
    private final Viewings viewings;
    private final SecureRandom random;
    private final InstantSource clock;
    private final SiteDesk desk;
    private final LinkedSites sites;
    private final Database database;
    private final Audit audit;
    private final IncidentStore incidents;
    private final FactOutbox outbox;
    private final News news;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("tiers-watch").factory());
    private @Nullable CameraEngine engineOfUplink;
    private @Nullable FactRounds rounds;
    private Supplier<Map<String, ToldFacility>> facilities = Map::of;
    private @Nullable Recordings recordingsOfUplink;
    private boolean closed;
    private volatile @Nullable Centre centre;
    private volatile @Nullable Uplink uplink;

    public Tiers(
            Settings settings,
            String software,
            Database database,
            CameraRegistry registry,
            Audit audit,
            Viewings viewings,
            IncidentStore incidents,
            ToldFacilities facilities,
            FactOutbox outbox,
            News news,
            SecureRandom random,
            InstantSource clock) {
        this.settings = settings;
        this.software = software;
        this.registry = registry;
        this.viewings = viewings;
        this.random = random;
        this.clock = clock;
        SiteStore store = new SiteStore(database);
        this.desk = new SiteDesk(store, audit, random, clock);
        this.database = database;
        this.audit = audit;
        this.incidents = incidents;
        this.outbox = outbox;
        this.news = news;
        SiteFacts facts =
                new SiteFacts(
                        store, new SiteFactStore(database), incidents, facilities, outbox, news);
        this.sites = new LinkedSites(store, facts, registry, audit, random, clock);
    }

    /** Where the authority of a centre lies. */
    public static Path authorityFolder(Settings settings) {
        return settings.data().resolve("authority");
    }

    /** Where what the centre above gave us lies. */
    public static Path membershipFolder(Settings settings) {
        return settings.data().resolve("uplink");
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
            centre =
                    Centre.open(
                            new Centre.Config(hostName(), software, links.bind(), links.port()),
                            Authority.open(authorityFolder(settings), clock, random),
                            desk,
                            sites,
                            clock);
            LOG.log(Level.INFO, "sites may dial in at port {0}", Integer.toString(links.port()));
        }
        begin(engine, archive, recordings);
        look();
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK_S, LOOK_S, TimeUnit.SECONDS);
    }

    private synchronized void begin(CameraEngine engine, Archive archive, Recordings recordings) {
        engineOfUplink = engine;
        recordingsOfUplink = recordings;
        rounds =
                new FactRounds(
                                database,
                                outbox,
                                registry,
                                engine,
                                archive,
                                audit,
                                settings.zone(),
                                clock)
                        .start();
        rounds.facilities(facilities);
        news.listen((topic, facility) -> stirred());
    }

    private synchronized void stirred() {
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

    /** Dials for the membership that is there; {@code haidang join} may just have made it. */
    private synchronized void look() {
        CameraEngine engine = engineOfUplink;
        Recordings recordings = recordingsOfUplink;
        Uplink now = uplink;
        try {
            Membership member = Membership.load(membershipFolder(settings)).orElse(null);
            if (closed
                    || engine == null
                    || recordings == null
                    || member == null
                    || (now != null && now.member().sameSite(member))) {
                return;
            }
            if (now != null) {
                now.close();
            }
            uplink = dial(member, engine, recordings);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "the link to the centre cannot start", e);
        }
    }

    private Uplink dial(Membership member, CameraEngine engine, Recordings recordings) {
        FactRounds looking = rounds;
        if (outbox.open(member.siteId(), c -> incidents.tellAll(c, TOLD_CLOSED))
                && looking != null) {
            looking.begin();
        }
        SiteGrants grants = new SiteGrants(registry, engine, viewings, member.centreName());
        return new Uplink(
                        new Uplink.Config(
                                membershipFolder(settings), hostName(), software, Timing.STANDARD),
                        member,
                        grants,
                        new LinkOutbox(outbox),
                        new RecordingsForCentre(
                                grants, registry, recordings, audit, viewings, member.centreName()),
                        clock,
                        random)
                .start();
    }

    public SiteDesk desk() {
        return desk;
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
