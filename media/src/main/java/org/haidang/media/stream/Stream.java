package org.haidang.media.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * One stream of one camera: takes access units from its source, makes one fragment of each picture
 * and of each 200 ms of audio, remembers the newest group of pictures, and serves any number of
 * readers from that one memory.
 *
 * <p>A picture becomes a fragment when the next one comes (that gives its duration, so time has no
 * holes), or when {@link #onTick} finds that none came for a second. A reconnect keeps the
 * generation when the tracks are the same; the first fragment after it is flagged {@link
 * Fragment#discontinuity()} and starts a group.
 *
 * <p>Threads: the source's thread calls the {@link SourceListener} methods; everything else may be
 * called from any thread. Readers are woken outside all locks, once per batch.
 */
public final class Stream implements SourceListener, AutoCloseable {

    /** Published at the latest when so many wait, should a source forget to end its batch. */
    private static final int MAX_BATCH = 64;

    private final String name;
    private final StreamLimits limits;
    private final LongSupplier nanoTime;

    /** Guards the making of fragments. Taken before {@link #lock}, never after it. */
    private final ReentrantLock ingest = new ReentrantLock();

    private final Fragmenter fragmenter = new Fragmenter();
    private SourceState state = new SourceState.Stopped();
    private long stateSinceNs;
    private long reconnects;
    private long lastPictureNs = StreamStats.NEVER;
    private long lastPictureWallUs;
    private final RepeatWatch repeats = new RepeatWatch();
    private boolean closing;

    /** Guards what readers see: the ring, their places, and the figures of what is in it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final FragmentRing ring = new FragmentRing();
    private final RateMeter rates = new RateMeter();
    private final List<StreamReader> readers = new ArrayList<>();
    private long newestGroup;
    private @Nullable Fragment keyFragment;
    private long pictures;
    private long audioFragments;
    private long bytes;
    private long groupMs;
    private long gopOverflows;
    private long lostGroupsLive;
    private long lostGroupsRecorder;
    private boolean closed;

    /** Guards the order in which the watched listener is told. */
    private final ReentrantLock telling = new ReentrantLock();

    private volatile int liveReaders;
    private boolean toldWatched;
    private Consumer<Boolean> watchedListener = watched -> {};

    /**
     * @param name for logs and messages, for example {@code gate-1/main}
     * @param limits how much it may remember
     * @param nanoTime a clock that only goes forward, such as {@code System::nanoTime}
     */
    public Stream(String name, StreamLimits limits, LongSupplier nanoTime) {
        this.name = name;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.stateSinceNs = nanoTime.getAsLong();
    }

    /** As given. */
    public String name() {
        return name;
    }

    /**
     * @throws IllegalArgumentException when there are no tracks or more than 8
     */
    @Override
    public void onTracks(List<Track> tracks) {
        ingest(() -> fragmenter.tracks(tracks), false);
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        long nowNs = nanoTime.getAsLong();
        ingest(() -> take(unit, nowNs), false);
    }

    private void take(AccessUnit unit, long nowNs) {
        fragmenter.unit(unit, nowNs);
        Generation generation = fragmenter.generation();
        if (generation != null && generation.isVideo(unit.trackId())) {
            if (unit.randomAccess()) {
                repeats.keyPicture(unit.bytes(), unit.offset(), nowNs);
            }
            lastPictureNs = nowNs;
            lastPictureWallUs = unit.wallUs();
        }
    }

    @Override
    public void onBatchEnd() {
        ingest(() -> {}, true);
    }

    @Override
    public void onState(SourceState newState) {
        long nowNs = nanoTime.getAsLong();
        ingest(() -> changeState(newState, nowNs), true);
    }

    private void changeState(SourceState newState, long nowNs) {
        boolean wasLive = state instanceof SourceState.Live;
        boolean isLive = newState instanceof SourceState.Live;
        if (wasLive && !isLive) {
            reconnects++;
        }
        if (!isLive) {
            fragmenter.interrupted();
        }
        state = newState;
        stateSinceNs = nowNs;
    }

    /**
     * To be called a few times a second, from any thread: lets out a last picture or a rest of
     * audio whose successor does not come.
     */
    public void onTick() {
        long nowNs = nanoTime.getAsLong();
        ingest(() -> fragmenter.tick(nowNs), true);
    }

    /** Runs one step of the making and publishes what it made; wakes readers outside all locks. */
    private void ingest(Runnable step, boolean batchEnds) {
        List<Runnable> wakes = List.of();
        ingest.lock();
        try {
            if (closing) {
                return;
            }
            step.run();
            if (batchEnds || fragmenter.waiting() >= MAX_BATCH) {
                wakes = publish(fragmenter.take());
            }
        } finally {
            ingest.unlock();
        }
        wakes.forEach(Runnable::run);
    }

    private List<Runnable> publish(List<Fragment> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        long nowNs = nanoTime.getAsLong();
        lock.lock();
        try {
            batch.forEach(fragment -> add(fragment, nowNs));
            boundGroup(nowNs);
            evict(nowNs);
            return takeWakes(nowNs);
        } finally {
            lock.unlock();
        }
    }

    private void add(Fragment fragment, long nowNs) {
        ring.add(fragment, nowNs);
        bytes += fragment.size();
        if (fragment.video()) {
            pictures++;
        } else {
            audioFragments++;
        }
        rates.add(nowNs, fragment.video() ? 1 : 0, fragment.size());
        if (!fragment.startsGroup()) {
            return;
        }
        newestGroup = fragment.number();
        if (fragment.video()) {
            measureGroup(fragment);
            keyFragment = fragment;
        }
    }

    private void measureGroup(Fragment key) {
        Fragment before = keyFragment;
        if (before != null && before.generation() == key.generation() && !key.discontinuity()) {
            long ticks = key.dtsTicks() - before.dtsTicks();
            groupMs = key.generation().toUs(key.trackId(), ticks) / 1000;
        }
    }

    /** A group over the limits is not kept: better a joiner waits than memory grows. */
    private void boundGroup(long nowNs) {
        if (newestGroup > 0
                && (ring.bytesFrom(newestGroup) > limits.gopBytes()
                        || nowNs - ring.publishedNs(newestGroup)
                                > limits.gopDuration().toNanos())) {
            newestGroup = 0;
            gopOverflows++;
        }
    }

    /** Drops the oldest until the next one is still wanted by somebody and within their limit. */
    private void evict(long nowNs) {
        long keepGroup = newestGroup > 0 ? newestGroup : ring.end();
        long recorder = ring.end();
        long live = ring.end();
        for (StreamReader reader : readers) {
            switch (reader.kind()) {
                case RECORDER -> recorder = Math.min(recorder, reader.cursor());
                case LIVE -> live = Math.min(live, reader.cursor());
            }
        }
        for (long n = ring.first(); n < keepGroup; n++) {
            long unread = ring.bytesFrom(n);
            boolean recorderKeeps = n >= recorder && unread <= limits.recorderBytes();
            boolean liveKeeps =
                    n >= live
                            && unread <= limits.liveBytes()
                            && nowNs - ring.publishedNs(n) <= limits.liveLag().toNanos();
            if (recorderKeeps || liveKeeps) {
                return;
            }
            ring.dropFirst();
        }
    }

    private List<Runnable> takeWakes(long nowNs) {
        List<Runnable> wakes = List.of();
        for (StreamReader reader : readers) {
            if (reader.armed() && reader.ready(ring, newestGroup, limits, nowNs)) {
                wakes = wakes.isEmpty() ? new ArrayList<>() : wakes;
                addIfPresent(wakes, reader.disarm());
            }
        }
        return wakes;
    }

    private static void addIfPresent(List<Runnable> wakes, @Nullable Runnable wake) {
        if (wake != null) {
            wakes.add(wake);
        }
    }

    /**
     * Joins. The reader starts at the newest key picture if that is still held, else at the next
     * one; for a recorder that came back, fragments it already has are those with a {@link
     * Fragment#number()} it has seen.
     *
     * @throws IllegalStateException when the stream is closed
     */
    public StreamReader open(ReaderKind kind) {
        StreamReader reader =
                locked(() -> {
                    if (closed) {
                        throw new IllegalStateException("stream " + name + " is closed");
                    }
                    StreamReader made = new StreamReader(this, kind, ring, newestGroup);
                    readers.add(made);
                    countLive();
                    return made;
                });
        tellWatched();
        return reader;
    }

    void leave(StreamReader reader) {
        Runnable wake =
                locked(() -> {
                    readers.remove(reader);
                    countLive();
                    reader.markClosed();
                    return reader.disarm();
                });
        tellWatched();
        if (wake != null) {
            wake.run();
        }
    }

    private void countLive() {
        liveReaders = (int) readers.stream().filter(each -> each.kind() == ReaderKind.LIVE).count();
    }

    List<Fragment> poll(StreamReader reader, int max) {
        long nowNs = nanoTime.getAsLong();
        lock.lock();
        try {
            return reader.ready(ring, newestGroup, limits, nowNs)
                    ? reader.read(ring, max)
                    : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the wake with the reader, unless there is a reason to run it now. */
    boolean arm(StreamReader reader, Runnable wake) {
        long nowNs = nanoTime.getAsLong();
        lock.lock();
        try {
            if (closed || reader.closed() || reader.ready(ring, newestGroup, limits, nowNs)) {
                reader.disarm();
                return false;
            }
            reader.arm(wake);
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean ended(StreamReader reader) {
        long nowNs = nanoTime.getAsLong();
        return locked(() ->
                reader.closed() || (closed && !reader.ready(ring, newestGroup, limits, nowNs)));
    }

    /** Called with the lock held. */
    void countLostGroups(ReaderKind kind, long groups) {
        switch (kind) {
            case LIVE -> lostGroupsLive += groups;
            case RECORDER -> lostGroupsRecorder += groups;
        }
    }

    <T extends @Nullable Object> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /** The tracks of the newest fragments; empty before the first. */
    public Optional<Generation> generation() {
        ingest.lock();
        try {
            return Optional.ofNullable(fragmenter.generation());
        } finally {
            ingest.unlock();
        }
    }

    /**
     * The init segment of the current generation for the tracks whose codec is allowed; empty
     * before the first tracks, and when none is allowed.
     */
    public Optional<InitSegment> init(Set<Codec> allowed) {
        return generation().flatMap(generation -> generation.init(allowed));
    }

    /** The newest key picture as a copy; empty before the first. */
    public Optional<KeyPicture> keyPicture() {
        Fragment key = this.<@Nullable Fragment>locked(() -> keyFragment);
        if (key == null) {
            return Optional.empty();
        }
        return key.generation()
                .track(key.trackId())
                .map(Track::format)
                .filter(VideoFormat.class::isInstance)
                .map(format -> picture((VideoFormat) format, key));
    }

    /**
     * When the picture of {@link #keyPicture} was taken, without a copy of it.
     *
     * @return microseconds since 1970 UTC; 0 before the first
     */
    public long keyPictureUs() {
        Fragment key = this.<@Nullable Fragment>locked(() -> keyFragment);
        return key == null ? 0 : key.wallUs();
    }

    private static KeyPicture picture(VideoFormat format, Fragment key) {
        byte[] data = Arrays.copyOfRange(key.bytes(), key.payloadOffset(), key.size());
        return new KeyPicture(format, data, key.wallUs());
    }

    /** Whether anybody watches live, so that the source should be read at once. */
    public boolean watched() {
        return liveReaders > 0;
    }

    /**
     * Tells whenever {@link #watched()} changes, on the thread of the reader that came or went;
     * replaces the one before. Told once now if somebody watches.
     */
    public void onWatchedChange(Consumer<Boolean> listener) {
        telling.lock();
        try {
            watchedListener = listener;
            toldWatched = false;
        } finally {
            telling.unlock();
        }
        tellWatched();
    }

    private void tellWatched() {
        telling.lock();
        try {
            boolean now = watched();
            if (now != toldWatched) {
                toldWatched = now;
                watchedListener.accept(now);
            }
        } finally {
            telling.unlock();
        }
    }

    /** Its facts now. */
    public StreamStats stats() {
        long nowNs = nanoTime.getAsLong();
        ingest.lock();
        lock.lock();
        try {
            Generation generation = fragmenter.generation();
            return new StreamStats(
                    state,
                    stateSinceNs,
                    generation == null ? 0 : generation.number(),
                    pictures,
                    audioFragments,
                    bytes,
                    rates.fps(nowNs),
                    rates.kbps(nowNs),
                    groupMs,
                    lastPictureNs,
                    lastPictureWallUs,
                    repeats.sinceNs(),
                    ring.count(),
                    ring.bytes(),
                    liveReaders,
                    readers.size() - liveReaders,
                    lostGroupsLive,
                    lostGroupsRecorder,
                    gopOverflows,
                    reconnects,
                    fragmenter.dropped());
        } finally {
            lock.unlock();
            ingest.unlock();
        }
    }

    /** Lets out what is pending and ends all readers after it. Later calls are ignored. */
    @Override
    public void close() {
        ingest(fragmenter::flush, true);
        List<Runnable> wakes = new ArrayList<>();
        ingest.lock();
        lock.lock();
        try {
            closing = true;
            closed = true;
            readers.forEach(reader -> addIfPresent(wakes, reader.disarm()));
        } finally {
            lock.unlock();
            ingest.unlock();
        }
        wakes.forEach(Runnable::run);
    }
}
