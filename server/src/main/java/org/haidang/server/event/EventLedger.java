package org.haidang.server.event;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.haidang.onvif.EventNotice;
import org.haidang.server.event.store.CameraEventStore;
import org.haidang.server.event.store.EventKind;
import org.haidang.server.event.store.KeptEvent;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of what devices tell. A camera has one row at a time of each kind, and it lasts for as
 * long as anything of the device tells so: two fields of one picture in which something moves are
 * one movement.
 *
 * <table>
 *   <caption>A camera and a kind</caption>
 *   <tr><th>row</th><th>told</th><th>then</th></tr>
 *   <tr><td>none</td><td>it began</td><td>a row, unless there were too many</td></tr>
 *   <tr><td>none</td><td>it was so when we subscribed</td><td>a row for what somebody has to mend,
 *       for all others none: it is no news</td></tr>
 *   <tr><td>lasts</td><td>it began, it was so</td><td>the same row</td></tr>
 *   <tr><td>lasts</td><td>it is over, of all that told it</td><td>the end; of movement a little
 *       later</td></tr>
 *   <tr><td>movement, just over</td><td>it began</td><td>the same row</td></tr>
 *   <tr><td>any</td><td>what is known</td><td>nothing</td></tr>
 * </table>
 *
 * <p>Each of two reporters of the same fact is heard: what the second says of what the first has
 * told, by the device's time, counts for nothing.
 *
 * <p>After a loss the device tells anew how everything stands. Until it has done so nothing ends,
 * and what it does not tell any more is over.
 *
 * <p>Thread-safe. Writes to the database within the call; when that throws, the next call tries
 * again.
 */
public final class EventLedger {
    /** Movements less than this apart are one. */
    static final long MERGE_US = 10_000_000;

    /** Rows of one camera and kind at once, and how long each takes to be allowed again. */
    static final int BURST = 60;

    static final long ALLOW_US = 20_000_000;

    /** What may have a state of its own in one camera and kind; more are not listened to. */
    static final int MAX_PROPERTIES = 32;

    /** Two reporters do not measure the device's clock alike. */
    static final long TOLERANCE_US = 2_000_000;

    /** A device keeps nothing for longer: what is older by its clock, was told by a wrong one. */
    private static final long OLDEST_US = TimeUnit.MINUTES.toMicros(3);

    /** How long ago what still lasts may have begun. */
    private static final long OLDEST_STATE_US = TimeUnit.DAYS.toMicros(1);

    private static final long FUTURE_US = 5_000_000;

    private static final System.Logger LOG = System.getLogger(EventLedger.class.getName());

    /**
     * Who told something.
     *
     * @param reporter by whom we learnt it, the same for as long as it lives
     * @param device whose fact it is, kept with the row
     */
    public record Origin(String reporter, String device) {}

    /** What lasts that somebody has to mend. */
    public record Standing(String cameraId, EventKind kind, long sinceUs) {}

    private record Key(String cameraId, EventKind kind) {}

    /**
     * What was told last of one property.
     *
     * @param toldUs when, by the device's clock as we know it
     * @param atUs when, as it is kept
     */
    private record Change(boolean active, long toldUs, long atUs, String reporter) {}

    private static final class State {
        final Map<String, Change> properties = new LinkedHashMap<>();
        final Set<String> unconfirmed = new HashSet<>();
        boolean syncing;

        /** In the database without an end. */
        @Nullable KeptEvent row;

        /** Since when the row is over; null while it lasts. */
        @Nullable Long overUs;

        long overToldUs;
        double allowed = BURST;
        long allowedAtUs;
        boolean muted;

        boolean active() {
            return properties.values().stream().anyMatch(Change::active);
        }

        boolean lasts() {
            return row != null && overUs == null;
        }
    }

    private final CameraEventStore store;
    private final Runnable alarmed;
    private final RandomGenerator random;
    private final Map<Key, State> states = new HashMap<>();
    private final Set<Key> standing = new HashSet<>();

    /**
     * Takes up what lasted when the program ended.
     *
     * @param alarmed is run, outside of any lock, when what stands has changed; must not block
     */
    public EventLedger(CameraEventStore store, Runnable alarmed, RandomGenerator random) {
        this.store = store;
        this.alarmed = alarmed;
        this.random = random;
        for (KeptEvent row : store.lasting()) {
            Key key = new Key(row.cameraId(), row.kind());
            State state = state(key);
            if (state.row != null) {
                store.end(state.row.id(), row.beginUs()); // a second one cannot last
            }
            state.row = row;
            stands(key, state);
        }
    }

