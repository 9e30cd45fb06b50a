package org.haidang.camerafarm.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Feed;
import org.haidang.camerafarm.camera.Misbehaviour;
import org.haidang.camerafarm.camera.TrackPlayer;
import org.jspecify.annotations.Nullable;

/** One viewer of one stream: its tracks and where they go. Used by the event loop only. */
final class MediaSession {

    private static final long REPORT_EVERY_NS = 5_000_000_000L;

    /** Blocks later than this are skipped, so that a pause does not end in a burst. */
    private static final long MAX_LATE_NS = 1_000_000_000L;

    private final FakeCamera camera;
    private final Feed feed;
    private final String id;
    private final Outlet outlet;
    private final List<TrackPlayer> tracks = new ArrayList<>();
    private boolean playing;
    private long nextDueNs = Long.MAX_VALUE;

    MediaSession(FakeCamera camera, Feed feed, String id, Outlet outlet) {
        this.camera = camera;
        this.feed = feed;
        this.id = id;
        this.outlet = outlet;
    }

    String id() {
        return id;
    }

    FakeCamera camera() {
        return camera;
    }

    Feed feed() {
        return feed;
    }

    Outlet outlet() {
        return outlet;
    }

    List<TrackPlayer> tracks() {
        return tracks;
    }

    boolean playing() {
        return playing;
    }

    long nextDueNs() {
        return nextDueNs;
    }

    void add(TrackPlayer track) {
        tracks.removeIf(old -> old.channel() == track.channel());
        tracks.add(track);
    }

    /**
     * Joins the camera's stream with all tracks.
     *
     * @param atKey at a key picture made for it, else in the middle of a group
     */
    void play(long nowNs, boolean atKey) {
        if (atKey) {
            feed.makeKey(nowNs);
        }
        tracks.forEach(track -> track.start(nowNs, atKey));
        playing = true;
        updateDue();
    }

    void jump(double seconds) {
        tracks.forEach(track -> track.jump(seconds));
    }

    /** Sends all that is due. */
    void run(long nowNs, Pulse pulse) throws IOException {
        Misbehaviour wrong = camera.misbehaviour();
        boolean silent = wrong != null && wrong.kind() == Misbehaviour.Kind.HANG;
        double loss = wrong != null && wrong.kind() == Misbehaviour.Kind.DROP ? wrong.value() : 0;
        for (TrackPlayer track : tracks) {
            long dueNs = track.dueNs();
            while (dueNs <= nowNs) {
                boolean sent = false;
                if (!silent && nowNs - dueNs < MAX_LATE_NS) {
                    int bytes = outlet.send(track, loss);
                    sent = bytes >= 0;
                    pulse.block(nowNs - dueNs, bytes);
                }
                track.advance(sent);
                dueNs = track.dueNs();
            }
            if (!silent && track.reportDue(nowNs, REPORT_EVERY_NS)) {
                report(track, nowNs, pulse);
            }
        }
        updateDue();
    }

    private void report(TrackPlayer track, long nowNs, Pulse pulse) throws IOException {
        ByteBuffer rtcp = pulse.reportBuffer();
        SenderReport.write(rtcp, track, camera.clock().at(nowNs), track.timestampAt(nowNs));
        outlet.sendReport(track, rtcp.flip());
    }

    private void updateDue() {
        long due = Long.MAX_VALUE;
        for (TrackPlayer track : tracks) {
            due = Math.min(due, track.dueNs());
        }
        nextDueNs = due;
    }

    /** What a session tells the loop while it sends. */
    interface Pulse {
        /** A block was sent, or dropped when {@code bytes} is negative. */
        void block(long lateNs, int bytes);

        /** An empty buffer for one report. */
        ByteBuffer reportBuffer();
    }

    @Nullable TrackPlayer track(int channel) {
        for (TrackPlayer track : tracks) {
            if (track.channel() == channel) {
                return track;
            }
        }
        return null;
    }
}
