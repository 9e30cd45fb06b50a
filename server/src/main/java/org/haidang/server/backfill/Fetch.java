package org.haidang.server.backfill;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.coverage.Gap;
import org.haidang.archive.fill.Filling;
import org.haidang.archive.play.KeyPicture;
import org.haidang.archive.play.Span;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.Credentials;
import org.haidang.media.rtsp.ReplayRange;
import org.haidang.media.rtsp.net.ReplayException;
import org.haidang.media.rtsp.net.ReplayListener;
import org.haidang.media.rtsp.net.RtspReplay;
import org.haidang.media.rtsp.net.RtspSourceConfig;
import org.haidang.media.stream.Fragment;
import org.haidang.media.stream.FragmentMaker;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.haidang.onvif.StoredTime;
import org.jspecify.annotations.Nullable;

/**
 * Fills one gap from a device. Blocks in {@link #run}, for as long as the budget takes; {@link
 * #cancel} breaks it off from any thread, and what had come is kept.
 *
 * <p>A device tells its time in whole seconds, and the pictures must join to a fraction of one: so
 * the last key picture before the gap is looked for among what the device has, byte by byte, and
 * what its time there is tells how the two clocks lie.
 */
final class Fetch {
    /** Around the last key picture it is looked for in so much of the device's recording. */
    private static final Duration LOOK_AROUND = Duration.ofSeconds(4);

    /** Recorded time asked for before and behind a gap, for clocks that were read badly. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    /** Holes of the device's that are none: its own pauses between files. */
    private static final long JOINED_US = 1_000_000;

    private static final int CONNECT_MS = 5_000;
    private static final int RESPONSE_MS = 10_000;

    /** Recorders look for a place on the disk before they play it. */
    private static final int MEDIA_MS = 15_000;

    /**
     * How to reach a device.
     *
     * @param login the camera's own; null for none
     * @param bytesPerSecond at most so much is read; 0 for no bound
     */
    record Way(
            String name,
            @Nullable Credentials login,
            Predicate<InetAddress> guard,
            LongSupplier bytesPerSecond) {}

    /** What came of it. */
    record Fetched(FetchResult result, long filledUs, long bytes, String detail) {}

    private final Archive archive;
    private final StreamKey key;
    private final Gap gap;
    private final Storage storage;
    private final Way way;
    private Duration offset;
    private long filledUs;
    private volatile long untilUs;
    private volatile long bytes;
    private volatile @Nullable RtspReplay replay;
    private volatile boolean cancelled;

    Fetch(Archive archive, StreamKey key, Gap gap, Storage storage, Way way) {
        this.archive = archive;
        this.key = key;
        this.gap = gap;
        this.storage = storage;
        this.way = way;
        this.offset = storage.clockOffset();
        this.untilUs = gap.fromUs();
    }

    /** Up to where the gap is filled, or was looked through; from any thread. */
    long untilUs() {
        return untilUs;
    }

    /** Bytes of media that were kept; from any thread. */
    long bytes() {
        return bytes;
    }

    void cancel() {
        cancelled = true;
        RtspReplay running = replay;
        if (running != null) {
            running.close();
        }
    }

    /** Fills what can be filled; once. */
    Fetched run() throws InterruptedException {
        try {
            String uri = storage.uri().toString();
            adjust(uri);
            List<StoredTime> parts =
                    storage.stored(instant(gap.fromUs()).minus(MARGIN), instant(gap.toUs()));
            for (StoredTime part : parts) {
                fill(uri, part);
            }
            return fetched(told(), "");
        } catch (FetchException e) {
            return fetched(filledUs > 0 ? partly(e.result()) : e.result(), e.getMessage());
        } catch (IOException e) {
            return fetched(FetchResult.DISK_TROUBLE, String.valueOf(e.getMessage()));
        }
    }

    private FetchResult told() {
        if (filledUs == 0) {
            return FetchResult.NOTHING_STORED;
        }
        return filledUs >= gap.toUs() - gap.fromUs() - JOINED_US
                ? FetchResult.FILLED
                : FetchResult.PARTLY_FILLED;
    }

    private static FetchResult partly(FetchResult result) {
        return result == FetchResult.NOTHING_STORED ? FetchResult.PARTLY_FILLED : result;
    }

    private Fetched fetched(FetchResult result, @Nullable String detail) {
        return new Fetched(result, filledUs, bytes, detail == null ? "" : detail);
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }

    // ---- how the clocks lie

