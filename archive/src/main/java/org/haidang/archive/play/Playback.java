package org.haidang.archive.play;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.file.SegmentIndex;
import org.haidang.archive.play.RunFinder.Place;
import org.haidang.archive.retain.Leases;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;

/** Answers "show me that moment", in chunks, as one file, or as one picture. Thread-safe. */
public final class Playback {
    private static final int MAX_SECONDS = 30;

    /** Files of one export: a day of one-minute files twice over. */
    private static final int MAX_EXPORT_RUNS = 5_000;

    /** Retention may delete a file between looking it up and opening it; then look again. */
    private static final int MAX_TRIES = 3;

    private final Library library;
    private final Leases leases;

    public Playback(Library library, Leases leases) {
        this.library = library;
        this.leases = leases;
    }

    /** See {@code Archive.openAt}. */
    public Optional<Chunk> openAt(StreamKey key, long atUs, int seconds) throws IOException {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("a chunk of " + seconds + " s");
        }
        for (int i = 1; ; i++) {
            try {
                return chunk(new RunFinder(library, key), atUs, seconds);
            } catch (NoSuchFileException gone) {
                if (i == MAX_TRIES) {
                    throw gone;
                }
            }
        }
    }

    private static Optional<Chunk> chunk(RunFinder finder, long atUs, int seconds)
            throws IOException {
        Optional<Place> found = finder.holding(atUs);
        if (found.isEmpty()) {
            found = finder.after(atUs);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Place place = found.get();
        long untilUs = Math.max(place.wallUs(), atUs) + seconds * 1_000_000L;
        List<Run> runs = new ArrayList<>();
        Run first = finder.groups(place, untilUs, atUs);
        runs.add(finder.leavesPictures(first) ? finder.groups(place, Long.MAX_VALUE, atUs) : first);
        while (runs.getLast().toEndOfFile()) {
            Run last = runs.getLast();
            Optional<Place> next = finder.continuing(last, last.wallEndUs());
            long bytes = runs.stream().mapToLong(Run::bytes).sum();
            if (next.isEmpty()
                    || next.get().loaded().index().startsGroup(0)
                    || bytes > RunFinder.MAX_CHUNK_BYTES) {
                break;
            }
            runs.add(finder.groups(next.get(), untilUs, atUs));
        }
        return Optional.of(new FileChunk(runs, finder.nextUs(runs.getLast(), atUs)));
    }

    /** See {@code Archive.keyPicture}. */
    public Optional<KeyPicture> keyPicture(StreamKey key, long atUs) throws IOException {
        Optional<Place> place = new RunFinder(library, key).holding(atUs);
        return place.isPresent() ? picture(place.get()) : Optional.empty();
    }

    /** The last group of pictures that begins at or before a time, as far as it goes up to then. */
    public Optional<LastGroup> lastGroup(StreamKey key, long atUs) throws IOException {
        Optional<Place> place = new RunFinder(library, key).holding(atUs);
        Optional<KeyPicture> picture = place.isPresent() ? picture(place.get()) : Optional.empty();
        return picture.map(first -> new LastGroup(first, pictures(place.get(), atUs)));
    }

    private static int pictures(Place first, long untilUs) {
        SegmentIndex index = first.loaded().index();
        int track = index.trackId(first.record());
        int pictures = 0;
        for (int i = first.record(); i < index.count(); i++) {
            if (index.trackId(i) == track && index.wallUs(i) <= untilUs) {
                pictures++;
            }
        }
        return pictures;
    }

    /** The first key picture at a time, or up to {@code withinUs} after it. */
    public Optional<KeyPicture> firstKeyPicture(StreamKey key, long fromUs, long withinUs)
            throws IOException {
        Optional<Place> place =
                new RunFinder(library, key)
                        .after(fromUs - 1)
                        .filter(at -> at.wallUs() <= fromUs + withinUs)
                        .filter(at -> at.loaded().index().startsGroup(at.record()));
        return place.isPresent() ? picture(place.get()) : Optional.empty();
    }

    private static Optional<KeyPicture> picture(Place at) throws IOException {
        SegmentIndex index = at.loaded().index();
        Optional<VideoFormat> format = format(at, index.trackId(at.record()));
        if (format.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer fragment = ByteBuffer.allocate(index.size(at.record()));
        try (FileChannel file = FileChannel.open(at.segment().file(), StandardOpenOption.READ)) {
            FileChunk.readFully(file, fragment, index.offset(at.record()));
        }
        try {
            byte[] data = FragmentReader.samples(fragment.flip()).getFirst().data();
            return Optional.of(new KeyPicture(format.get(), index.wallUs(at.record()), data));
        } catch (MalformedMp4Exception e) {
            throw new IOException(at.segment().path() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<VideoFormat> format(Place at, int trackId) {
        for (Track track : at.loaded().init().tracks()) {
            if (track.id() == trackId && track.format() instanceof VideoFormat video) {
                return Optional.of(video);
            }
        }
        return Optional.empty();
    }

    /** See {@code Archive.export}. */
    public List<Export> export(StreamKey key, long fromUs, long toUs) throws IOException {
        List<FileExport> exports = new ArrayList<>();
        try {
            plan(new RunFinder(library, key), fromUs, toUs, exports);
        } catch (IOException | RuntimeException e) {
            exports.forEach(FileExport::close);
            throw e;
        }
        return List.copyOf(exports);
    }

    private void plan(RunFinder finder, long fromUs, long toUs, List<FileExport> exports)
            throws IOException {
        Optional<Place> place = finder.holding(fromUs);
        if (place.isEmpty()) {
            place = finder.after(fromUs);
        }
        boolean continues = false;
        long reachedUs = Long.MIN_VALUE;
        long lastStartUs = Long.MIN_VALUE;
        for (int i = 0; place.isPresent() && i < MAX_EXPORT_RUNS; i++) {
            Place at = place.get();
            // At the end only what is new counts, not an older file that also shows that time.
            if (at.wallUs() >= toUs || (reachedUs >= toUs && at.wallUs() <= lastStartUs)) {
                return;
            }
            boolean sameFormat =
                    !exports.isEmpty() && exports.getLast().init().equals(at.loaded().init());
            if (!sameFormat) {
                exports.add(new FileExport(library, leases, at.loaded().init()));
            }
            Run run = finder.everything(at, toUs);
            exports.getLast().add(run, continues && sameFormat);
            reachedUs = Math.max(reachedUs, run.wallEndUs());
            lastStartUs = at.wallUs();
            Optional<Place> next = finder.continuing(run, reachedUs);
            continues = next.isPresent();
            place = continues ? next : finder.behind(run, reachedUs);
        }
    }
}
