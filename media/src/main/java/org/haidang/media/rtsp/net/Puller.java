package org.haidang.media.rtsp.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.rtp.Oddity;
import org.haidang.media.rtsp.Backoff;
import org.haidang.media.rtsp.CameraMemory;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * The part of a source that lives in its event loop: makes session after session, waits between
 * them, and keeps what must outlive them (clock, tracks, memory of the camera, counters).
 *
 * <pre>
 * state       event                            then
 * ----------- -------------------------------- ------------------------------------
 * stopped     start                            connecting, attempt 1
 * connecting  first access unit                live
 *             failure                          failed, retry after the back-off
 * live        failure                          failed, retry after the back-off
 *             60 s of media                    the next failure is the first again
 * failed      time to retry, old session ended connecting, attempt + 1
 * any         close                            session ended in order, then stopped
 * </pre>
 */
final class Puller implements EventLoop.Member, SessionListener {

    private static final Logger LOG = System.getLogger("org.haidang.media.rtsp");
    private static final long STATS_NS = 1_000_000_000L;

    private final RtspSourceConfig config;
    private final EventLoop loop;
    private final CallGate gate;
    private final SourceListener listener;
    private final RandomGenerator random;
    private final CameraMemory memory = new CameraMemory();
    private final MediaClock clock = new MediaClock();
    private final TrackList tracks = new TrackList();
    private final Backoff backoff;
    private final StatsSum past = new StatsSum();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private @Nullable Session session;
    private boolean started;
    private boolean immediate;
    private boolean closing;
    private boolean live;
    private boolean healthy;
    private boolean noting;
    private long liveSinceNs;
    private long retryAtNs;
    private long reconnects;
    private @Nullable Transport transport;
    private long statsAtNs;
    private long statsBytes;
    private double kbps;
    private volatile RtspStats stats = RtspStats.NONE;

    Puller(
            RtspSourceConfig config,
            EventLoop loop,
            CallGate gate,
            SourceListener listener,
            RandomGenerator random) {
        this.config = config;
        this.loop = loop;
        this.gate = gate;
        this.listener = listener;
        this.random = random;
        this.backoff = new Backoff(random);
    }

    CompletableFuture<Void> stopped() {
        return stopped;
    }

    RtspStats stats() {
        return stats;
    }

    // ---- called by the owner, in the loop

    void start() {
        if (closing || started) {
            return;
        }
        started = true;
        statsAtNs = System.nanoTime();
        loop.add(this);
        connect();
    }

    void readMode(ReadMode mode) {
        immediate = mode == ReadMode.IMMEDIATE;
        if (session != null) {
            session.immediate(immediate);
        }
    }

    void close() {
        if (closing) {
            return;
        }
        closing = true;
        if (session != null) {
            session.end();
        } else {
            stop();
        }
    }

    private void stop() {
        publish(System.nanoTime());
        loop.remove(this);
        try {
            listener.onState(new SourceState.Stopped());
        } finally {
            stopped.complete(null);
        }
    }

    // ---- sessions

    private void connect() {
        live = false;
        healthy = false;
        noting = true;
        listener.onState(new SourceState.Connecting(backoff.failures() + 1));
        Session next = new Session(config, memory, clock, loop, gate, random, this);
        session = next;
        next.start(immediate);
    }

    @Override
    public void onDescribed(Sdp sdp, List<MediaTrack> found) {
        tracks.begin(found, System.nanoTime());
    }

    @Override
    public void onPlaying(Transport used) {
        transport = used;
        backoff.loggedIn();
        LOG.log(Level.INFO, () -> "camera " + config.name() + ": playing over " + used);
    }

    @Override
    public void onFormat(Track track) {
        tracks.onFormat(track);
    }

    @Override
    public void onUnit(AccessUnit unit) {
        if (closing || !tracks.admits(unit, System.nanoTime())) {
            return;
        }
        List<Track> news = tracks.news();
        if (news != null) {
            listener.onTracks(news);
        }
        if (!live && tracks.isLeading(unit)) {
            live = true;
            liveSinceNs = System.nanoTime();
            listener.onState(new SourceState.Live(loop.wallUs(liveSinceNs)));
        }
        listener.onAccessUnit(unit);
    }

    @Override
    public void onBatchEnd() {
        if (!closing) {
            listener.onBatchEnd();
        }
    }

    @Override
    public void onOddity(Oddity oddity, String detail) {
        onNote(oddity.words() + " (" + detail + ")");
    }

    /**
     * The same oddities come again after every reconnect: one session of each camera tells them.
     */
    @Override
    public void onNote(String sentence) {
        if (noting && (reconnects == 0 || !live)) {
            LOG.log(Level.INFO, () -> "camera " + config.name() + ": " + sentence);
        }
    }

    @Override
    public void onFailed(FailureReason reason, String sentence) {
        if (closing) {
            return;
        }
        reconnects++;
        int logins = session == null ? 0 : session.refusedLogins();
        int timeoutS = session == null ? 60 : session.sessionTimeoutS();
        long delayMs = backoff.failed(reason, logins, timeoutS);
        long nowNs = System.nanoTime();
        retryAtNs = nowNs + delayMs * 1_000_000;
        live = false;
        int attempt = backoff.failures();
        LOG.log(
                Level.WARNING,
                () ->
                        "camera %s: %s %s Reconnecting (attempt %d, in %.1f s)"
                                .formatted(
                                        config.name(), reason, sentence, attempt, delayMs / 1e3));
        listener.onState(
                new SourceState.Failed(
                        reason, sentence, attempt, loop.wallUs(nowNs) + delayMs * 1_000));
    }

    @Override
    public void onEnded() {
        if (session != null) {
            session.addTo(past);
            session = null;
        }
        if (closing) {
            stop();
        }
    }

    // ---- time

    @Override
    public void onTurn(long nowNs, long wallUs) {
        if (nowNs - statsAtNs >= STATS_NS) {
            publish(nowNs);
        }
        if (live && !healthy && nowNs - liveSinceNs >= Backoff.HEALTHY_NS) {
            healthy = true;
            backoff.healthy();
        }
        if (session == null && !closing && nowNs - retryAtNs >= 0) {
            connect();
        }
    }

    @Override
    public boolean wantsQuickTurns() {
        return false;
    }

    private void publish(long nowNs) {
        StatsSum sum = new StatsSum();
        sum.add(past);
        if (session != null) {
            session.addTo(sum);
        }
        double seconds = Math.max(nowNs - statsAtNs, 1) / 1e9;
        if (seconds > 0.5) {
            double now = (sum.bytes - statsBytes) * 8 / 1e3 / seconds;
            kbps = kbps == 0 ? now : kbps * 0.7 + now * 0.3;
            statsAtNs = nowNs;
            statsBytes = sum.bytes;
        }
        stats = sum.snapshot(reconnects, transport, kbps);
    }

    @Override
    public void onCrash(Throwable cause) {
        LOG.log(Level.ERROR, "camera " + config.name() + ": went wrong", cause);
        if (session != null) {
            session.onCrash(cause);
        }
    }
}
