package org.haidang.server.audit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.Draft;
import org.haidang.server.audit.store.OpenViewing;
import org.haidang.server.audit.store.RowContent;
import org.haidang.server.audit.store.ViewingTimes;
import org.jspecify.annotations.Nullable;

/**
 * Who saw which camera from when to when. The row of the beginning is written before the picture is
 * given; the row of the end within a second or so, by {@link #sweep}, so that whoever ends a
 * viewing waits for nothing. Thread-safe.
 *
 * <p>At most {@value #MAX_OPEN} are open: then the oldest is ended, one that only idleness would
 * end before one with an end of its own. At most as many ends wait for a database that does not
 * take them: then nothing new begins.
 */
public final class Viewings implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Viewings.class.getName());
    static final int MAX_OPEN = 10_000;
    private static final int BATCH = 500;
    private static final long IDLE_US = Duration.ofSeconds(60).toMillis() * 1_000;
    private static final long REFRESH_US = Duration.ofSeconds(60).toMillis() * 1_000;

    /** Playback that goes on this near is the same; further away somebody jumped. */
    private static final long NEAR_US = Duration.ofSeconds(30).toMillis() * 1_000;

    private final Audit audit;
    private final InstantSource clock;
    private final int maxOpen;

    /** Rows up to here were written by an earlier run. */
    private final long earlierSeq;

    /** Guards the three collections. Taken after a viewing's lock, never before. */
    private final ReentrantLock lock = new ReentrantLock();

    private final SequencedSet<Viewing> open = new LinkedHashSet<>();
    private final Map<Viewing.Key, Viewing> byKey = new HashMap<>();
    private final Deque<Viewing> ended = new ArrayDeque<>();

    private final Queue<String> endedSessions = new ConcurrentLinkedQueue<>();

    /** One sweep at a time. */
    private final ReentrantLock sweeping = new ReentrantLock();

    private boolean earlierEnded;
    private long refreshedUs;
    private boolean failing;

    public Viewings(Audit audit, InstantSource clock) {
        this(audit, clock, MAX_OPEN);
    }

    Viewings(Audit audit, InstantSource clock, int maxOpen) {
        this.audit = audit;
        this.clock = clock;
        this.maxOpen = maxOpen;
        this.earlierSeq = audit.last().seq();
    }

    /**
     * Records that somebody begins to see a camera, until {@link #end}. Waits for the database.
     *
     * @param kind VIEW, PLAYBACK or STILL
     * @param stream main or sub
     * @param why what it is for, when that is known
     * @throws AuditUnavailableException if it cannot be recorded: give no picture
     */
    public Viewing begin(
            Actor actor, AuditKind kind, Subject subject, String stream, @Nullable String why) {
        Viewing viewing = new Viewing(checked(actor, kind), kind, subject, null, stream, why);
        long nowUs = nowUs();
        viewing.begin(nowUs, nowUs, nowUs);
        viewing.lock.lock();
        try {
            enter(viewing);
            record(viewing);
        } finally {
            viewing.lock.unlock();
        }
        trim();
        return viewing;
    }

    private static Actor checked(Actor actor, AuditKind kind) {
        if (!kind.viewing()) {
            throw new IllegalArgumentException(kind + " is no viewing");
        }
        return actor;
    }

    /** Ends a viewing now. Does not block. */
    public void end(Viewing viewing) {
        end(viewing, nowUs());
    }

    private void end(Viewing viewing, long nowUs) {
        viewing.lock.lock();
        try {
            if (viewing.state == Viewing.State.RUNNING) {
                if (viewing.key == null) {
                    viewing.toUs = Math.max(viewing.toUs, nowUs);
                }
                finish(viewing);
            }
        } finally {
            viewing.lock.unlock();
        }
    }

    /** Under the viewing's lock. */
    private void finish(Viewing viewing) {
        viewing.state = Viewing.State.ENDED;
        lock.lock();
        try {
            leave(viewing);
            ended.add(viewing);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records one ask of many that belong together: pieces of playback, stills. The first of a
     * session for a camera writes the beginning before it returns, the following ones cost nothing;
     * after a minute without any, the end is written.
     *
     * @param fromUs beginning of what is shown
     * @param toUs its end
     * @throws AuditUnavailableException if it cannot be recorded: give no picture
     */
    public void touch(
            Actor actor, AuditKind kind, Subject subject, String stream, long fromUs, long toUs) {
        checked(actor, kind);
        Viewing.Key key =
                new Viewing.Key(
                        Objects.requireNonNullElse(actor.session(), "-")
                                + " "
                                + Objects.requireNonNullElse(actor.userId(), "-"),
                        Objects.requireNonNullElse(subject.cameraId(), "-"),
                        kind);
        long nowUs = nowUs();
        while (!touched(entered(key, actor, subject, stream), fromUs, toUs, nowUs)) {
            // It ended while we came to it; the next one is new.
        }
        trim();
    }

    private boolean touched(Viewing viewing, long fromUs, long toUs, long nowUs) {
        viewing.lock.lock();
        try {
            return switch (viewing.state) {
                case NEW -> {
                    viewing.begin(fromUs, toUs, nowUs);
                    record(viewing);
                    yield true;
                }
                case RUNNING -> {
                    if (jumped(viewing, fromUs, toUs)) {
                        finish(viewing);
                        yield false;
                    }
                    viewing.extend(fromUs, toUs, nowUs);
                    yield true;
                }
                case ENDED -> false;
            };
        } finally {
            viewing.lock.unlock();
        }
    }

    private static boolean jumped(Viewing viewing, long fromUs, long toUs) {
        return viewing.kind == AuditKind.PLAYBACK
                && (fromUs > viewing.toUs + NEAR_US || toUs < viewing.fromUs - NEAR_US);
    }

    /** The running viewing of a key, or a new one, which the first that locks it records. */
    private Viewing entered(Viewing.Key key, Actor actor, Subject subject, String stream) {
        lock.lock();
        try {
            Viewing running = byKey.get(key);
            if (running != null) {
                return running;
            }
            Viewing viewing = new Viewing(actor, key.kind(), subject, key, stream, null);
            enter(viewing);
            byKey.put(key, viewing);
            return viewing;
        } finally {
            lock.unlock();
        }
    }

    private void enter(Viewing viewing) {
        lock.lock();
        try {
            if (ended.size() >= maxOpen) {
                throw new AuditUnavailableException(
                        ended.size() + " ends of viewings are not recorded yet",
                        new IllegalStateException("the database takes none"));
            }
            open.add(viewing);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Viewing viewing) {
        lock.lock();
        try {
            open.remove(viewing);
            if (viewing.key != null) {
                byKey.remove(viewing.key, viewing);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes the beginning, under the viewing's lock. */
    private void record(Viewing viewing) {
        try {
            Draft draft = new Draft(viewing.beginning().content(), true, null);
            viewing.beginSeq = audit.append(List.of(draft)).getFirst().seq();
            viewing.state = Viewing.State.RUNNING;
        } catch (RuntimeException e) {
            viewing.state = Viewing.State.ENDED;
            leave(viewing);
            throw e;
        }
    }

    private void trim() {
        while (true) {
            Viewing oldest = oldestTooMany();
            if (oldest == null) {
                return;
            }
            end(oldest, nowUs());
        }
    }

    private @Nullable Viewing oldestTooMany() {
        lock.lock();
        try {
            if (open.size() <= maxOpen) {
                return null;
            }
            for (Viewing viewing : open) {
                if (viewing.key != null) {
                    return viewing;
                }
            }
            return open.getFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the viewings of a session, with the next sweep. Does not block. */
    public void sessionEnded(String sessionHash) {
        endedSessions.add(Actor.shortened(sessionHash));
    }

    /** How many are open. */
    public int count() {
        lock.lock();
        try {
            return open.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends what is idle and writes the ends; to be called about once a second. Never throws for a
     * database that is away: it is tried again next time.
     */
    public void sweep(long nowUs) {
        sweeping.lock();
        try {
            endSessions(nowUs);
            for (Viewing viewing : opened()) {
                endIfIdle(viewing, nowUs);
            }
            writeAll(nowUs);
        } finally {
            sweeping.unlock();
        }
    }

    private void writeAll(long nowUs) {
        try {
            if (!earlierEnded) {
                endEarlier();
            }
            writeEnds();
            if (nowUs - refreshedUs >= REFRESH_US) {
                refresh(nowUs);
                refreshedUs = nowUs;
            }
            failing = false;
        } catch (AuditUnavailableException e) {
            if (!failing) {
                LOG.log(Level.ERROR, "audit log: ends of viewings are written later", e);
            }
            failing = true;
        }
    }

    private void endSessions(long nowUs) {
        for (String session = endedSessions.poll();
                session != null;
                session = endedSessions.poll()) {
            for (Viewing viewing : opened()) {
                if (session.equals(viewing.actor.session())) {
                    end(viewing, nowUs);
                }
            }
        }
    }

    private List<Viewing> opened() {
        lock.lock();
        try {
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    private void endIfIdle(Viewing viewing, long nowUs) {
        // One that is being begun holds its lock for as long as the database takes: not idle.
        if (viewing.key == null || !viewing.lock.tryLock()) {
            return;
        }
        try {
            if (viewing.state == Viewing.State.RUNNING && nowUs - viewing.usedUs >= IDLE_US) {
                finish(viewing);
            }
        } finally {
            viewing.lock.unlock();
        }
    }

    /** What an earlier run began and did not end. */
    private void endEarlier() {
        while (true) {
            List<OpenViewing> left = audit.openViewings(earlierSeq, BATCH);
            if (left.isEmpty()) {
                earlierEnded = true;
                return;
            }
            audit.append(left.stream().map(Viewings::crashed).toList());
        }
    }

    private static Draft crashed(OpenViewing left) {
        AuditRow begin = left.begin();
        RowContent row = begin.content();
        Viewing viewing =
                new Viewing(
                        new Actor(
                                row.userId(),
                                row.person(),
                                row.organisationId(),
                                row.address(),
                                row.session()),
                        AuditKind.byId(row.kind()).orElse(AuditKind.VIEW),
                        new Subject(row.facilityId(), row.facility(), row.cameraId(), row.camera()),
                        null,
                        String.valueOf(DetailText.read(row.detail()).getOrDefault("stream", "")),
                        null);
        viewing.beginSeq = begin.seq();
        viewing.fromUs = left.fromUs();
        viewing.toUs = left.toUs();
        viewing.crashed = true;
        return ending(viewing);
    }

    private static Draft ending(Viewing viewing) {
        return new Draft(viewing.ending().content(), false, viewing.beginSeq);
    }

    private void writeEnds() {
        while (true) {
            List<Viewing> some = new ArrayList<>();
            lock.lock();
            try {
                ended.stream().limit(BATCH).forEach(some::add);
            } finally {
                lock.unlock();
            }
            if (some.isEmpty()) {
                return;
            }
            audit.append(some.stream().map(Viewings::ending).toList());
            lock.lock();
            try {
                // Only added to behind these meanwhile.
                some.forEach(viewing -> ended.removeFirst());
            } finally {
                lock.unlock();
            }
        }
    }

    private void refresh(long nowUs) {
        List<ViewingTimes> times = new ArrayList<>();
        for (Viewing viewing : opened()) {
            if (!viewing.lock.tryLock()) {
                continue;
            }
            try {
                if (viewing.key == null) {
                    viewing.toUs = Math.max(viewing.toUs, nowUs);
                    viewing.refreshed = false;
                }
                if (viewing.state == Viewing.State.RUNNING && !viewing.refreshed) {
                    times.add(viewing.times());
                    viewing.refreshed = true;
                }
            } finally {
                viewing.lock.unlock();
            }
        }
        if (!times.isEmpty()) {
            audit.refresh(times);
        }
    }

    /** Ends all and writes the ends. */
    @Override
    public void close() {
        long nowUs = nowUs();
        opened().forEach(viewing -> end(viewing, nowUs));
        sweep(nowUs);
    }

    private long nowUs() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
    }
}
