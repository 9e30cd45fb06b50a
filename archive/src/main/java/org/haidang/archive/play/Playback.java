package org.haidang.archive.play;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
        long startUs = place.loaded().index().wallUs(place.record());
        long untilUs = Math.max(startUs, atUs) + seconds * 1_000_000L;
        List<Run> runs = new ArrayList<>();
        runs.add(finder.groups(place, untilUs));
        while (runs.getLast().toEndOfFile()) {
            Run last = runs.getLast();
            Optional<Place> next = finder.continuing(last.segment(), last.loaded());
            long bytes = runs.stream().mapToLong(Run::bytes).sum();
            if (next.isEmpty()
                    || next.get().loaded().index().startsGroup(0)
                    || bytes > RunFinder.MAX_CHUNK_BYTES) {
                break;
            }
            runs.add(finder.groups(next.get(), untilUs));
        }
        return Optional.of(new FileChunk(runs, nextUs(finder, runs.getLast())));
    }

    private static OptionalLong nextUs(RunFinder finder, Run last) throws IOException {
        if (!last.toEndOfFile()) {
            return OptionalLong.of(last.loaded().index().wallUs(nextLeading(last)));
        }
        Optional<Place> next = finder.continuing(last.segment(), last.loaded());
        if (next.isEmpty()) {
            next = finder.after(Math.max(last.segment().startWallUs(), last.wallEndUs() - 1));
        }
        return next.map(p -> OptionalLong.of(p.loaded().index().wallUs(p.record())))
                .orElse(OptionalLong.empty());
    }

    private static int nextLeading(Run run) {
        SegmentIndex index = run.loaded().index();
        for (int i = run.end(); i < index.count(); i++) {
            if (index.leads(i)) {
                return i;
            }
        }
        return run.end();
    }

    /** See {@code Archive.keyPicture}. */
    public Optional<KeyPicture> keyPicture(StreamKey key, long atUs) throws IOException {
        Optional<Place> place = new RunFinder(library, key).holding(atUs);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Place at = place.get();
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
        for (int i = 0; place.isPresent() && i < MAX_EXPORT_RUNS; i++) {
            Place at = place.get();
            long wallUs = at.loaded().index().wallUs(at.record());
            if (wallUs >= toUs) {
                return;
            }
            boolean sameFormat =
                    !exports.isEmpty() && exports.getLast().init().equals(at.loaded().init());
            if (!sameFormat) {
                exports.add(new FileExport(library, leases, at.loaded().init()));
            }
            Run run = finder.everything(at, toUs);
            exports.getLast().add(run, continues && sameFormat);
            Optional<Place> next =
                    run.toEndOfFile()
                            ? finder.continuing(run.segment(), run.loaded())
                            : Optional.empty();
            continues = next.isPresent();
            place = continues ? next : finder.behind(run);
        }
    }
}
