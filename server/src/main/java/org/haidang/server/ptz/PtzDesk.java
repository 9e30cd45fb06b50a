package org.haidang.server.ptz;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.haidang.server.audit.AuditKind;
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

    /** Names of presets that the log keeps of one lease; the number tells of the others. */
    static final int MAX_NAMES = 20;

    private static final long TELL_EVERY_MS = 5_000;

    private final Consumer<Entry> log;
    private final News news;
    private final InstantSource clock;
    private final Map<String, Lease> leases = new HashMap<>();

    /**
     * @param log throws when it cannot keep an entry
     */
    public PtzDesk(Consumer<Entry> log, News news, InstantSource clock) {
        this.log = log;
        this.news = news;
        this.clock = clock;
    }

    /** One person's hold of one camera. */
    private static final class Lease {
        final Subject camera;
        final long sinceMs;
        final Commands commands;
        final Set<String> called = new LinkedHashSet<>();
        final Set<String> changed = new LinkedHashSet<>();
        Turner holder;
        long usedMs;
        long toldMs;

        Lease(Subject camera, Turner holder, Commands commands, long nowMs) {
            this.camera = camera;
            this.holder = holder;
            this.commands = commands;
            this.sinceMs = nowMs;
            this.usedMs = nowMs;
        }

        long untilMs() {
            return usedMs + LEASE.toMillis();
        }

        boolean isOf(Turner who) {
            return holder.userId().equals(who.userId());
        }
    }

    /** When the newest commands were; shared by those who hold a camera one after another. */
    private static final class Commands {
        private final long[] atMs = new long[COMMANDS_PER_SECOND];
        private int next;
        private int filled;
        private int count;

        boolean take(long nowMs) {
            if (filled == atMs.length && nowMs - atMs[next] < 1_000) {
                return false;
            }
            atMs[next] = nowMs;
            next = (next + 1) % atMs.length;
            filled = Math.min(filled + 1, atMs.length);
            count++;
            return true;
        }

        /** The same limit, counted from nothing. */
        Commands again() {
            count = 0;
            return this;
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
        Lease lease = current(id(camera), nowMs);
        if (lease == null) {
            lease = take(camera, who, nowMs);
        } else if (!lease.isOf(who)) {
            throw new PtzRefusedException(Reason.HELD, holding(lease));
        }
        if (!lease.commands.take(nowMs)) {
            throw new PtzRefusedException(Reason.TOO_FAST, null);
        }
        lease.holder = who;
        lease.usedMs = nowMs;
        note(lease, use);
        if (nowMs - lease.toldMs >= TELL_EVERY_MS) {
            tell(lease, nowMs);
        }
        return holding(lease);
    }

    private static void note(Lease lease, Use use) {
        switch (use) {
            case Use.Turn _ -> {}
            case Use.Call(String preset) -> note(lease.called, preset);
            case Use.Change(String preset) -> note(lease.changed, preset);
        }
    }

    private static void note(Set<String> names, String name) {
        if (names.size() < MAX_NAMES) {
            names.add(name);
        }
    }

    /**
     * Whether a stop may go to the camera: only from its holder, for it moves for nobody else.
     * Takes nothing, and counts as one of his commands.
     *
     * @return false when nobody holds it, and so nothing has to be stopped
     * @throws PtzRefusedException when somebody else holds it
     */
    public synchronized boolean stop(Subject camera, Turner who) throws PtzRefusedException {
        return current(id(camera), clock.millis()) != null
                && use(camera, who, new Use.Turn()).isOf(who.userId());
    }

    /**
     * Takes a camera, from whoever holds it.
     *
     * @throws PtzRefusedException when its holder is superior himself
     */
    public synchronized Holding takeOver(Subject camera, Turner who) throws PtzRefusedException {
        long nowMs = clock.millis();
        Lease lease = current(id(camera), nowMs);
        if (lease == null) {
            return holding(take(camera, who, nowMs));
        }
        if (lease.isOf(who)) {
            lease.usedMs = nowMs;
            return holding(lease);
        }
        if (lease.holder.superior()) {
            throw new PtzRefusedException(Reason.HELD_BY_SUPERIOR, holding(lease));
        }
        String from = lease.holder.name();
        end(lease, "taken-over");
        log.accept(
                Entry.of(who.actor(), AuditKind.PTZ_TAKEN_OVER)
                        .about(camera)
                        .with("takenFrom", from));
        return holding(begin(camera, who, lease.commands.again(), nowMs));
    }

    private Lease take(Subject camera, Turner who, long nowMs) {
        log.accept(Entry.of(who.actor(), AuditKind.PTZ_TAKEN).about(camera));
        return begin(camera, who, new Commands(), nowMs);
    }

    private Lease begin(Subject camera, Turner who, Commands commands, long nowMs) {
        Lease lease = new Lease(camera, who, commands, nowMs);
        leases.put(id(camera), lease);
        tell(lease, nowMs);
        return lease;
    }

    /** Gives a camera back before its time; nothing when it is not his. */
    public synchronized void letGo(String cameraId, String userId) {
        Lease lease = current(cameraId, clock.millis());
        if (lease != null && lease.holder.userId().equals(userId)) {
            end(lease, "let-go");
            news.tell(Topic.PTZ, lease.camera.facilityId());
        }
    }

    /** Who holds a camera. */
    public synchronized Optional<Holding> holding(String cameraId) {
        return Optional.ofNullable(leases.get(cameraId))
                .filter(lease -> clock.millis() < lease.untilMs())
                .map(PtzDesk::holding);
    }

    /** All that are held, in no order. */
    public synchronized List<Holding> holdings() {
        long nowMs = clock.millis();
        return leases.values().stream()
                .filter(lease -> nowMs < lease.untilMs())
                .map(PtzDesk::holding)
                .toList();
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
        if (lease != null && nowMs >= lease.untilMs()) {
            end(lease, "time");
            news.tell(Topic.PTZ, lease.camera.facilityId());
            return null;
        }
        return lease;
    }

    /** Logged first: what could not be logged is tried again and not forgotten. */
    private void end(Lease lease, String why) {
        log.accept(
                Entry.of(lease.holder.actor(), AuditKind.PTZ_ENDED)
                        .about(lease.camera)
                        .between(lease.sinceMs * 1_000, lease.usedMs * 1_000)
                        .with("commands", lease.commands.count)
                        .with("presetsCalled", named(lease.called))
                        .with("presetsChanged", named(lease.changed))
                        .with("end", why));
        leases.remove(id(lease.camera), lease);
    }

    private static @Nullable List<String> named(Set<String> names) {
        return names.isEmpty() ? null : List.copyOf(names);
    }

    private void tell(Lease lease, long nowMs) {
        lease.toldMs = nowMs;
        news.tell(Topic.PTZ, lease.camera.facilityId());
    }

    private static Holding holding(Lease lease) {
        return new Holding(id(lease.camera), lease.holder, lease.untilMs() * 1_000);
    }

    private static String id(Subject camera) {
        String id = camera.cameraId();
        if (id == null) {
            throw new IllegalArgumentException("no camera: " + camera);
        }
        return id;
    }
}
