package org.haidang.media.rtsp.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.haidang.media.clock.MediaClock;
import org.haidang.media.rtsp.CameraMemory;
import org.haidang.media.rtsp.MediaTrack;
import org.haidang.media.rtsp.TrackChoice;
import org.haidang.media.rtsp.Transport;
import org.haidang.media.sdp.Sdp;
import org.haidang.media.source.FailureReason;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Format;
import org.haidang.media.track.Track;
import org.haidang.media.track.VideoFormat;
import org.jspecify.annotations.Nullable;

/** The part of a probe that lives in its event loop. Used once. */
final class ProbeRun implements EventLoop.Member, SessionListener {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a camera only answers to who is let in; an error of its own proves nothing. */
    private static final Set<FailureReason> LOGIN_WAS_RIGHT =
            EnumSet.of(
                    FailureReason.NOT_FOUND,
                    FailureReason.BUSY,
                    FailureReason.UNSUPPORTED,
                    FailureReason.NO_MEDIA);

    private final EventLoop loop;
    private final Consumer<ProbeStep> steps;
    private final Session session;
    private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    private final Set<ProbeStep.Kind> done = EnumSet.noneOf(ProbeStep.Kind.class);

    private long startNs;
    private long stepNs;
    private long firstUnitNs;
    private List<MediaTrack> described = List.of();
    private List<MediaTrack> pulled = List.of();
    private final Map<Integer, Track> formats = new TreeMap<>();
    private @Nullable InetAddress called;
    private boolean packetCame;
    private @Nullable Transport transport;
    private @Nullable AccessUnit picture;
    private @Nullable VideoFormat pictureFormat;
    private @Nullable FailureReason reason;
    private String message = "";
    private long firstDts;
    private long lastDts;
    private int pictures;
    private long bytes;

    ProbeRun(RtspSourceConfig config, EventLoop loop, CallGate gate, Consumer<ProbeStep> steps) {
        this.loop = loop;
        this.steps = steps;
        this.session =
                new Session(config, new CameraMemory(), new MediaClock(), loop, gate, RANDOM, this);
    }

    CompletableFuture<ProbeResult> result() {
        return result;
    }

    void hangUp() {
        session.end();
    }

    void start() {
        startNs = System.nanoTime();
        stepNs = startNs;
        loop.add(this);
        session.start(true);
    }

    private void step(ProbeStep.Kind kind, String sentence, @Nullable FailureReason why) {
        if (done.add(kind)) { // a second connection takes some of them again
            long nowNs = System.nanoTime();
            InetAddress address = kind == ProbeStep.Kind.ADDRESS ? called : null;
            long ms = (nowNs - stepNs) / 1_000_000;
            steps.accept(new ProbeStep(kind, ms, sentence, why, address));
            stepNs = nowNs;
        }
    }

    // ---- what the session tells

    @Override
    public void onResolved(InetAddress first) {
        called = first;
        step(ProbeStep.Kind.ADDRESS, "The address is known and allowed.", null);
    }

    @Override
    public void onConnected(InetSocketAddress address) {
        String where = address.getAddress().getHostAddress() + " port " + address.getPort();
        step(ProbeStep.Kind.CONNECT, "Connected to " + where + ".", null);
    }

    @Override
    public void onSpoken() {
        step(ProbeStep.Kind.RTSP, "The camera speaks RTSP.", null);
    }

    @Override
    public void onDescribed(Sdp sdp, List<MediaTrack> tracks) {
        loggedIn();
        step(ProbeStep.Kind.DESCRIBE, "The camera knows the path.", null);
        described = TrackChoice.all(sdp);
        pulled = tracks;
    }

    @Override
    public void onPlaying(Transport used) {
        transport = used;
        List<String> names = pulled.stream().map(MediaTrack::encodingName).toList();
        step(ProbeStep.Kind.SETUP, String.join(" and ", names) + " over " + used + ".", null);
        if (packetCame) {
            onPacket();
        }
    }

    /** Told in order: packets may come before the answer that says so (P02). */
    @Override
    public void onPacket() {
        packetCame = true;
        if (done.contains(ProbeStep.Kind.SETUP)) {
            step(ProbeStep.Kind.PACKET, "Packets arrive.", null);
        }
    }

    private void loggedIn() {
        step(
                ProbeStep.Kind.LOGIN,
                session.askedForLogin()
                        ? "User name and password are accepted."
                        : "The camera asks for no login.",
                null);
    }

    @Override
    public void onFormat(Track track) {
        formats.put(track.id(), track);
    }

