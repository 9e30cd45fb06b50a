package org.haidang.archive.fill;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.file.Timeline;
import org.haidang.archive.play.Span;
import org.haidang.media.stream.Fragment;
import org.haidang.media.stream.Generation;
import org.jspecify.annotations.Nullable;

/**
 * Takes media that was fetched later into a gap of one stream, in order, and fits it to what was
 * recorded before and behind.
 *
 * <pre>
 *  phase     fragment                                      becomes
 *  BEFORE    of a group that starts at or before the gap   held back; an earlier group is dropped
 *  BEFORE    the last key picture recorded before the gap  tells the difference of the clocks, and
 *                                                          where to begin: see the next two
 *  BEFORE    the group behind that                         INSIDE; with the group of that picture when
 *                                                          it has more pictures than were recorded
 *  BEFORE    first one inside the gap                      INSIDE, with the group it belongs to
 *  INSIDE    before the end of the gap                     written
 *  INSIDE    at or behind the end                          held back for two seconds of media
 *  INSIDE    the first picture recorded behind the gap     what was held back is written; COMPLETE
 *                                                          when none like it can lie nearer to the end
 *  INSIDE    two seconds behind the end                    COMPLETE, what was held back is dropped
 *  COMPLETE  any                                           dropped
 * </pre>
 *
 * <p>The device's clock may be off, and ours may have been late when the line was, so pictures
 * decide where they can: the ones next to the gap are looked for by what they show, up to two
 * seconds from where they should be.
 *
 * <p>Disks are written in the caller's thread, which should be a platform thread and must not be
 * interrupted: that would give up the present file until the next start completes it. Thread-safe
 * only so that the archive can be closed meanwhile: one thread writes.
 */
public final class Filling implements AutoCloseable {
    /** So far from its time a picture is looked for, on either side. */
    static final long NEAR_US = 2_000_000;

    /** So much is held back at most; more than that is written at the start, dropped at the end. */
    static final long MAX_HELD_BYTES = 64L << 20;

    private static final long NO_SEAM = Long.MAX_VALUE;

    private static final System.Logger LOG = System.getLogger(Filling.class.getName());

    private enum Phase {
        BEFORE,
        INSIDE,
        COMPLETE
    }

    /**
     * What is to be filled.
     *
     * @param fromUs microseconds since 1970 UTC
     * @param toUs exclusive
     */
    record Range(StreamKey key, long fromUs, long toUs) {}

    /**
     * What was recorded live next to it, as far as anything was.
     *
     * @param before the last key picture before
     * @param recorded pictures from that one on, itself among them
     * @param behind the first key picture at its end or within a second after
     */
    record Seams(@Nullable SeamPicture before, int recorded, @Nullable SeamPicture behind) {}

    private final Range range;
    private final Seams seams;
    private final FilledFiles files;
    private final Consumer<Filling> ended;
    private final List<Fragment> held = new ArrayList<>();
    private long heldBytes;
    private int heldPictures;
    private long fromByDeviceUs;

    /** By how much the picture before the gap, which is held, is away from its time. */
    private long beforeAwayUs = NO_SEAM;

    private long seamAwayUs = NO_SEAM;
    private Phase phase = Phase.BEFORE;
    private boolean over;
    private @Nullable Generation generation;
    private @Nullable Timeline timeline;

    Filling(Range range, Seams seams, FilledFiles files, Consumer<Filling> ended) {
        this.range = range;
        this.fromByDeviceUs = range.fromUs();
        this.seams = seams;
        this.files = files;
        this.ended = ended;
    }

    StreamKey key() {
        return range.key();
    }

    /**
     * Takes the next fragment in order. The first should start a group at or before the gap; what
     * comes before the first key picture is dropped. Once {@link #complete} it drops all.
     *
     * @throws IOException if it cannot be written, or the filling or the archive was closed; what
     *     was written before is kept, nothing more is taken, and {@link #finish} is still to be
     *     called
     */
    public synchronized void write(Fragment fragment) throws IOException {
        if (over) {
            throw new IOException("the filling of " + range.key() + " has ended");
        }
        try {
            place(fragment);
        } catch (IOException e) {
            // With a part lost in the middle, more would not fit what is there.
            phase = Phase.COMPLETE;
            clearHeld();
            throw e;
        }
    }

    private void place(Fragment fragment) throws IOException {
        switch (phase) {
            case BEFORE -> before(fragment);
            case INSIDE -> inside(fragment);
            case COMPLETE -> {}
        }
    }

    /** Nothing later than what came is of use: the caller may stop fetching. */
    public synchronized boolean complete() {
        return phase == Phase.COMPLETE;
    }

    private void before(Fragment fragment) throws IOException {
        if (fragment.startsGroup()) {
            if (isBefore(fragment)) {
                clearHeld();
            } else if (beforeAwayUs != NO_SEAM) {
                begin(fragment, heldPictures > seams.recorded());
                return;
            }
        } else if (held.isEmpty()) {
            return;
        }
        boolean inGap = leads(fragment) && fragment.wallUs() > fromByDeviceUs;
        if (beforeAwayUs == NO_SEAM && !inGap && fragment.startsGroup()) {
            clearHeld();
        }
        if (inGap || heldBytes + fragment.size() > MAX_HELD_BYTES) {
            begin(fragment, true);
        } else {
            hold(fragment);
        }
    }

