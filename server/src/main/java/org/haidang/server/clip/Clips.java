package org.haidang.server.clip;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.play.Export;
import org.haidang.programme.incident.IncidentState;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.clip.store.Clip;
import org.haidang.server.clip.store.ClipStore;
import org.haidang.server.engine.StreamName;
import org.haidang.server.incident.store.IncidentFilter;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.recording.Recordings;
import org.haidang.server.store.Ids;
import org.haidang.uplink.Hashes;
import org.haidang.uplink.NoAnswerException;
import org.jspecify.annotations.Nullable;

/**
 * Copies what sites recorded of incidents: of each camera of a site below that an incident names,
 * from half a minute before it began to a minute after it ended, half an hour at most. In ranges,
 * each checked by its hash as it comes; what the line cuts off goes on where it was. Live pictures
 * and the site's budget come first: that is the site's doing. Thread-safe.
 */
public final class Clips implements AutoCloseable {
    private static final long BEFORE_US = TimeUnit.SECONDS.toMicros(30);
    private static final long AFTER_US = TimeUnit.SECONDS.toMicros(60);

    /** Of one that nobody said the end of. */
    private static final long UNENDED_US = TimeUnit.MINUTES.toMicros(4);

    private static final long MAX_US = TimeUnit.MINUTES.toMicros(30);

    /** What is younger may not lie in the site's files yet. */
    private static final long SETTLED_US = TimeUnit.SECONDS.toMicros(10);

    /** Nobody keeps recordings for longer. */
    private static final long OLDEST_US = TimeUnit.DAYS.toMicros(90);

    /** A site that says that it has nothing is asked again for so long. */
    private static final long PATIENCE_US = TimeUnit.HOURS.toMicros(1);

    private static final int LOOKED_AT = 500;
    private static final int DUE = 1_000;

    /** Looks between two at the incidents when nobody says that one changed. */
    private static final int IDLE_LOOKS = 12;

    private static final int COPIES = 2;

    /** What a line that is cut costs at most. */
    private static final int RANGE_BYTES = 1 << 20;

    private static final long RETRY_US = TimeUnit.SECONDS.toMicros(15);
    private static final long LONGEST_US = TimeUnit.MINUTES.toMicros(10);
    private static final System.Logger LOG = System.getLogger(Clips.class.getName());