    /**
     * A device told something of a camera.
     *
     * @param nowUs when it came
     */
    public void take(
            String cameraId, EventKind kind, Origin origin, EventNotice notice, long nowUs) {
        Key key = new Key(cameraId, kind);
        changing(
                key,
                () -> {
                    State state = state(key);
                    long atUs = timeUs(notice, nowUs);
                    state.unconfirmed.remove(notice.property());
                    if (!isNews(state, notice, origin) || !remember(state, notice, origin, atUs)) {
                        return;
                    }
                    if (notice.momentary()) {
                        if (!notice.initial()) {
                            happened(key, state, origin, atUs, nowUs);
                        }
                    } else if (notice.active()) {
                        begins(key, state, origin, notice.initial(), atUs, nowUs);
                    } else if (!state.active() && !state.syncing) {
                        ends(state, kind, atUs, nowUs);
                    }
                });
    }

    /** Whether a device's clock can have said this; when not, the time of receipt counts. */
    static boolean isPlausible(EventNotice notice, long nowUs) {
        long atUs = microseconds(notice.at());
        long oldestUs = notice.initial() ? OLDEST_STATE_US : OLDEST_US;
        return atUs <= nowUs + FUTURE_US && atUs >= nowUs - oldestUs;
    }

    private static long timeUs(EventNotice notice, long nowUs) {
        // Devices tell their clock in whole seconds: what they tell may seem to be to come.
        return isPlausible(notice, nowUs) ? Math.min(microseconds(notice.at()), nowUs) : nowUs;
    }

    private static long microseconds(Instant at) {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000;
    }

    private static boolean isNews(State state, EventNotice notice, Origin origin) {
        Change known = state.properties.get(notice.property());
        if (known == null) {
            return true;
        }
        long toldUs = microseconds(notice.at());
        boolean later =
                known.reporter().equals(origin.reporter())
                        ? !notice.momentary() || toldUs != known.toldUs()
                        : toldUs > known.toldUs() + TOLERANCE_US;
        return later && (notice.momentary() || notice.active() != known.active());
    }

    private static boolean remember(State state, EventNotice notice, Origin origin, long atUs) {
        Map<String, Change> properties = state.properties;
        if (!properties.containsKey(notice.property()) && properties.size() >= MAX_PROPERTIES) {
            Iterator<Change> old = properties.values().iterator();
            while (old.hasNext() && properties.size() >= MAX_PROPERTIES) {
                if (!old.next().active()) {
                    old.remove();
                }
            }
        }
        if (!properties.containsKey(notice.property()) && properties.size() >= MAX_PROPERTIES) {
            return false;
        }
        boolean active = notice.active() && !notice.momentary();
        properties.put(
                notice.property(),
                new Change(active, microseconds(notice.at()), atUs, origin.reporter()));
        return true;
    }

    private void begins(
            Key key, State state, Origin origin, boolean initial, long atUs, long nowUs) {
        if (state.row != null) {
            Long overUs = state.overUs;
            if (overUs == null || atUs - overUs < mergeUs(key.kind())) {
                state.overUs = null;
                return;
            }
            settle(state);
        }
        if (initial && !key.kind().alarming()) {
            return;
        }
        open(key, state, origin, atUs, nowUs);
    }

    /** A row that lasts, unless there were too many. */
    private void open(Key key, State state, Origin origin, long atUs, long nowUs) {
        KeptEvent row = fresh(key, state, origin, atUs, nowUs);
        if (row != null && store.add(row)) {
            state.row = row;
            state.overUs = null;
        }
    }

    private @Nullable KeptEvent fresh(Key key, State state, Origin origin, long atUs, long nowUs) {
        double earned = (double) (nowUs - state.allowedAtUs) / ALLOW_US;
        state.allowed = Math.clamp(state.allowed + earned, 0, BURST);
        state.allowedAtUs = nowUs;
        if (state.allowed < 1) {
            if (!state.muted) {
                LOG.log(
                        Level.WARNING,
                        "camera {0}: reports {1} too often; most of it is not kept",
                        key.cameraId(),
                        key.kind().word());
            }
            state.muted = true;
            return null;
        }
        state.muted = state.muted && state.allowed < BURST;
        state.allowed--;
        return new KeptEvent(
                Ids.next(atUs, random),
                key.cameraId(),
                key.kind(),
                atUs,
                null,
                nowUs,
                origin.device());
    }

    private void happened(Key key, State state, Origin origin, long atUs, long nowUs) {
        if (mergeUs(key.kind()) == 0) {
            KeptEvent row = fresh(key, state, origin, atUs, nowUs);
            if (row != null) {
                store.add(row.ended(atUs));
            }
            return;
        }
        begins(key, state, origin, false, atUs, nowUs);
        if (!state.active()) {
            ends(state, key.kind(), atUs, nowUs);
        }
    }

    private void ends(State state, EventKind kind, long atUs, long nowUs) {
        KeptEvent row = state.row;
        if (row == null || state.overUs != null) {
            return;
        }
        state.overUs = Math.max(atUs, row.beginUs());
        state.overToldUs = nowUs;
        if (mergeUs(kind) == 0) {
            settle(state);
        }
    }