    /**
     * Goes on inside of the gap.
     *
     * @param withHeld whether what was held back belongs to it
     */
    private void begin(Fragment fragment, boolean withHeld) throws IOException {
        phase = Phase.INSIDE;
        List<Fragment> group = withHeld ? List.copyOf(held) : List.of();
        clearHeld();
        for (Fragment each : group) {
            place(each);
        }
        place(fragment);
    }

    /** Whether it is the last key picture before the gap; of several like it, the nearest. */
    private boolean isBefore(Fragment fragment) {
        SeamPicture before = seams.before();
        if (before == null) {
            return false;
        }
        long aheadUs = fragment.wallUs() - before.wallUs();
        if (Math.abs(aheadUs) > NEAR_US
                || Math.abs(aheadUs) > beforeAwayUs
                || !before.sameAs(fragment)) {
            return false;
        }
        beforeAwayUs = Math.abs(aheadUs);
        fromByDeviceUs = range.fromUs() + aheadUs;
        return true;
    }

    private void inside(Fragment fragment) throws IOException {
        long pastUs = fragment.wallUs() - range.toUs();
        boolean late = pastUs >= 0;
        if (isBehind(fragment, pastUs) && Math.abs(pastUs) <= seamAwayUs) {
            seamAwayUs = Math.abs(pastUs);
            takeHeld(true);
            hold(fragment);
            if (late) {
                complete(false);
            }
        } else if (seamAwayUs != NO_SEAM) {
            // A picture like it may lie nearer to where it should be.
            if (pastUs > seamAwayUs || heldBytes + fragment.size() > MAX_HELD_BYTES) {
                complete(false);
            } else {
                hold(fragment);
            }
        } else if (late && leads(fragment) && pastTheSeam(fragment)) {
            complete(true);
        } else if (late || !held.isEmpty()) {
            hold(fragment);
        } else {
            files.take(fragment);
        }
    }

    /** Whether it is the first picture that was recorded behind the gap, or is just like it. */
    private boolean isBehind(Fragment fragment, long pastUs) {
        SeamPicture behind = seams.behind();
        return behind != null && pastUs >= -NEAR_US && behind.sameAs(fragment);
    }

    private boolean pastTheSeam(Fragment fragment) {
        return seams.behind() == null
                || fragment.wallUs() >= range.toUs() + NEAR_US
                || heldBytes + fragment.size() > MAX_HELD_BYTES;
    }

    /**
     * @param kept whether of what was held back that is kept which lies before the end by its time
     */
    private void complete(boolean kept) throws IOException {
        phase = Phase.COMPLETE;
        if (kept) {
            takeHeld(false);
        } else {
            clearHeld();
        }
    }

    /**
     * @param all also what lies behind the end by its time
     */
    private void takeHeld(boolean all) throws IOException {
        List<Fragment> rest = List.copyOf(held);
        clearHeld();
        for (Fragment each : rest) {
            if (all || each.wallUs() < range.toUs()) {
                files.take(each);
            }
        }
    }

    private void hold(Fragment fragment) {
        held.add(fragment);
        heldBytes += fragment.size();
        heldPictures += leads(fragment) ? 1 : 0;
    }

    private void clearHeld() {
        held.clear();
        heldBytes = 0;
        heldPictures = 0;
    }

    /** Whether time is measured by a fragment's track. */
    private boolean leads(Fragment fragment) {
        Timeline now = timeline;
        if (now == null || generation != fragment.generation()) {
            now = new Timeline(fragment.generation().init());
            timeline = now;
            generation = fragment.generation();
        }
        return now.leads(fragment.trackId());
    }

    /**
     * Ends the files: when it returns they are on the disk, their rows are in the catalogue and the
     * gaps are cut by what they hold. May be called again, also after it threw.
     *
     * @return the stretches that were filled, in order, at most as many as there were files; their
     *     ends may lie in what was recorded before and behind, by less than a group of pictures at
     *     the start and two seconds at the end
     * @throws IOException if a file could not be ended or the catalogue does not answer within half
     *     a minute; what is on the disk then comes into the catalogue later, at the next start at
     *     the latest
     */
    public List<Span> finish() throws IOException {
        end();
        files.awaitRows();
        synchronized (this) {
            return files.filled();
        }
    }

    /** Ends the files and asks for their rows, but does not wait for these. */
    synchronized void end() throws IOException {
        if (over) {
            return;
        }
        over = true;
        try {
            if (phase == Phase.INSIDE) {
                complete(seamAwayUs == NO_SEAM);
            } else if (beforeAwayUs != NO_SEAM && heldPictures > seams.recorded()) {
                takeHeld(false);
            }
            files.end();
        } finally {
            clearHeld();
            phase = Phase.COMPLETE;
            ended.accept(this);
        }
    }

    /** {@link #finish}, for whoever does not want to know; what failed stands in the log. */
    @Override
    public void close() {
        try {
            finish();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the filling of {0} did not end well: {1}", range.key(), e);
        }
    }
}
