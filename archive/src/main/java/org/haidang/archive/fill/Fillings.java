package org.haidang.archive.fill;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.RoomMaker;
import org.haidang.archive.file.OpenSegment;
import org.haidang.archive.play.KeyPicture;
import org.haidang.archive.play.LastGroup;
import org.haidang.archive.record.CatalogWriter;
import org.haidang.archive.record.LiveSegments;
import org.haidang.archive.record.SegmentCut;

/** The fillings that are under way: at most one per stream. Thread-safe. */
public final class Fillings implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Fillings.class.getName());

    private final FilledFiles.Shared shared;
    private final Map<StreamKey, Filling> open = new HashMap<>();
    private boolean closed;

    /**
     * @param homes where on each disk files go, by the disk's name
     * @param segmentTargetUs length of a file
     * @param software goes into each file
     */
    public Fillings(
            List<Disk> disks,
            Map<String, OpenSegment.Home> homes,
            long segmentTargetUs,
            String software,
            RoomMaker room,
            CatalogWriter rows,
            LiveSegments live,
            LongSupplier nowUs) {
        this.shared =
                new FilledFiles.Shared(
                        disks,
                        homes,
                        new SegmentCut(segmentTargetUs),
                        room,
                        rows,
                        live,
                        nowUs,
                        software);
    }

    /**
     * Begins one.
     *
     * @param before what was recorded last before the range
     * @param behind the first one recorded at its end or soon after
     * @throws IllegalStateException if the stream is being filled already, or all was closed
     */
    public synchronized Filling begin(
            StreamKey key,
            long fromUs,
            long toUs,
            Optional<LastGroup> before,
            Optional<KeyPicture> behind) {
        if (closed) {
            throw new IllegalStateException("the archive is closed");
        }
        if (open.containsKey(key)) {
            throw new IllegalStateException(key + " is being filled");
        }
        Filling filling =
                new Filling(
                        new Filling.Range(key, fromUs, toUs),
                        new Filling.Seams(
                                before.map(LastGroup::key).map(SeamPicture::new).orElse(null),
                                before.map(LastGroup::pictures).orElse(0),
                                behind.map(SeamPicture::new).orElse(null)),
                        new FilledFiles(key, shared),
                        this::ended);
        open.put(key, filling);
        return filling;
    }

    private synchronized void ended(Filling filling) {
        open.remove(filling.key(), filling);
    }

    /** Whether any stream is being filled. */
    public synchronized boolean active() {
        return !open.isEmpty();
    }

    /** Ends all without waiting for their rows; what they have taken is kept. None begins then. */
    @Override
    public void close() {
        List<Filling> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(open.values());
        }
        for (Filling filling : left) {
            try {
                filling.end();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the filling of {0} was cut off: {1}", filling.key(), e);
            }
        }
    }
}
