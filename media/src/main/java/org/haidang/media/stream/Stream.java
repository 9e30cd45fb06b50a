package org.haidang.media.stream;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;

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

    /**
     * @param name for logs and messages, for example {@code gate-1/main}
     * @param limits how much it may remember
     * @param nanoTime a clock that only goes forward, such as {@code System::nanoTime}
     */
    public Stream(String name, StreamLimits limits, LongSupplier nanoTime) {
        throw new UnsupportedOperationException();
    }

    /** As given. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onTracks(List<Track> tracks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAccessUnit(AccessUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onBatchEnd() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onState(SourceState state) {
        throw new UnsupportedOperationException();
    }

    /**
     * To be called a few times a second, from any thread: lets out a last picture or a rest of
     * audio whose successor does not come.
     */
    public void onTick() {
        throw new UnsupportedOperationException();
    }

    /**
     * Joins. The reader starts at the newest key picture if that is still held, else at the next
     * one; for a recorder that came back, fragments it already has are those with a {@link
     * Fragment#number()} it has seen.
     *
     * @throws IllegalStateException when the stream is closed
     */
    public StreamReader open(ReaderKind kind) {
        throw new UnsupportedOperationException();
    }

    /** The tracks of the newest fragments; empty before the first. */
    public Optional<Generation> generation() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /** Whether anybody watches live, so that the source should be read at once. */
    public boolean watched() {
        throw new UnsupportedOperationException();
    }

    /**
     * Tells whenever {@link #watched()} changes, on the thread of the reader that came or went;
     * replaces the one before. Told once now if somebody watches.
     */
    public void onWatchedChange(Consumer<Boolean> listener) {
        throw new UnsupportedOperationException();
    }

    /** Its facts now. */
    public StreamStats stats() {
        throw new UnsupportedOperationException();
    }

    /** Lets out what is pending and ends all readers after it. Later calls are ignored. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
