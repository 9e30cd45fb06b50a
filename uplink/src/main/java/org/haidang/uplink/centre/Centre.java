package org.haidang.uplink.centre;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.media.source.SourceListener;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.Tls;
import org.haidang.uplink.Versions;
import org.haidang.uplink.trust.Authority;
import org.haidang.uplink.wire.Ask;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.FromCentre;
import org.haidang.uplink.wire.FromSite;
import org.haidang.uplink.wire.Instruction;
import org.haidang.uplink.wire.LinkGrpc;
import org.haidang.uplink.wire.ProbeAnswer;
import org.haidang.uplink.wire.ProbeRequest;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;

/** The port that sites dial, and everything that is spoken there. Thread-safe. */
public final class Centre implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Centre.class.getName());

    /** A site says something at least every few seconds; silent for so long it is lost. */
    static final long SILENCE_NS = 20_000_000_000L;

    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final int WINDOW_BYTES = 256 << 10;
    private static final int THREADS = 4;

    private final Config config;
    private final Register register;
    private final SiteListener listener;
    private final InstantSource clock;
    private final Lending lending = new Lending(this);
    private final Asks asks = new Asks(this);
    private final Calls<Turned> turns = new Calls<>(this, "a turn", Protocol.TURNS_SINCE);
    private final Calls<Configured> settings =
            new Calls<>(this, "settings", Protocol.SETTINGS_SINCE);
    private final Map<String, SiteLink> links = new HashMap<>();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("centre-tick").factory());
    private final OwnCertificate certificate;
    private final Server server;
    private int ticks;

    /**
     * What a centre is told of itself.
     *
     * @param bind address to listen at
     * @param port 0 for a free one
     * @param versions of the contract that it speaks
     */
    public record Config(String name, String software, String bind, int port, Versions versions) {
        /** One that speaks what this program knows. */
        public Config(String name, String software, String bind, int port) {
            this(name, software, bind, port, Protocol.SPOKEN);
        }
    }

    private Centre(
            Config config,
            Authority authority,
            Register register,
            SiteListener listener,
            InstantSource clock)
            throws IOException {
        this.config = config;
        this.register = register;
        this.listener = listener;
        this.clock = clock;
        this.certificate = new OwnCertificate(authority, clock);
        this.server =
                NettyServerBuilder.forAddress(new InetSocketAddress(config.bind(), config.port()))
                        .sslContext(tls(certificate, authority))
                        .executor(
                                Executors.newFixedThreadPool(
                                        THREADS,
                                        Thread.ofPlatform().daemon().name("centre-", 0).factory()))
                        .flowControlWindow(WINDOW_BYTES)
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .maxConcurrentCallsPerConnection(512)
                        .permitKeepAliveTime(5, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .intercept(new Peer(register, listener))
                        .addService(
                                new EnrolmentService(config.name(), authority, register, listener))
                        .addService(new LinkService())
                        .addService(new MediaService(lending, asks))
                        .build();
    }

    /**
     * Opens the port.
     *
     * @throws IOException when it is taken
     */
    public static Centre open(
            Config config,
            Authority authority,
            Register register,
            SiteListener listener,
            InstantSource clock)
            throws IOException {
        Centre centre = new Centre(config, authority, register, listener, clock);
        centre.server.start();
        var _ = centre.ticker.scheduleWithFixedDelay(centre::tick, 1, 1, TimeUnit.SECONDS);
        return centre;
    }

    private static SslContext tls(OwnCertificate own, Authority authority) throws IOException {
        SslContextBuilder builder =
                SslContextBuilder.forServer(own.keys())
                        .clientAuth(ClientAuth.OPTIONAL)
                        .trustManager(authority.certificate());
        return Tls.context(builder);
    }

    /** The port it listens at. */
    public int port() {
        return server.getPort();
    }

    String name() {
        return config.name();
    }

    String software() {
        return config.software();
    }

    Versions versions() {
        return config.versions();
    }

    SiteListener listener() {
        return listener;
    }

    Lending lending() {
        return lending;
    }

    Asks asks() {
        return asks;
    }

    Calls<Turned> turns() {
        return turns;
    }

    Calls<Configured> settings() {
        return settings;
    }

    long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** Whether the site's control runs. */
    public boolean linked(String siteId) {
        return link(siteId).isPresent();
    }

    Optional<SiteLink> link(String siteId) {
        synchronized (links) {
            return Optional.ofNullable(links.get(siteId)).filter(SiteLink::greeted);
        }
    }

    /**
     * A stream of a camera at a site, not asked for yet.
     *
     * @param cameraId as the site calls it
     * @param stream {@code main} or {@code sub}
     */
    public RemoteSource source(String siteId, String cameraId, String stream, SourceListener to) {
        return new RemoteSource(lending, siteId, cameraId, stream, to, this::nowUs);
    }

    /**
     * Asks a site about its recordings. The answer must be closed.
     *
     * @param question all but its id and credit, which are ours to set
     * @throws NoAnswerException at once, when there is no link, the site is too old, or too much is
     *     being asked
     */
    public Answer ask(String siteId, Ask.Builder question) throws NoAnswerException {
        return asks.ask(siteId, question);
    }

    /** How many asks are being answered; each holds a bounded piece of memory. */
    public int asksOpen() {
        return asks.count();
    }

    /**
     * Has a site turn a camera for somebody here, and waits for its answer for at most {@link
     * Protocol#ANSWER_SECONDS}.
     *
     * @param turn all but its id, which is ours to set
     * @throws NoAnswerException when there is no link, the site is too old or silent, or too much
     *     is being turned
     */
    public Turned turn(String siteId, Turn.Builder turn) throws NoAnswerException {
        return turns.call(siteId, id -> FromCentre.newBuilder().setTurn(turn.setId(id)));
    }

    /**
     * Has a site record a camera otherwise for somebody here, and waits for its answer for at most
     * {@link Protocol#ANSWER_SECONDS}. When it is silent, it may have done so all the same.
     *
     * @param wanted all but its id, which is ours to set
     * @throws NoAnswerException when there is no link, the site is too old or silent, or too much
     *     is being changed
     */
    public Configured configure(String siteId, Configure.Builder wanted) throws NoAnswerException {
        return settings.call(siteId, id -> FromCentre.newBuilder().setConfigure(wanted.setId(id)));
    }

    /** How many turns and settings wait for an answer. */
    public int callsOpen() {
        return turns.count() + settings.count();
    }

    /** The version that is spoken with a site; 0 while it is not linked. */
    public int version(String siteId) {
        return link(siteId).map(SiteLink::version).orElse(0);
    }

    /**
     * Tells a site what people here want of people there, now. Whether it arrived a fact will tell.
     *
     * @return false when it is not linked, or does not understand it
     */
    public boolean instruct(String siteId, Instruction instruction) {
        Optional<SiteLink> link =
                link(siteId).filter(one -> one.version() >= Protocol.INSTRUCTIONS_SINCE);
        link.ifPresent(one -> say(one, instruction));
        return link.isPresent();
    }

    private static void say(SiteLink link, Instruction instruction) {
        link.say(FromCentre.newBuilder().setInstruction(instruction));
    }

    /** Ends a site's conversation at once; its certificate must not be trusted any more. */
    public void expel(String siteId) {
        SiteLink link;
        synchronized (links) {
            link = links.get(siteId);
        }
        if (link != null) {
            expel(link);
        }
    }

    private static void expel(SiteLink link) {
        link.hangUp(Status.UNAUTHENTICATED.withDescription("the centre has revoked this site"));
    }

    private final class LinkService extends LinkGrpc.LinkImplBase {
        @Override
        public StreamObserver<FromSite> control(StreamObserver<FromCentre> down) {
            return new SiteLink(
                    Peer.site(),
                    Peer.serial(),
                    Peer.from(),
                    Centre.this,
                    (ServerCallStreamObserver<FromCentre>) down);
        }

        @Override
        public void probe(ProbeRequest asked, StreamObserver<ProbeAnswer> answer) {
            answer.onNext(
                    ProbeAnswer.newBuilder()
                            .setProtocol(versions().newest())
                            .setOldestProtocol(versions().oldest())
                            .setSoftware(software())
                            .setClockUs(nowUs())
                            .build());
            answer.onCompleted();
        }
    }

    /** A site has greeted; an older conversation of the same site is over. */
    void begun(SiteLink link, String name, String software, long clockOffsetUs) {
        SiteLink before;
        synchronized (links) {
            before = links.put(link.siteId(), link);
        }
        if (before != null) {
            before.hangUp(Status.ABORTED.withDescription("the site dialled again"));
        }
        listener.linked(link.siteId(), name, software, clockOffsetUs);
        if (link.version() >= Protocol.INSTRUCTIONS_SINCE) {
            listener.instructions(link.siteId()).forEach(each -> say(link, each));
        }
        lending.linked(link.siteId());
    }

    void ended(SiteLink link, String why) {
        synchronized (links) {
            if (!links.remove(link.siteId(), link)) {
                return;
            }
        }
        lending.lost(link.siteId());
        asks.lost(link.siteId());
        turns.lost(link.siteId());
        settings.lost(link.siteId());
        listener.lost(link.siteId(), why);
    }

    private void tick() {
        try {
            long nowNs = System.nanoTime();
            List<SiteLink> all;
            synchronized (links) {
                all = List.copyOf(links.values());
            }
            all.stream()
                    .filter(link -> link.silentNs(nowNs) > SILENCE_NS)
                    .forEach(link ->
                            link.hangUp(
                                    Status.DEADLINE_EXCEEDED.withDescription(
                                            "nothing was heard for 20 s")));
            lending.tick(nowNs);
            if (ticks++ % Protocol.RENEW_SECONDS == 0) {
                lending.renew();
                // Also what another program beside us has revoked.
                all.stream()
                        .filter(link -> !register.trusted(link.siteId(), link.serial()))
                        .forEach(Centre::expel);
                certificate.look();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "a look at the links failed", e);
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