    private final ClipStore store;
    private final IncidentStore incidents;
    private final CameraRegistry registry;
    private final Recordings recordings;
    private final News news;
    private final Config config;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("clips").factory());
    private final ExecutorService copying =
            Executors.newFixedThreadPool(
                    COPIES, Thread.ofPlatform().daemon().name("clips-copy-", 0).factory());

    private volatile boolean stirred;

    /** Of the thread that looks. */
    private int looks;

    /** Sites that are being copied from; one clip of each at a time. */
    private final Set<String> busy = new HashSet<>();

    /**
     * Where they lie.
     *
     * @param maxBytes no more is fetched than that all together take so much
     * @param keep after what they show they are deleted
     * @param every between two looks
     */
    public record Config(Path folder, long maxBytes, Duration keep, Duration every) {}

    public Clips(
            ClipStore store,
            IncidentStore incidents,
            CameraRegistry registry,
            Recordings recordings,
            News news,
            Config config,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.incidents = incidents;
        this.registry = registry;
        this.recordings = recordings;
        this.news = news;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    private static final class FullException extends IOException {
        private static final long serialVersionUID = 1L;

        FullException(long maxBytes) {
            super("clips may take " + maxBytes + " bytes (links.clips.maxGiB)");
        }
    }

    /** Looks for what is wanted from now on. */
    public Clips start() {
        news.listen((topic, facility) -> {
            if (topic == Topic.INCIDENT) {
                stirred = true;
            }
        });
        long everyMs = config.every().toMillis();
        var _ =
                looking.scheduleWithFixedDelay(
                        this::guarded, everyMs, everyMs, TimeUnit.MILLISECONDS);
        return this;
    }

    private long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private void guarded() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "clips of incidents could not be looked after", e);
        }
    }

    /** Those of an incident, by camera. */
    public List<Clip> of(String incidentId) {
        return store.of(incidentId);
    }

    /** One that is kept here, to be read; must be closed. */
    public Optional<Export> open(String incidentId, String clipId) throws IOException {
        Clip clip =
                store.byId(clipId)
                        .filter(one -> one.incidentId().equals(incidentId))
                        .filter(one -> one.state() == Clip.State.KEPT)
                        .orElse(null);
        return clip == null ? Optional.empty() : Optional.of(KeptClip.open(clip, file(clip)));
    }

    private Path file(Clip clip) {
        return config.folder().resolve(clip.id() + ".mp4");
    }

    private Path part(Clip clip) {
        return config.folder().resolve(clip.id() + ".part");
    }

    // ------------------------------------------------------------------ what is wanted

    private void look() {
        long nowUs = nowUs();
        if (stirred || looks % IDLE_LOOKS == 0) {
            stirred = false;
            want(nowUs);
        }
        looks++;
        for (Clip clip : store.endedBefore(nowUs - config.keep().toNanos() / 1_000, DUE)) {
            expire(clip);
        }
        for (Clip clip : store.due(nowUs, nowUs - SETTLED_US, DUE)) {
            Optional<String> site = site(clip.cameraId());
            if (site.isEmpty()) {
                // The camera is not at a site any more.
                store.nothing(clip.id());
            } else if (take(site.get())) {
                copy(clip, site.get());
            }
        }
    }

    private void want(long nowUs) {
        long sinceUs = nowUs - Math.min(OLDEST_US, config.keep().toNanos() / 1_000);
        Map<String, Map<String, ClipStore.Times>> known = store.times(sinceUs);
        for (IncidentRow incident : newest()) {
            if (incident.fromUs() > sinceUs) {
                want(incident, known.getOrDefault(incident.id(), Map.of()), nowUs);
            }
        }
    }

    /** What nobody may keep any more is gone, and its row says so. */
    private void expire(Clip clip) {
        try {
            Files.deleteIfExists(part(clip));
            Files.deleteIfExists(file(clip));
            store.expired(clip.id());
            LOG.log(Level.INFO, "clip of camera {0} is deleted: its time is over", clip.cameraId());
            changed(clip);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "a clip whose time is over cannot be deleted", e);
        }
    }

    private List<IncidentRow> newest() {
        return incidents.find(
                new IncidentFilter(
                        null,
                        List.copyOf(EnumSet.allOf(IncidentState.class)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        LOOKED_AT));
    }

    private void want(IncidentRow incident, Map<String, ClipStore.Times> known, long nowUs) {
        long fromUs = incident.fromUs() - BEFORE_US;
        Long ended = incident.toUs();
        long endUs = ended == null ? incident.fromUs() + UNENDED_US : ended;
        long toUs = Math.min(Math.max(endUs, incident.fromUs()) + AFTER_US, fromUs + MAX_US);
        ClipStore.Times times = new ClipStore.Times(fromUs, toUs);
        for (String camera : incident.cameraIds()) {
            if (!times.equals(known.get(camera)) && site(camera).isPresent()) {
                store.want(Ids.next(nowUs, random), incident.id(), camera, fromUs, toUs);
            }
        }
    }

    private Optional<String> site(String cameraId) {
        return registry.camera(cameraId)
                .map(Camera::url)
                .flatMap(RemoteAddress::of)
                .map(RemoteAddress::siteId);
    }

    private synchronized boolean take(String site) {
        return busy.size() < COPIES && busy.add(site);
    }

    private synchronized void give(String site) {
        busy.remove(site);
    }

    // ------------------------------------------------------------------ copying

    private void copy(Clip clip, String site) {
        copying.execute(() -> {
            try {
                Clip now = store.byId(clip.id()).orElse(clip);
                // It may have come, or its time may be over, since it was due.
                if (now.state() == Clip.State.WAITING) {
                    copy(now);
                }
            } catch (NoAnswerException e) {
                later(clip, e.why().word(), e);
            } catch (FullException e) {
                later(clip, "full", e);
            } catch (IOException | RuntimeException e) {
                later(clip, "failed", e);
            } finally {
                give(site);
            }
        });
    }

    private void later(Clip clip, String why, Exception e) {
        Clip now = store.byId(clip.id()).orElse(clip);
        long waitUs = Math.min(LONGEST_US, RETRY_US << Math.min(now.tries(), 10));
        LOG.log(
                now.tries() == 0 ? Level.INFO : Level.DEBUG,
                "clip of camera {0}: {1} of {2} bytes are here; again in {3} s: {4}",
                clip.cameraId(),
                Long.toString(now.got()),
                Long.toString(now.bytes()),
                waitUs / 1_000_000,
                e.getMessage());
        store.later(clip.id(), why, nowUs() + waitUs);
        if (!now.why().equals(why)) {
            changed(clip);
        }
    }

    private void copy(Clip clip) throws IOException {
        Files.createDirectories(config.folder());
        long got = resumed(clip);
        String tag = clip.tag();
        while (!Thread.currentThread().isInterrupted()) {
            try (Export there = there(clip)) {
                if (there == null) {
                    return;
                }
                if (!there.tag().equals(tag)) {
                    got = begin(clip, there);
                    tag = there.tag();
                }
                if (got == there.byteCount()) {
                    keep(clip, got);
                    return;
                }
                got = range(clip, there, got);
            }
        }
    }

    /** How much lies on disk of what the store knows of. */
    private long resumed(Clip clip) throws IOException {
        try {
            return Math.min(clip.got(), Files.size(part(clip)));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private @Nullable Export there(Clip clip) throws IOException {
        Export there =
                recordings
                        .of(new StreamKey(clip.cameraId(), StreamName.MAIN.word()))
                        .export(clip.fromUs(), clip.toUs())
                        .orElse(null);
        if (there == null) {
            if (nowUs() - clip.toUs() > PATIENCE_US) {
                store.nothing(clip.id());
                changed(clip);
            } else {
                store.later(clip.id(), "nothing", nowUs() + RETRY_US);
            }
        }
        return there;
    }

    private long begin(Clip clip, Export there) throws IOException {
        Files.deleteIfExists(part(clip));
        if (store.bytes() + there.byteCount() > config.maxBytes()) {
            throw new FullException(config.maxBytes());
        }
        store.begun(
                clip.id(),
                there.tag(),
                there.mime(),
                there.byteCount(),
                there.startUs(),
                there.endUs());
        store.got(clip.id(), 0);
        return 0;
    }

    private long range(Clip clip, Export there, long got) throws IOException {
        long count = Math.min(RANGE_BYTES, there.byteCount() - got);
        try (FileChannel out =
                FileChannel.open(part(clip), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(got);
            out.position(got);
            there.writeTo(out, got, count);
            out.force(false);
        }
        store.got(clip.id(), got + count);
        return got + count;
    }

    private void keep(Clip clip, long bytes) throws IOException {
        try (FileChannel whole = FileChannel.open(part(clip), StandardOpenOption.READ)) {
            if (whole.size() != bytes) {
                throw new IOException(whole.size() + " bytes on disk of " + bytes);
            }
        }
        String hash = sha256(part(clip));
        Files.move(
                part(clip),
                file(clip),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        if (!store.kept(clip, hash)) {
            Files.deleteIfExists(file(clip));
            return;
        }
        LOG.log(
                Level.INFO,
                "clip of camera {0} is kept: {1} bytes",
                clip.cameraId(),
                Long.toString(bytes));
        changed(clip);
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), Hashes.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private void changed(Clip clip) {
        String facility = registry.camera(clip.cameraId()).map(Camera::facilityId).orElse(null);
        news.tell(Topic.INCIDENT, facility);
    }

    @Override
    public void close() {
        looking.shutdownNow();
        copying.shutdownNow();
        try {
            if (!copying.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "a clip is still being copied");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