    @Override
    public void onUnit(AccessUnit unit) {
        bytes += unit.length();
        Track track = formats.get(unit.trackId());
        boolean video = track != null && track.isVideo();
        boolean wanted = video || pulled.stream().noneMatch(MediaTrack::isVideo);
        if (!wanted || track == null) {
            return;
        }
        if (pictures++ == 0) {
            firstUnitNs = System.nanoTime();
            firstDts = unit.dtsTicks();
        }
        lastDts = unit.dtsTicks();
        if (picture == null && unit.randomAccess() && track.format() instanceof VideoFormat known) {
            picture = unit;
            pictureFormat = known;
            step(ProbeStep.Kind.MEDIA, "A whole picture has come.", null);
        }
    }

    @Override
    public void onBatchEnd() {
        // turns are enough
    }

    @Override
    public void onNote(String sentence) {
        // the steps tell what matters
    }

    @Override
    public void onFailed(FailureReason why, String sentence) {
        reason = why;
        message = sentence;
        if (session.loggedIn() && LOGIN_WAS_RIGHT.contains(why)) {
            loggedIn();
        }
        step(failed(why), sentence, why);
        finish();
    }

    /** The first step that was not done; a login only where the camera has refused one. */
    private ProbeStep.Kind failed(FailureReason why) {
        for (ProbeStep.Kind kind : ProbeStep.Kind.values()) {
            boolean skipped = kind == ProbeStep.Kind.LOGIN && why != FailureReason.AUTHENTICATION;
            if (!done.contains(kind) && !skipped) {
                return kind;
            }
        }
        return ProbeStep.Kind.CLOCK;
    }

    @Override
    public void onEnded() {
        loop.remove(this);
        finish(); // cut off from outside
    }

    // ---- time

    @Override
    public void onTurn(long nowNs, long wallUs) {
        boolean measured = pictures > 0 && nowNs - firstUnitNs >= RtspProbe.MEASURE_MS * 1_000_000L;
        if (measured) {
            message = sentence();
            step(ProbeStep.Kind.MEDIA, message, null);
            step(ProbeStep.Kind.CLOCK, clockSentence(), null);
            end();
        } else if (nowNs - startNs >= RtspProbe.MAX_MS * 1_000_000L) {
            onFailed(
                    FailureReason.NO_MEDIA,
                    "No picture that a decoder can start at came within 30 s.");
            session.end();
        }
    }

    private void end() {
        finish();
        session.end();
    }

    private void finish() {
        if (result.isDone()) {
            return;
        }
        if (reason == null && pictures == 0) {
            reason = FailureReason.CLOSED;
            message = "The test was broken off.";
        }
        List<Format> found = new ArrayList<>();
        formats.values().forEach(track -> found.add(track.format()));
        result.complete(
                new ProbeResult(
                        reason,
                        message,
                        described,
                        found,
                        transport,
                        picturesPerSecond(),
                        kbps(),
                        pictureFormat,
                        picture,
                        clockOffsetUs()));
    }

    private OptionalLong clockOffsetUs() {
        StatsSum sum = new StatsSum();
        session.addTo(sum);
        Long offset = sum.clockOffsetUs();
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private String clockSentence() {
        OptionalLong offset = clockOffsetUs();
        return offset.isEmpty()
                ? "The camera did not tell its time."
                : "The camera's clock is %+.1f s off ours.".formatted(offset.getAsLong() / 1e6);
    }

    private String sentence() {
        VideoFormat known = pictureFormat;
        return known == null
                ? "%.0f kbit/s of sound.".formatted(kbps())
                : "%s, %d x %d, %.1f pictures per second, %.0f kbit/s."
                        .formatted(
                                known.codec(),
                                known.width(),
                                known.height(),
                                picturesPerSecond(),
                                kbps());
    }

    private double picturesPerSecond() {
        Track video = formats.get(MediaTrack.FIRST_VIDEO_ID);
        return video == null || lastDts <= firstDts
                ? 0
                : (pictures - 1) * (double) video.timescaleHz() / (lastDts - firstDts);
    }

    private double kbps() {
        double seconds = (System.nanoTime() - firstUnitNs) / 1e9;
        return pictures == 0 || seconds < 0.1 ? 0 : bytes * 8 / 1e3 / seconds;
    }

    @Override
    public boolean wantsQuickTurns() {
        return false;
    }

    @Override
    public void onCrash(Throwable cause) {
        session.onCrash(cause);
    }
}
