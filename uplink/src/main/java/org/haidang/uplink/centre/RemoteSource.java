package org.haidang.uplink.centre;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.media.mp4.FragmentInfo;
import org.haidang.media.mp4.FragmentReader;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.media.mp4.Sample;
import org.haidang.media.source.FailureReason;
import org.haidang.media.source.Shortage;
import org.haidang.media.source.SourceListener;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.StreamReader;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;
import org.haidang.uplink.wire.Piece;
import org.haidang.uplink.wire.SourceHealth;
import org.haidang.uplink.wire.Thinned;

/**
 * A stream of a camera at a site, as a source for a hub here. It asks for a lease when it is
 * started, again whenever that ended without our doing, and gives it back when it is closed; so
 * however many watch here, it flows once.
 *
 * <p>Pictures come bit for bit as the camera sent them, with the site's times; where the site began
 * its clock anew, they are shifted so that time goes on here.
 */
public final class RemoteSource implements AutoCloseable {
    /** After a lease that was refused or broke off. */
    private static final long RETRY_NS = 2_000_000_000L;

    /** A site that said yes and dials no second connection has something in its way. */
    private static final long ANSWER_NS = 10_000_000_000L;

    /** A site that may not give it need not be asked often. */
    private static final long REFUSED_RETRY_NS = 30_000_000_000L;

    private static final int MAX_NAME = 16;

    /** Clocks of streams need not agree better. */
    private static final long TOLERANCE_US = 1_000_000;

    /** A clock that was set is no hole of years. */
    private static final long MAX_HOLE_US = 3_600_000_000L;

    private final Lending lending;
    private final String siteId;
    private final String cameraId;
    private final String stream;
    private final SourceListener listener;
    private final java.util.function.LongSupplier nowUs;

    // All below is guarded by this; the listener is called with it held and does not block.
    private boolean closed;
    private long lease;
    private long askedNs;
    private boolean pushing;
    private int attempt;
    private long retryNs = Long.MAX_VALUE;

    /** The site does not let us have it, as far as we know. */
    private boolean withheld;

    private boolean live;
    private Map<Integer, Track> tracks = Map.of();
    private final Map<Integer, Long> endUs = new HashMap<>();
    private long endWallUs;
    private boolean freshPush;
    private long shiftUs;
    private Shortage shortage = Shortage.NONE;
    private final Map<StreamReader, Integer> attentions = new HashMap<>();
    private long bytes;
    private long units;
    private long lostGroups;
    private long reconnects;

    /**
     * What it has counted since the start.
     *
     * @param bytes of fragments
     * @param units access units handed on
     * @param lostGroups groups of pictures that were left out because a line was short
     */
    public record Stats(long bytes, long units, long lostGroups, long reconnects) {}

    RemoteSource(
            Lending lending,
            String siteId,
            String cameraId,
            String stream,
            SourceListener listener,
            java.util.function.LongSupplier nowUs) {
        this.lending = lending;
        this.siteId = siteId;
        this.cameraId = cameraId;
        this.stream = stream;
        this.listener = listener;
        this.nowUs = nowUs;
    }

    String siteId() {
        return siteId;
    }

    String cameraId() {
        return cameraId;
    }

    String stream() {
        return stream;
    }

    public synchronized Stats stats() {
        return new Stats(bytes, units, lostGroups, reconnects);
    }

    /** What lines could not carry of it since it was started. */
    public synchronized Shortage shortage() {
        return shortage;
    }

    /**
     * Somebody looks at it, until the reader is closed.
     *
     * @param attention how closely, see {@code Renewal} in the contract
     */
    public void attention(StreamReader by, int attention) {
        synchronized (this) {
            attentions.put(by, attention);
        }
    }