    private void settle(State state) {
        KeptEvent row = state.row;
        Long overUs = state.overUs;
        if (row != null && overUs != null) {
            store.end(row.id(), overUs);
            state.row = null;
            state.overUs = null;
        }
    }

    private static long mergeUs(EventKind kind) {
        return kind == EventKind.MOTION ? MERGE_US : 0;
    }

    // ---- losses

    /** A device begins to tell anew how everything stands. */
    public void begin(Origin origin, Collection<String> cameraIds) {
        each(
                cameraIds,
                (_, state) -> {
                    state.syncing = true;
                    state.unconfirmed.clear();
                    state.properties.forEach((property, change) -> {
                        if (change.reporter().equals(origin.reporter())) {
                            state.unconfirmed.add(property);
                        }
                    });
                });
    }

    /** A device has told how everything stands. */
    public void complete(Collection<String> cameraIds, long nowUs) {
        each(
                cameraIds,
                (key, state) -> {
                    if (!state.syncing) {
                        return;
                    }
                    state.syncing = false;
                    state.properties.keySet().removeAll(state.unconfirmed);
                    state.unconfirmed.clear();
                    if (!state.active()) {
                        long atUs =
                                state.properties.values().stream()
                                        .mapToLong(Change::atUs)
                                        .max()
                                        .orElse(nowUs);
                        ends(state, key.kind(), atUs, nowUs);
                    }
                });
    }

    /**
     * A device has not been heard for long: nobody knows what goes on there. What somebody has to
     * mend is taken to last.
     *
     * @param lastUs when it was heard last
     */
    public void silent(Collection<String> cameraIds, long lastUs) {
        each(
                cameraIds,
                (key, state) -> {
                    if (!key.kind().alarming()) {
                        state.properties.clear();
                        ends(state, key.kind(), lastUs, lastUs);
                    }
                });
    }

    /** A camera is not listened to any more. */
    public void forget(String cameraId, long nowUs) {
        each(
                List.of(cameraId),
                (key, state) -> {
                    state.properties.clear();
                    ends(state, key.kind(), nowUs, nowUs);
                    settle(state);
                });
        synchronized (this) {
            states.keySet().removeIf(key -> key.cameraId().equals(cameraId));
        }
    }

    /** Keeps the ends that have become final. To be called now and then. */
    public synchronized void look(long nowUs) {
        for (Map.Entry<Key, State> one : states.entrySet()) {
            State state = one.getValue();
            if (state.overUs != null && nowUs - state.overToldUs >= mergeUs(one.getKey().kind())) {
                settle(state);
            }
        }
    }

    // ---- for those who look

    /** Cameras of which something was told and not forgotten. */
    public synchronized Set<String> cameraIds() {
        Set<String> all = new HashSet<>();
        states.keySet().forEach(key -> all.add(key.cameraId()));
        return all;
    }

    /** What lasts that somebody has to mend. */
    public synchronized List<Standing> standing() {
        List<Standing> all = new ArrayList<>();
        for (Key key : standing) {
            State state = state(key);
            KeptEvent row = state.row;
            long sinceUs =
                    row != null
                            ? row.beginUs()
                            : state.properties.values().stream()
                                    .filter(Change::active)
                                    .mapToLong(Change::atUs)
                                    .min()
                                    .orElse(0);
            all.add(new Standing(key.cameraId(), key.kind(), sinceUs));
        }
        return all;
    }

    /** A row as it is known to be: one that is over may still last in the database. */
    public synchronized KeptEvent known(KeptEvent row) {
        State state = states.get(new Key(row.cameraId(), row.kind()));
        if (state == null || state.overUs == null || row.endUs() != null) {
            return row;
        }
        KeptEvent own = state.row;
        return own != null && own.id().equals(row.id()) ? row.ended(state.overUs) : row;
    }

    // ---- all of them

    private State state(Key key) {
        return states.computeIfAbsent(key, _ -> new State());
    }

    private interface Act {
        void on(Key key, State state);
    }

    private void each(Collection<String> cameraIds, Act act) {
        for (String cameraId : cameraIds) {
            for (EventKind kind : EventKind.values()) {
                Key key = new Key(cameraId, kind);
                changing(
                        key,
                        () -> {
                            State state = states.get(key);
                            if (state != null) {
                                act.on(key, state);
                            }
                        });
            }
        }
    }

    private void changing(Key key, Runnable act) {
        boolean told = false;
        try {
            synchronized (this) {
                try {
                    act.run();
                } finally {
                    State state = states.get(key);
                    told = state != null && stands(key, state);
                }
            }
        } finally {
            if (told) {
                alarmed.run();
            }
        }
    }

    /** Whether that has changed. */
    private boolean stands(Key key, State state) {
        return key.kind().alarming() && (state.active() || state.lasts())
                ? standing.add(key)
                : standing.remove(key);
    }
}
