package org.haidang.server.ptz;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.ptz.PtzRefusedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which camera. The first command takes it; each further one keeps it for {@link #LEASE};
 * meanwhile others are refused and told who holds it, unless they may take it over.
 *
 * <table>
 *   <caption>A camera</caption>
 *   <tr><th>is</th><th>somebody</th><th>then</th></tr>
 *   <tr><td>free</td><td>turns it, or takes it over</td><td>his; <i>taken</i></td></tr>
 *   <tr><td>his</td><td>turns it</td><td>his for longer</td></tr>
 *   <tr><td>his</td><td>lets go, or a lease's time passes</td><td>free; <i>ended</i></td></tr>
 *   <tr><td>another's</td><td>turns it, lets go</td><td>refused, or nothing</td></tr>
 *   <tr><td>another's</td><td>takes it over</td><td>his; <i>ended</i>, <i>taken over</i>; refused
 *       when the other may do so, too</td></tr>
 * </table>
 *
 * <p>What stands in italics is in the audit log before it is so: when that cannot be written,
 * nothing changes hands. Everybody who may watch is told at once of what changes hands, and every
 * few seconds that somebody goes on. Thread-safe; at most one lease for each camera.
 */
public final class PtzDesk implements AutoCloseable {
    /** How long after the last command a camera stays somebody's. */
    public static final Duration LEASE = Duration.ofSeconds(15);

    /** Commands to one camera within any second. */
    public static final int COMMANDS_PER_SECOND = 20;

    private static final long TELL_EVERY_MS = 5_000;

    private final Consumer<Entry> log;
    private final News news;
    private final InstantSource clock;
    private final Map<String, Lease> leases = new HashMap<>();

    /** What of it others are shown: whoever asks waits for no log. */
    private final Map<String, Holding> shown = new ConcurrentHashMap<>();

    /**
     * @param log throws when it cannot keep an entry
     */
    public PtzDesk(Consumer<Entry> log, News news, InstantSource clock) {
        this.log = log;
        this.news = news;
        this.clock = clock;
    }

    /** A hold, and what else it needs here. */
    private static final class Lease {
        final Hold hold;
        final Commands commands;
        long toldMs;

        Lease(Hold hold, Commands commands) {
            this.hold = hold;
            this.commands = commands;
        }

        boolean isOf(Turner who) {
            return hold.isOf(who);
        }
    }

    /** When the newest commands were; shared by those who hold a camera one after another. */
    private static final class Commands {
        private final long[] atMs = new long[COMMANDS_PER_SECOND];
        private int next;
        private int filled;

        boolean take(long nowMs) {
            if (filled == atMs.length && nowMs - atMs[next] < 1_000) {
                return false;
            }
            atMs[next] = nowMs;
            next = (next + 1) % atMs.length;
            filled = Math.min(filled + 1, atMs.length);
            return true;
        }
    }

    /**
     * Uses a camera: takes it when it is free, and keeps it. To be called before the device is.
     *
     * @param camera with its id and its facility
     * @throws PtzRefusedException when somebody else holds it or commands come too fast
     */
    public synchronized Holding use(Subject camera, Turner who, Use use)
            throws PtzRefusedException {
        long nowMs = clock.millis();
        Lease lease = current(Hold.id(camera), nowMs);
        if (lease == null) {
            lease = take(camera, who, nowMs);
        } else if (!lease.isOf(who)) {
            throw new PtzRefusedException(Reason.HELD, lease.hold.holding());
        }
        if (!lease.commands.take(nowMs)) {
            throw new PtzRefusedException(Reason.TOO_FAST, null);
        }
        lease.hold.use(who, use, nowMs);
        return goOn(lease, nowMs);
    }

    private Holding goOn(Lease lease, long nowMs) {
        Holding holding = show(lease);
        if (nowMs - lease.toldMs >= TELL_EVERY_MS) {
            tell(lease, nowMs);
        }
        return holding;
    }

    private Holding show(Lease lease) {
        Holding holding = lease.hold.holding();
        shown.put(holding.cameraId(), holding);
        return holding;
    }

    /**
     * Takes a camera that is free, or keeps it, and moves nothing.
     *
     * @throws PtzRefusedException when somebody else holds it
     */
    public synchronized Holding take(Subject camera, Turner who) throws PtzRefusedException {
        long nowMs = clock.millis();
        Lease lease = current(Hold.id(camera), nowMs);
        if (lease == null) {
            return take(camera, who, nowMs).hold.holding();
        }
        if (!lease.isOf(who)) {
            throw new PtzRefusedException(Reason.HELD, lease.hold.holding());
        }
        return keep(lease, who, nowMs);
    }

    private Holding keep(Lease lease, Turner who, long nowMs) {
        lease.hold.keep(who, nowMs);
        return goOn(lease, nowMs);
    }

    /**
     * Whether a stop may go to the camera: only from its holder, for it moves for nobody else.
     * Takes nothing, and counts as one of his commands.
     *
     * @return false when nobody holds it, and so nothing has to be stopped
     * @throws PtzRefusedException when somebody else holds it
     */
    public synchronized boolean stop(Subject camera, Turner who) throws PtzRefusedException {
        return current(Hold.id(camera), clock.millis()) != null
                && use(camera, who, new Use.Turn()).isOf(who.key());
    }

    /**
     * Takes a camera, from whoever holds it.
     *
     * @throws PtzRefusedException when its holder is superior himself
     */
    public synchronized Holding takeOver(Subject camera, Turner who) throws PtzRefusedException {
        long nowMs = clock.millis();
        Lease lease = current(Hold.id(camera), nowMs);
        if (lease == null) {
            return take(camera, who, nowMs).hold.holding();
        }
        if (lease.isOf(who)) {
            return keep(lease, who, nowMs);
        }
        if (lease.hold.holder().superior()) {
            throw new PtzRefusedException(Reason.HELD_BY_SUPERIOR, lease.hold.holding());
        }
        String from = lease.hold.holder().name();
        end(lease, "taken-over");
        log.accept(Hold.taken(camera, who, from));
        return begin(camera, who, lease.commands, nowMs).hold.holding();
    }

    private Lease take(Subject camera, Turner who, long nowMs) {
        log.accept(Hold.taken(camera, who, null));
        return begin(camera, who, new Commands(), nowMs);
    }

    private Lease begin(Subject camera, Turner who, Commands commands, long nowMs) {
        Lease lease = new Lease(new Hold(camera, who, nowMs), commands);
        leases.put(Hold.id(camera), lease);
        show(lease);
        tell(lease, nowMs);
        return lease;
    }

    /** Gives a camera back before its time; nothing when it is not his. */
    public void letGo(String cameraId, String key) {
        end(cameraId, key, "let-go");
    }

    /**
     * Ends somebody's hold before its time; nothing when it is not his.
     *
     * @param why as the log is told
     * @return whether it was
     */
    synchronized boolean end(String cameraId, String key, String why) {
        Lease lease = current(cameraId, clock.millis());
        if (lease == null || !lease.hold.holder().key().equals(key)) {
            return false;
        }
        end(lease, why);
        news.tell(Topic.PTZ, lease.hold.camera().facilityId());
        return true;
    }

    /** Who holds a camera. */
    public Optional<Holding> holding(String cameraId) {
        return Optional.ofNullable(shown.get(cameraId)).filter(this::lasts);
    }

    /** All that are held, in no order. */
    public List<Holding> holdings() {
        return shown.values().stream().filter(this::lasts).toList();
    }

    private boolean lasts(Holding holding) {
        return clock.millis() * 1_000 < holding.untilUs();
    }

    /** Ends what is over. To be called about once a second. */
    public synchronized void look() {
        long nowMs = clock.millis();
        for (String cameraId : List.copyOf(leases.keySet())) {
            current(cameraId, nowMs);
        }
    }

    /** Ends all, as the program ends. */
    @Override
    public synchronized void close() {
        List.copyOf(leases.values()).forEach(lease -> end(lease, "stopped"));
    }

    /** The lease that counts; one that is over is ended first. */
    private @Nullable Lease current(String cameraId, long nowMs) {
        Lease lease = leases.get(cameraId);
        if (lease != null && nowMs >= lease.hold.untilMs()) {
            end(lease, "time");
            news.tell(Topic.PTZ, lease.hold.camera().facilityId());
            return null;
        }
        return lease;
    }

    /** Logged first: what could not be logged is tried again and not forgotten. */
    private void end(Lease lease, String why) {
        log.accept(lease.hold.ended(why));
        leases.remove(Hold.id(lease.hold.camera()), lease);
        shown.remove(Hold.id(lease.hold.camera()));
    }

    private void tell(Lease lease, long nowMs) {
        lease.toldMs = nowMs;
        news.tell(Topic.PTZ, lease.hold.camera().facilityId());
    }
}