    /** How closely it is looked at by whoever looks most closely. */
    synchronized int attention() {
        attentions.keySet().removeIf(StreamReader::ended);
        return attentions.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Asks for the stream. */
    public void start() {
        lending.follow(this);
        tryAgain();
    }

    void tick(long nowNs) {
        boolean due;
        synchronized (this) {
            if (lease != 0 && !pushing && nowNs - askedNs > ANSWER_NS) {
                lending.giveBack(siteId, lease);
                lease = 0;
                fail(FailureReason.NO_MEDIA, "the site sends nothing", RETRY_NS);
            }
            due = lease == 0 && retryNs != Long.MAX_VALUE && nowNs - retryNs >= 0;
        }
        if (due) {
            tryAgain();
        }
    }

    void tryAgain() {
        synchronized (this) {
            if (closed || lease != 0) {
                return;
            }
            attempt++;
            retryNs = Long.MAX_VALUE;
            withheld = false;
            listener.onState(new SourceState.Connecting(attempt));
        }
        Long asked = lending.ask(this).orElse(null);
        synchronized (this) {
            if (asked == null) {
                fail(FailureReason.NO_LINK, "the site is not linked", RETRY_NS);
            } else if (closed) {
                lending.giveBack(siteId, asked);
            } else if (lending.of(siteId, asked).isPresent()) {
                lease = asked;
                askedNs = System.nanoTime();
            } else if (retryNs == Long.MAX_VALUE) {
                // The link broke while we asked; a refusal has set the next try already.
                fail(FailureReason.NO_LINK, "the site is not linked", RETRY_NS);
            }
        }
    }

    /**
     * The site does not give it.
     *
     * @return whether that is because we may not have it
     */
    synchronized boolean refused(long id, String why) {
        lending.drop(id);
        boolean forbidden = why.equals("not_granted") || why.equals("no_such_camera");
        if (closed || (lease != 0 && lease != id)) {
            return forbidden;
        }
        lease = 0;
        if (forbidden) {
            withhold("the site does not send it: " + why);
        } else if (why.equals("gives_way")) {
            fail(FailureReason.GIVES_WAY, "the line to the site is too short", REFUSED_RETRY_NS);
        } else {
            fail(FailureReason.NO_MEDIA, "the site does not send it: " + why, RETRY_NS);
        }
        return forbidden;
    }

    private void withhold(String why) {
        withheld = true;
        fail(FailureReason.NOT_GRANTED, why, REFUSED_RETRY_NS);
    }

    /**
     * What the site's newest catalogue says: what it withdrew ends, what it gives again begins.
     *
     * @return whether that ended a lease, so that its refusal will not be heard any more
     */
    boolean granted(boolean now) {
        synchronized (this) {
            if (closed || now != withheld) {
                return false;
            }
            if (!now) {
                boolean held = lease != 0;
                if (held) {
                    lending.giveBack(siteId, lease);
                    lease = 0;
                }
                withhold("the site has withdrawn it");
                return held;
            }
        }
        tryAgain();
        return false;
    }

    /**
     * What carried it is gone.
     *
     * @param id the lease that was carried; 0 for whichever there is
     */
    synchronized void interrupted(long id, String why) {
        if (closed || lease == 0 || (id != 0 && id != lease)) {
            return;
        }
        lending.drop(lease);
        lease = 0;
        fail(FailureReason.NO_LINK, why, RETRY_NS);
    }

    private void fail(FailureReason reason, String detail, long waitNs) {
        if (live) {
            reconnects++;
            attempt = 1;
        }
        live = false;
        pushing = false;
        retryNs = System.nanoTime() + waitNs;
        listener.onState(
                new SourceState.Failed(
                        reason, detail, attempt, nowUs.getAsLong() + waitNs / 1_000));
    }

    // ------------------------------------------------------------------ what a push brings

    synchronized boolean pushed(long id) {
        if (closed || (lease != 0 && lease != id)) {
            return false;
        }
        lease = id;
        pushing = true;
        freshPush = true;
        thinned(Thinned.getDefaultInstance());
        return true;
    }

    synchronized void init(byte[] init) throws MalformedMp4Exception {
        if (closed) {
            return;
        }
        List<Track> read = InitSegment.parse(init).tracks();
        Map<Integer, Track> now = new HashMap<>();
        read.forEach(track -> now.put(track.id(), track));
        tracks = now;
        // Another stream of the camera has a clock of its own, too.
        freshPush = true;
        listener.onTracks(read);
    }

    /** Another stream of the camera comes from now on, or what was asked for again. */
    synchronized void thinned(Thinned thinned) {
        Shortage.Why why =
                switch (thinned.getWhy()) {
                    case "" -> Shortage.Why.NOTHING;
                    case "budget" -> Shortage.Why.BUDGET;
                    default -> Shortage.Why.LINE;
                };
        shortage = new Shortage(lostGroups, bounded(thinned.getStream()), why);
    }

    private static String bounded(String stream) {
        return stream.substring(0, Math.min(stream.length(), MAX_NAME));
    }

    synchronized void piece(Piece piece) throws MalformedMp4Exception {
        if (closed) {
            return;
        }
        byte[] fragment = piece.getFragment().toByteArray();
        FragmentInfo info = FragmentReader.info(fragment);
        Track track = tracks.get(info.trackId());
        if (track == null) {
            throw new MalformedMp4Exception("a fragment of no track that was told", 0);
        }
        boolean breaks = piece.getDiscontinuity() || piece.getLostGroups() != 0 || freshPush;
        if (freshPush) {
            freshPush = false;
            shift(track, info);
        }
        if (!live) {
            live = true;
            attempt = 0;
            listener.onState(new SourceState.Live(nowUs.getAsLong()));
        }
        bytes += fragment.length;
        if (piece.getLostGroups() != 0) {
            lostGroups += Integer.toUnsignedLong(piece.getLostGroups());
            Shortage.Why why = shortage.why();
            shortage =
                    new Shortage(
                            lostGroups,
                            shortage.instead(),
                            why == Shortage.Why.NOTHING ? Shortage.Why.LINE : why);
        }
        hand(track, info, FragmentReader.samples(ByteBuffer.wrap(fragment)), breaks);
        listener.onBatchEnd();
    }

    /**
     * Each hub at the site counts from its own beginning, and another may send now than before:
     * here time goes on by as much as it did on the clock.
     */
    private void shift(Track track, FragmentInfo info) {
        long startUs = toUs(track, info.dtsTicks());
        long lastUs = endUs.values().stream().mapToLong(Long::longValue).max().orElse(-1);
        if (lastUs < 0) {
            return;
        }
        long wallUs = info.wallUs() == FragmentInfo.NO_WALL ? endWallUs : info.wallUs();
        long expectedUs = lastUs + Math.clamp(wallUs - endWallUs, 0, MAX_HOLE_US);
        if (startUs + shiftUs < lastUs || startUs + shiftUs > expectedUs + TOLERANCE_US) {
            shiftUs = expectedUs - startUs;
        }
    }

    private void hand(Track track, FragmentInfo info, List<Sample> samples, boolean breaks) {
        long shift = Math.ceilDiv(shiftUs * track.timescaleHz(), 1_000_000L);
        long wallUs = info.wallUs() == FragmentInfo.NO_WALL ? nowUs.getAsLong() : info.wallUs();
        boolean first = true;
        for (Sample sample : samples) {
            long dts = sample.dtsTicks() + shift;
            listener.onAccessUnit(
                    new AccessUnit(
                            track.id(),
                            dts,
                            Math.max(dts, sample.ptsTicks() + shift),
                            wallUs + toUs(track, sample.dtsTicks() - info.dtsTicks()),
                            sample.randomAccess(),
                            first && breaks,
                            false,
                            sample.bytes(),
                            sample.offset()));
            units++;
            first = false;
            endUs.put(track.id(), toUs(track, dts + sample.durationTicks()));
        }
        endWallUs = wallUs + toUs(track, info.durationTicks());
    }

    private static long toUs(Track track, long ticks) {
        return Math.multiplyHigh(ticks, 1_000_000L) == (ticks >> 63)
                ? ticks * 1_000_000L / track.timescaleHz()
                : ticks / track.timescaleHz() * 1_000_000L;
    }

    /** How the camera is at the site, when that keeps pictures from coming. */
    synchronized void health(SourceHealth health) {
        if (closed || !health.getKind().equals("failed")) {
            return;
        }
        live = false;
        FailureReason reason;
        try {
            reason = FailureReason.valueOf(health.getReason());
        } catch (IllegalArgumentException newer) {
            reason = FailureReason.NO_MEDIA;
        }
        listener.onState(
                new SourceState.Failed(
                        reason, "so says the site", Math.max(1, attempt), nowUs.getAsLong()));
    }

    /** Gives the lease back; nothing more comes. */
    @Override
    public void close() {
        long id;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            id = lease;
            lease = 0;
            listener.onState(new SourceState.Stopped());
        }
        lending.forget(this);
        if (id != 0) {
            lending.giveBack(siteId, id);
        }
    }
}