    private void adjust(String uri) throws FetchException, IOException, InterruptedException {
        Optional<KeyPicture> last = archive.keyPicture(key, gap.fromUs() - 1);
        if (last.isEmpty()) {
            return;
        }
        KeyPicture known = last.get();
        Instant at = instant(known.wallUs());
        Finder finder = new Finder(known);
        try {
            play(uri, new ReplayRange(at.minus(LOOK_AROUND), at.plus(LOOK_AROUND)), finder);
        } catch (FetchException e) {
            if (e.result() != FetchResult.NOTHING_STORED) {
                throw e;
            }
        }
        if (finder.aheadUs != null) {
            offset = offset.plus(finder.aheadUs, ChronoUnit.MICROS);
        }
    }

    /** Looks for one picture; of several like it the one nearest to where it should be counts. */
    private static final class Finder implements ReplayListener {
        private final KeyPicture wanted;
        private @Nullable Long aheadUs;

        Finder(KeyPicture wanted) {
            this.wanted = wanted;
        }

        @Override
        public void onTracks(List<Track> tracks) {}

        @Override
        public boolean onUnit(AccessUnit unit) {
            long us = unit.wallUs() - wanted.wallUs();
            Long best = aheadUs;
            if (best != null && us > Math.abs(best)) {
                return false;
            }
            boolean nearer = best == null || Math.abs(us) < Math.abs(best);
            if (nearer && unit.randomAccess() && Arrays.equals(unit.data(), wanted.data())) {
                aheadUs = us;
            }
            return true;
        }
    }

    // ---- the pictures

    private void fill(String uri, StoredTime part)
            throws FetchException, IOException, InterruptedException {
        // The clocks are known better now than when the device was asked what it has.
        long fromUs = Math.max(gap.fromUs(), us(part.from().minus(MARGIN)));
        long toUs = Math.min(gap.toUs(), us(part.to().plus(MARGIN)));
        if (toUs <= fromUs) {
            return;
        }
        ReplayRange range =
                new ReplayRange(instant(fromUs).minus(MARGIN), instant(toUs).plus(MARGIN));
        Filling filling = archive.fill(key, fromUs, toUs);
        try {
            play(uri, range, new Filler(filling));
        } finally {
            for (Span span : filling.finish()) {
                filledUs +=
                        Math.max(0, Math.min(span.toUs(), toUs) - Math.max(span.fromUs(), fromUs));
            }
        }
    }

    private static long us(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** Writes what comes into the archive. */
    private final class Filler implements ReplayListener {
        private final Filling filling;
        private final FragmentMaker fragments;
        private @Nullable IOException trouble;

        Filler(Filling filling) {
            this.filling = filling;
            this.fragments = new FragmentMaker(this::write);
        }

        private void write(Fragment fragment) {
            if (trouble != null) {
                return;
            }
            try {
                filling.write(fragment);
                bytes += fragment.size();
                untilUs = Math.clamp(fragment.wallUs(), gap.fromUs(), gap.toUs());
            } catch (IOException e) {
                trouble = e;
            }
        }

        @Override
        public void onTracks(List<Track> tracks) throws IOException {
            fragments.tracks(tracks);
            check();
        }

        @Override
        public boolean onUnit(AccessUnit unit) throws IOException {
            fragments.unit(unit);
            check();
            return !filling.complete();
        }

        /** The last picture waits for the one behind it. */
        void end() throws IOException {
            fragments.flush();
            check();
        }

        private void check() throws IOException {
            IOException now = trouble;
            if (now != null) {
                throw now;
            }
        }
    }

    private void play(String uri, ReplayRange range, ReplayListener listener)
            throws FetchException, IOException, InterruptedException {
        RtspReplay next =
                new RtspReplay(config(uri), range, offset, way.bytesPerSecond(), listener);
        replay = next;
        try {
            if (cancelled) {
                throw new InterruptedException("fetching was broken off");
            }
            next.run();
        } catch (ReplayException e) {
            throw FetchException.of(e);
        } finally {
            replay = null;
            if (listener instanceof Filler filler) {
                filler.end();
            }
        }
    }

    private RtspSourceConfig config(String uri) throws FetchException {
        try {
            RtspSourceConfig config =
                    RtspSourceConfig.of(way.name() + "/stored", uri)
                            .withAddressGuard(way.guard())
                            .withTimeouts(CONNECT_MS, RESPONSE_MS, MEDIA_MS);
            Credentials login = way.login();
            return login == null
                    ? config
                    : config.withCredentials(login.username(), login.password());
        } catch (MalformedInputException e) {
            throw new FetchException(FetchResult.GARBLED, "replay address: " + e.getMessage());
        }
    }
}
