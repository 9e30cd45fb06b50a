package org.haidang.uplink.site;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.SettingsLimits;
import org.haidang.uplink.TurnLimits;
import org.haidang.uplink.Versions;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.AskEnded;
import org.haidang.uplink.wire.CameraState;
import org.haidang.uplink.wire.Catalogue;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.Echo;
import org.haidang.uplink.wire.Fact;
import org.haidang.uplink.wire.Facts;
import org.haidang.uplink.wire.FromCentre;
import org.haidang.uplink.wire.FromSite;
import org.haidang.uplink.wire.Hello;
import org.haidang.uplink.wire.Instruction;
import org.haidang.uplink.wire.LeaseEnded;
import org.haidang.uplink.wire.LinkGrpc;
import org.haidang.uplink.wire.States;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;
import org.haidang.uplink.wire.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * A site's link to its centre: dials, greets, says what there is and what happened, and dials again
 * for as long as it is open.
 *
 * <pre>
 * WAITING -- wait over --> DIALLING -- welcome --> LINKED
 *    ^                        |                      |
 *    +--- refused, error, no welcome in 10 s --------+--- error, no echo ---
 * </pre>
 *
 * <p>All of it happens in one thread; callbacks of gRPC are handed over to it.
 */
public final class Uplink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Uplink.class.getName());

    /** Facts under way that the centre has not said applied of. */
    static final int FACTS_UNDER_WAY = 512;

    private static final int FACTS_PER_WORD = 128;
    private static final int FACT_BYTES_PER_WORD = 1 << 20;
    private static final int CONTROL_WINDOW = 256 << 10;
    private static final int MEDIA_WINDOW = 256 << 10;
    private static final long WELCOME_NS = 10_000_000_000L;

    /** So many times longer a welcome is waited for at the fourth attempt and later. */
    private static final int MAX_PATIENCE = 4;

    private final Path folder;
    private final String siteName;
    private final String software;
    private final Timing timing;
    private final Versions versions;
    private final Route route;
    private final Grants grants;
    private final Outbox outbox;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final MediaChannel media;
    private final Leases leases;
    private final Answers answers;
    private final Calls<Turned.Builder> turns =
            new Calls<>("turn", why -> Turned.newBuilder().setOutcome(why.word()));
    private final Calls<Configured.Builder> settings =
            new Calls<>("settings", why -> Configured.newBuilder().setOutcome(why.word()));
    private volatile Turning turning = Turning.none();
    private volatile Configuring configuring = Configuring.none();
    private final AtomicBoolean statesAsked = new AtomicBoolean();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("uplink").factory());
    private final ExecutorService pumps =
            Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().daemon().name("uplink-media-", 0).factory());

    // All below belongs to the thread.
    private volatile Membership member;
    private @Nullable ManagedChannel channel;
    private @Nullable ClientCallStreamObserver<FromSite> up;
    private int conversation;
    private boolean linked;
    private int attempt;
    private long nextDialNs;
    private long dialledNs;
    private long echoSentNs;
    private long echoHeardNs;
    private long echoNumber;
    private long sentFact;
    private volatile long appliedFact;
    private @Nullable Catalogue toldCatalogue;
    private List<CameraState> toldStates = List.of();
    private long renewAfterNs = System.nanoTime();

    private boolean takesPictures;
    private boolean hearsHolders;
    private boolean hearsSettings;
    private Consumer<Instruction> instructed = instruction -> {};
    private volatile PictureSender sender;
    private volatile UplinkState state;
    private Runnable onChange = () -> {};

    /**
     * What a site is told of itself.
     *
     * @param folder where its membership lies
     * @param siteName as the centre shall read it
     * @param route by which the centre is reached
     * @param budget what live pictures and recordings may take of the line
     * @param versions of the contract that it speaks
     */
    public record Config(
            Path folder,
            String siteName,
            String software,
            Timing timing,
            Route route,
            MediaBudget budget,
            Versions versions) {
        /** One that speaks what this program knows. */
        public Config(
                Path folder,
                String siteName,
                String software,
                Timing timing,
                Route route,
                MediaBudget budget) {
            this(folder, siteName, software, timing, route, budget, Protocol.SPOKEN);
        }
    }

    public Uplink(
            Config config,
            Membership member,
            Grants grants,
            Outbox outbox,
            Recordings recordings,
            InstantSource clock,
            RandomGenerator random) {
        this.folder = config.folder();
        this.siteName = config.siteName();
        this.software = config.software();
        this.timing = config.timing();
        this.versions = config.versions();
        this.route = config.route();
        this.member = member;
        this.grants = grants;
        this.outbox = outbox;
        this.clock = clock;
        this.random = random;
        this.media = new MediaChannel(this::mediaChannel, config.budget());
        this.leases = new Leases(grants, media, pumps, thread, this::leaseEnded);
        this.answers = new Answers(recordings, media, this::askEnded);
        this.sender = sender(LastPictures.none(), PictureBudget.NONE);
        this.state =
                new UplinkState(
                        false,
                        nowUs(),
                        Trouble.NOT_DIALLED,
                        "not dialled yet",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        PictureRoundState.NONE);
    }

    /** Begins to dial. */
    public Uplink start() {
        nextDialNs = System.nanoTime();
        outbox.onAdded(() -> later(this::sendFacts));
        var _ =
                thread.scheduleWithFixedDelay(
                        this::guardedTick, 0, timing.tick().toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    public UplinkState state() {
        UplinkState now = state;
        return new UplinkState(
                now.linked(),
                now.sinceUs(),
                now.trouble(),
                now.why(),
                now.attempt(),
                now.echoUs(),
                now.centreClockUs(),
                leases.count(),
                (int) leases.thinned(),
                media.budget().bitsPerSecond(),
                media.bytes(),
                appliedFact,
                outbox.waiting(),
                sender.state());
    }

    /**
     * Sends last pictures from now on, while the centre takes them; replaces what it did before.
     */
    public void lastPictures(LastPictures from, PictureBudget budget) {
        PictureSender fresh = sender(from, budget);
        later(() -> {
            sender.close();
            sender = fresh;
            Catalogue told = toldCatalogue;
            if (told != null) {
                fresh.catalogue(told);
            }
            if (takesPictures) {
                fresh.open(System.nanoTime(), random.nextDouble());
            }
        });
    }

    /**
     * Is given what the centre wants of people here, again and again until a fact tells that it is
     * kept; in the link's thread. When it throws, the link is dialled anew and the centre says it
     * again.
     */
    public void instructions(Consumer<Instruction> keeper) {
        later(() -> instructed = keeper);
    }

    /** Has the centre's turns done by this from now on; before, all are refused. */
    public void turning(Turning by) {
        turning = by;
    }

    /** Has the centre's settings done by this from now on; before, all are refused. */
    public void configuring(Configuring by) {
        configuring = by;
    }

    /** Somebody began or ended to turn a camera: the centre hears it now, not at the next look. */
    public void statesChanged() {
        // What came together is told together.
        if (statesAsked.compareAndSet(false, true)) {
            later(() -> {
                statesAsked.set(false);
                sendStates();
            });
        }
    }

    private PictureSender sender(LastPictures from, PictureBudget budget) {
        return new PictureSender(
                from,
                budget,
                grants,
                new PictureSender.Line() {
                    @Override
                    public void later(Runnable step) {
                        Uplink.this.later(step);
                    }

                    @Override
                    public void at(long ns, Runnable step) {
                        Uplink.this.at(ns, step);
                    }

                    @Override
                    public boolean free() {
                        ClientCallStreamObserver<FromSite> to = up;
                        return to != null && to.isReady();
                    }

                    @Override
                    public void say(FromSite.Builder word) {
                        Uplink.this.say(word);
                    }
                });
    }

    /** Is run in the link's thread when it comes or goes; must not block. */
    public void onChange(Runnable listener) {
        later(() -> onChange = listener);
    }

    /** What is granted has changed: what was withdrawn ends now, the centre hears the rest. */
    public void grantsChanged() {
        later(() -> {
            leases.endWithdrawn();
            answers.endWithdrawn();
            sendCatalogue();
            sendStates();
        });
    }

    public Membership member() {
        return member;
    }

    public Route route() {
        return route;
    }

    private void later(Runnable step) {
        try {
            thread.execute(() -> {
                try {
                    step.run();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "the link to the centre stumbled", e);
                    lost(Trouble.OTHER, "stumbled: " + e);
                }
            });
        } catch (RejectedExecutionException closed) {
            // Nothing more is to be done.
        }
    }

    private void at(long ns, Runnable step) {
        try {
            var _ =
                    thread.schedule(
                            () -> later(step),
                            Math.max(0, ns - System.nanoTime()),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Nothing more is to be done.
        }
    }

    private void guardedTick() {
        try {
            tick(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the link to the centre stumbled", e);
            lost(Trouble.OTHER, "stumbled: " + e);
        }
    }

    private void tick(long nowNs) {
        if (up == null) {
            if (nowNs - nextDialNs >= 0) {
                dial(nowNs);
            }
            return;
        }
        if (!linked) {
            ManagedChannel over = channel;
            // A centre that all sites dial at once is slow: whoever gives up too early comes again.
            long patienceNs = WELCOME_NS * Math.clamp(attempt, 1, MAX_PATIENCE);
            if (over != null && nowNs - dialledNs > patienceNs) {
                Failure failure =
                        Failure.silent(
                                over, route, "no welcome in " + patienceNs / 1_000_000_000L + " s");
                lost(failure.trouble(), failure.why());
            }
            return;
        }
        if (nowNs - echoHeardNs > timing.echoLimit().toNanos()) {
            lost(Trouble.SILENT, "no sign of life for " + timing.echoLimit().toSeconds() + " s");
            return;
        }
        if (nowNs - echoSentNs > timing.echoEvery().toNanos()) {
            echoSentNs = nowNs;
            say(FromSite.newBuilder().setEcho(Echo.newBuilder().setNumber(++echoNumber)));
        }
        leases.tick(nowNs);
        answers.tick(nowNs);
        media.tick(nowNs);
        sendCatalogue();
        sendStates();
        sendFacts();
        sender.look(nowNs);
        renew(nowNs);
    }

    // ------------------------------------------------------------------ dialling

    private void dial(long nowNs) {
        attempt++;
        dialledNs = nowNs;
        int number = ++conversation;
        try {
            ManagedChannel made = Dialler.member(member, member.address(), route, CONTROL_WINDOW);
            channel = made;
            // What the stub gives is documented to be this.
            up =
                    (ClientCallStreamObserver<FromSite>)
                            LinkGrpc.newStub(made).control(new Ear(number));
        } catch (IOException | RuntimeException e) {
            lost(Trouble.OTHER, "cannot dial " + member.address() + ": " + e.getMessage());
            return;
        }
        say(
                FromSite.newBuilder()
                        .setHello(
                                Hello.newBuilder()
                                        .setProtocol(versions.newest())
                                        .setOldestProtocol(versions.oldest())
                                        .setSoftware(software)
                                        .setSiteName(siteName)
                                        .setClockUs(nowUs())
                                        .setAnswersAsks(true)));
    }

    private ManagedChannel mediaChannel() throws IOException {
        return Dialler.member(member, member.address(), route, MEDIA_WINDOW);
    }

    private void say(FromSite.Builder word) {
        ClientCallStreamObserver<FromSite> to = up;
        if (to != null) {
            to.onNext(word.build());
        }
    }

    private void lost(Trouble trouble, String why) {
        ClientCallStreamObserver<FromSite> to = up;
        ManagedChannel over = channel;
        boolean was = linked;
        up = null;
        channel = null;
        linked = false;
        takesPictures = false;
        conversation++;
        if (to != null) {
            try {
                to.onError(Status.CANCELLED.withDescription(why).asException());
            } catch (IllegalStateException alreadyOver) {
                LOG.log(Level.DEBUG, "the conversation was over already", alreadyOver);
            }
        }
        if (over != null) {
            over.shutdownNow();
        }
        sender.shut();
        leases.endAll();
        answers.endAll();
        media.hangUp();
        if (was) {
            attempt = 0;
        }
        long wait = wait(Math.max(0, attempt - 1));
        nextDialNs = System.nanoTime() + wait;
        tell(trouble, why);
        LOG.log(
                was ? Level.WARNING : Level.INFO,
                "no link to the centre at {0}: {1}; next try in {2} ms",
                member.address(),
                why,
                wait / 1_000_000);
        if (was) {
            onChange.run();
        }
    }

    private long wait(int failures) {
        long longest = timing.longestWait().toNanos();
        long doubled = timing.firstWait().toNanos() << Math.min(failures, 20);
        long most = Math.min(doubled <= 0 ? longest : doubled, longest);
        return most / 2 + random.nextLong(most / 2 + 1);
    }

    private void tell(Trouble trouble, String why) {
        UplinkState before = state;
        state =
                new UplinkState(
                        false,
                        !before.linked() && attempt > 1 ? before.sinceUs() : nowUs(),
                        trouble,
                        why,
                        attempt,
                        before.echoUs(),
                        before.centreClockUs(),
                        0,
                        0,
                        0,
                        0,
                        appliedFact,
                        0,
                        PictureRoundState.NONE);
    }

    // ------------------------------------------------------------------ hearing

    /** Hears one conversation; what comes after its end is not listened to. */
    private final class Ear implements StreamObserver<FromCentre> {
        private final int number;

        Ear(int number) {
            this.number = number;
        }

        @Override
        public void onNext(FromCentre word) {
            later(() -> {
                if (number == conversation) {
                    hear(word);
                }
            });
        }

        @Override
        public void onError(Throwable failure) {
            Failure read = Failure.of(Status.fromThrowable(failure), route);
            end(read.trouble(), read.why());
        }

        @Override
        public void onCompleted() {
            end(Trouble.OTHER, "the centre hung up");
        }

        private void end(Trouble trouble, String why) {
            later(() -> {
                if (number == conversation) {
                    lost(trouble, why);
                }
            });
        }
    }

    private void hear(FromCentre word) {
        echoHeardNs = System.nanoTime();
        switch (word.getWordCase()) {
            case WELCOME -> welcomed(word.getWelcome());
            case APPLIED -> applied(word.getApplied().getNumber());
            case ECHO -> echoed(word.getEcho());
            case LEASE -> leases.open(word.getLease(), System.nanoTime());
            case RENEWAL -> leases.renew(word.getRenewal(), System.nanoTime());
            case LEASE_END -> leases.end(word.getLeaseEnd().getId());
            case ASK -> answers.open(word.getAsk());
            case ASK_END -> answers.end(word.getAskEnd().getId());
            case STILL_TAKEN -> sender.taken();
            case INSTRUCTION -> instructed.accept(word.getInstruction());
            case TURN -> turn(word.getTurn());
            case CONFIGURE -> configure(word.getConfigure());
            case CATALOGUE_WANTED -> {
                toldCatalogue = null;
                sendCatalogue();
            }
            case WORD_NOT_SET ->
                    LOG.log(Level.DEBUG, "the centre said something newer than we know");
        }
    }

    private void welcomed(Welcome welcome) {
        linked = true;
        attempt = 0;
        echoSentNs = System.nanoTime();
        echoHeardNs = echoSentNs;
        sentFact = welcome.getApplied();
        toldCatalogue = null;
        toldStates = List.of();
        hearsHolders = welcome.getProtocol() >= Protocol.TURNS_SINCE;
        hearsSettings = welcome.getProtocol() >= Protocol.SETTINGS_SINCE;
        applied(welcome.getApplied());
        state =
                new UplinkState(
                        true,
                        nowUs(),
                        Trouble.NONE,
                        "",
                        0,
                        (System.nanoTime() - dialledNs) / 1_000,
                        welcome.getClockUs() - nowUs(),
                        0,
                        0,
                        0,
                        0,
                        appliedFact,
                        0,
                        PictureRoundState.NONE);
        LOG.log(
                Level.INFO,
                "linked to {0} at {1}, protocol {2}",
                welcome.getCentreName(),
                member.address(),
                welcome.getProtocol());
        onChange.run();
        sendCatalogue();
        sendStates();
        sendFacts();
        takesPictures = welcome.getProtocol() >= Protocol.STILLS_SINCE;
        if (takesPictures) {
            sender.open(System.nanoTime(), random.nextDouble());
        }
    }

    private void echoed(Echo echo) {
        if (echo.getNumber() == echoNumber) {
            UplinkState before = state;
            state =
                    new UplinkState(
                            true,
                            before.sinceUs(),
                            Trouble.NONE,
                            "",
                            0,
                            (System.nanoTime() - echoSentNs) / 1_000,
                            before.centreClockUs(),
                            0,
                            0,
                            0,
                            0,
                            appliedFact,
                            0,
                            PictureRoundState.NONE);
        }
    }

    private void applied(long number) {
        if (number > appliedFact || number == 0) {
            appliedFact = Math.max(appliedFact, number);
            outbox.applied(appliedFact);
            sendFacts();
        }
    }

    private void leaseEnded(long id, String why) {
        later(() ->
                say(
                        FromSite.newBuilder()
                                .setLeaseEnded(LeaseEnded.newBuilder().setId(id).setWhy(why))));
    }

    private void askEnded(long id, NoAnswer why) {
        later(() ->
                say(
                        FromSite.newBuilder()
                                .setAskEnded(AskEnded.newBuilder().setId(id).setWhy(why.word()))));
    }

    private void turn(Turn turn) {
        turns.open(
                turn.getId(),
                TurnLimits.wrong(turn),
                () -> turning.turn(turn),
                answering(done -> FromSite.newBuilder().setTurned(done.setId(turn.getId()))));
    }

    private void configure(Configure wanted) {
        settings.open(
                wanted.getId(),
                SettingsLimits.wrong(wanted),
                () -> configuring.configure(wanted),
                answering(done -> FromSite.newBuilder().setConfigured(done.setId(wanted.getId()))));
    }

    /** What is asked over one conversation is answered over no other: numbers may begin anew. */
    private <A> Consumer<A> answering(Function<A, FromSite.Builder> word) {
        int of = conversation;
        return answer ->
                later(() -> {
                    if (of == conversation) {
                        say(word.apply(answer));
                    }
                });
    }

    // ------------------------------------------------------------------ saying

    private void sendCatalogue() {
        if (!linked) {
            return;
        }
        Catalogue now = hearsSettings ? grants.catalogue() : withoutSettings(grants.catalogue());
        Catalogue told = toldCatalogue;
        if (told == null || !now.equals(told)) {
            toldCatalogue = now;
            say(FromSite.newBuilder().setCatalogue(now));
            sender.catalogue(now);
        }
    }

    private static Catalogue withoutSettings(Catalogue catalogue) {
        Catalogue.Builder less = catalogue.toBuilder();
        less.getCamerasBuilderList()
                .forEach(camera -> camera.clearSettings().clearConfigureGranted());
        return less.build();
    }

    private void sendStates() {
        List<CameraState> now = hearsHolders ? grants.states() : withoutHolders(grants.states());
        if (linked && !now.equals(toldStates)) {
            List<CameraState> before = toldStates;
            toldStates = now;
            say(
                    FromSite.newBuilder()
                            .setStates(
                                    States.newBuilder()
                                            .addAllCameras(
                                                    now.stream()
                                                            .filter(each -> !before.contains(each))
                                                            .toList())));
        }
    }

    private static List<CameraState> withoutHolders(List<CameraState> states) {
        return states.stream()
                .map(each -> each.hasHolder() ? each.toBuilder().clearHolder().build() : each)
                .toList();
    }

    private void sendFacts() {
        while (linked && sentFact - appliedFact < FACTS_UNDER_WAY) {
            List<Fact> next = outbox.after(sentFact, FACTS_PER_WORD);
            if (next.isEmpty()) {
                return;
            }
            Facts.Builder facts = Facts.newBuilder();
            int bytes = 0;
            for (Fact fact : next) {
                bytes += fact.getSerializedSize();
                if (bytes > FACT_BYTES_PER_WORD && facts.getFactsCount() > 0) {
                    break;
                }
                facts.addFacts(fact);
                sentFact = fact.getNumber();
            }
            say(FromSite.newBuilder().setFacts(facts));
        }
    }

    private void renew(long nowNs) {
        ManagedChannel over = channel;
        if (over == null || nowNs - renewAfterNs < 0 || !member.dueForRenewal(clock.instant())) {
            return;
        }
        renewAfterNs = nowNs + TimeUnit.MINUTES.toNanos(10);
        try {
            Membership fresh = Enrol.again(member, member.address(), over);
            fresh.save(folder);
            member = fresh;
            LOG.log(
                    Level.INFO,
                    "the certificate for the centre is renewed until {0}",
                    fresh.certificate().getNotAfter().toInstant());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the certificate is not renewed: {0}", e.getMessage());
        }
    }

    private long nowUs() {
        return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, clock.instant());
    }

    @Override
    public void close() {
        outbox.onAdded(() -> {});
        later(() -> {
            nextDialNs = Long.MAX_VALUE;
            lost(Trouble.NONE, "closing");
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pumps.shutdownNow();
        sender.stop();
    }
}
