package org.haidang.server.event;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.haidang.onvif.CameraEvent;
import org.haidang.onvif.EventNotice;
import org.haidang.onvif.EventPull;
import org.haidang.onvif.OnvifDevice;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.OnvifFailure;
import org.haidang.server.device.Devices;
import org.haidang.server.event.store.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one device from {@link #start} to {@link #stop}: subscribes, pulls, renews, and after
 * a loss subscribes anew. A virtual thread of its own; one request to the device at a time.
 */
final class Follower {
    /** After which the device forgets a subscription that is not renewed. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private static final Duration RENEW_AFTER = Duration.ofSeconds(40);

    /** The device answers sooner when something happens. */
    private static final Duration PULL = Duration.ofSeconds(20);

    /** The first pulls, which bring how everything stands. */
    private static final Duration FIRST_PULL = Duration.ofSeconds(2);

    /** A device that goes on telling how everything stands has told enough. */
    private static final int MAX_FIRST_PULLS = 20;

    /** Between pulls, for a device that answers at once however long it is told to wait. */
    private static final Duration GAP = Duration.ofMillis(100);

    private static final Duration EMPTY_GAP = Duration.ofSeconds(2);
    private static final Duration CLOCK_EVERY = Duration.ofMinutes(10);
    private static final Duration CLOCK_AT_MOST_EVERY = Duration.ofMinutes(1);

    /** When nothing was heard for so long, nobody knows what goes on there. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(Follower.class.getName());

    /**
     * What all of them share.
     *
     * @param beginning how many may subscribe at once
     * @param wanted whether a kind of event of a camera is to be kept
     */
    record Shared(
            Devices devices,
            EventLedger ledger,
            Semaphore beginning,
            BiPredicate<String, EventKind> wanted,
            InstantSource clock,
            RandomGenerator random) {}

    private final Followed device;
    private final Shared shared;
    private final EventLedger.Origin origin;
    private final Pauses pauses;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object door = new Object();
    private @Nullable Thread asking; // guarded by door

    // What follows is the thread's own.
    private @Nullable OnvifDevice conversation;
    private @Nullable OnvifFailure said;
    private boolean subscribed;
    private Instant heard = Instant.EPOCH;
    private Instant clockRead = Instant.EPOCH;
    private boolean strayed;

    Follower(Followed device, Shared shared) {
        this.device = device;
        this.shared = shared;
        this.origin =
                new EventLedger.Origin(device.service().toString(), device.service().toString());
        this.pauses = new Pauses(shared.random());
        this.thread = Thread.ofVirtual().name("events " + device.service()).unstarted(this::follow);
    }

    Followed device() {
        return device;
    }

    void start() {
        thread.start();
    }

    /** Has it end its subscription and go; does not wait for that. */
    void stop() {
        synchronized (door) {
            stopped.countDown();
            if (asking != null) {
                asking.interrupt();
            }
        }
    }

    /** Waits until it has gone; false when that takes longer. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return thread.join(atMost);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void follow() {
        try {
            while (!isStopped()) {
                Duration pause = listen();
                stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // it was stopped while it asked
        }
    }

    /** Until it fails; gives how long to wait then. */
    private Duration listen() throws InterruptedException {
        subscribed = false;
        try {
            subscribe();
            return Duration.ZERO;
        } catch (OnvifException e) {
            return isStopped() ? Duration.ZERO : failed(e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "events of device " + device.service(), e);
            return pauses.after(OnvifFailure.FAULT, true);
        }
    }

    private Duration failed(OnvifException e) {
        OnvifFailure failure = e.failure();
        Duration pause = pauses.after(failure, subscribed);
        switch (failure) {
            case LOGIN_REFUSED, LOGIN_NEEDED, LOCKED -> conversation = null;
            default -> {} // how it wants us to log in is known
        }
        if (failure != said) {
            LOG.log(
                    Level.WARNING,
                    "device {0}: its events cannot be had ({1}); asked again in {2} s",
                    device.service(),
                    e.getMessage(),
                    pause.toSeconds());
            said = failure;
        }
        Instant now = shared.clock().instant();
        if (!heard.equals(Instant.EPOCH) && heard.plus(SILENCE).isBefore(now)) {
            shared.ledger().silent(device.profiles().keySet(), microseconds(heard));
            heard = Instant.EPOCH;
        }
        return pause;
    }

    private void subscribe() throws OnvifException, InterruptedException {
        OnvifDevice talk = conversation;
        if (talk == null) {
            talk = shared.devices().conversation(device.service(), device.login());
            conversation = talk;
        }
        Sources sources;
        EventPull pull;
        awaitTurn();
        try {
            OnvifDevice asked = talk;
            readClock(asked);
            sources = Sources.of(ask(asked::channels), device.profiles());
            pull = ask(() -> asked.events(LIFE));
        } finally {
            shared.beginning().release();
        }
        boolean answers = true;
        try {
            pull(talk, pull, sources);
        } catch (OnvifException e) {
            answers = isStopped() || answers(e);
            throw e;
        } finally {
            if (answers) {
                unsubscribe(pull);
            }
        }
    }

    /** Whether it is worth telling the device that its subscription ends. */
    private static boolean answers(OnvifException e) {
        return switch (e.failure()) {
            case UNSUPPORTED, FAULT, MALFORMED, TOO_LARGE -> true;
            default -> false;
        };
    }

    private void pull(OnvifDevice talk, EventPull pull, Sources sources)
            throws OnvifException, InterruptedException {
        shared.ledger().begin(origin, device.profiles().keySet());
        Instant renewed = shared.clock().instant();
        boolean complete = false;
        for (int pulls = 1; !isStopped(); pulls++) {
            Duration wait = complete ? PULL : FIRST_PULL;
            Instant asked = shared.clock().instant();
            List<EventNotice> notices = ask(() -> pull.pull(wait));
            if (isStopped()) {
                return; // another may listen by now
            }
            told();
            boolean plausible = take(sources, notices);
            boolean states = notices.stream().anyMatch(EventNotice::initial);
            if (!complete && (!states || pulls >= MAX_FIRST_PULLS)) {
                complete = true;
                shared.ledger().complete(device.profiles().keySet(), microseconds(heard));
            }
            Duration read = plausible ? CLOCK_EVERY : CLOCK_AT_MOST_EVERY;
            if (heard.isAfter(clockRead.plus(read))) {
                readClock(talk);
            }
            if (heard.isAfter(renewed.plus(RENEW_AFTER))) {
                renew(pull);
                renewed = heard;
            }
            boolean hasty = notices.isEmpty() && heard.isBefore(asked.plus(wait.dividedBy(2)));
            stopped.await((hasty ? EMPTY_GAP : GAP).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void told() {
        heard = shared.clock().instant();
        pauses.succeeded();
        if (!subscribed && said != null) {
            LOG.log(Level.INFO, "device {0}: tells its events again", device.service());
        }
        subscribed = true;
        said = null;
    }

    /** Whether the device's clock can have told all of it. */
    private boolean take(Sources sources, List<EventNotice> notices) {
        long nowUs = microseconds(heard);
        boolean plausible = true;
        for (EventNotice notice : notices) {
            EventKind kind = kind(notice.event());
            if (kind == null || isStopped()) {
                continue;
            }
            plausible &= EventLedger.isPlausible(notice, nowUs);
            List<String> cameras = sources.cameras(kind, notice.source());
            if (cameras.isEmpty()) {
                stray(notice);
            }
            for (String cameraId : cameras) {
                if (shared.wanted().test(cameraId, kind)) {
                    shared.ledger().take(cameraId, kind, origin, notice, nowUs);
                }
            }
        }
        return plausible;
    }

    /** Once: recorders have channels that are no cameras of ours. */
    private void stray(EventNotice notice) {
        if (!strayed) {
            LOG.log(
                    Level.INFO,
                    "device {0}: what it tells of {1} is of none of our cameras",
                    device.service(),
                    notice.source().isEmpty() ? "no source" : notice.source());
            strayed = true;
        }
    }

    private static @Nullable EventKind kind(CameraEvent event) {
        return switch (event) {
            case MOTION -> EventKind.MOTION;
            case TAMPER -> EventKind.TAMPER;
            case LINE_CROSSED -> EventKind.LINE_CROSSED;
            case DIGITAL_INPUT -> EventKind.DIGITAL_INPUT;
            case STORAGE_FAILURE -> EventKind.STORAGE_FAILURE;
            case SIGNAL_LOSS -> null; // the engine knows which camera shows nothing
        };
    }

    /** A device without the time is listened to all the same. */
    private void readClock(OnvifDevice talk) throws OnvifException, InterruptedException {
        clockRead = shared.clock().instant();
        try {
            ask(talk::deviceTime);
        } catch (OnvifException e) {
            if (!answers(e)) {
                throw e;
            }
        }
    }

    /** Some know no renewal, but take each pull for one, as the standard has it. */
    private void renew(EventPull pull) throws OnvifException, InterruptedException {
        try {
            ask(() -> {
                pull.renew(LIFE);
                return true;
            });
        } catch (OnvifException e) {
            if (!answers(e)) {
                throw e;
            }
        }
    }

    /** The device has room for few; when it cannot be told, it forgets by itself. */
    private void unsubscribe(EventPull pull) {
        try {
            pull.unsubscribe();
        } catch (OnvifException e) {
            LOG.log(
                    Level.DEBUG,
                    "device {0}: subscription not ended: {1}",
                    device.service(),
                    e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws OnvifException;
    }

    /**
     * Asks the device; {@link #stop} ends that at once. Nothing else of the thread is interrupted:
     * a database would lose its connection.
     */
    private <T> T ask(Question<T> question) throws OnvifException, InterruptedException {
        enter();
        try {
            return question.ask();
        } finally {
            leave();
        }
    }

    private void awaitTurn() throws InterruptedException {
        enter();
        try {
            shared.beginning().acquire();
        } finally {
            leave();
        }
    }

    private void enter() throws InterruptedException {
        synchronized (door) {
            if (isStopped()) {
                throw new InterruptedException();
            }
            asking = Thread.currentThread();
        }
    }

    private void leave() {
        synchronized (door) {
            asking = null;
            var _ = Thread.interrupted();
        }
    }

    private static long microseconds(Instant at) {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000;
    }
}
