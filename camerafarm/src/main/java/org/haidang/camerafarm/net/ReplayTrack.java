package org.haidang.camerafarm.net;

import java.util.List;
import org.haidang.camerafarm.camera.Cursor;
import org.haidang.camerafarm.camera.Timeline;
import org.haidang.camerafarm.packet.Reel;

/**
 * One track of a replay: which block comes next, and under which sequence number, timestamp and
 * flags. Sequence numbers and timestamps run on over holes and from one PLAY to the next; when a
 * picture was taken, the header extension says.
 */
final class ReplayTrack {

    /** Clean point: a decoder can start here. */
    private static final int CLEAN = 0x80;

    /** The last before a hole or the end of what is stored. */
    private static final int END = 0x40;

    /** It does not follow what was sent before. */
    private static final int DISCONTINUITY = 0x20;

    /** The last of this PLAY. */
    private static final int TERMINAL = 0x10;

    private final Cursor cursor;
    private final Cursor later;
    private final int channel;
    private final int ssrc;
    private final long stepTicks;
    private List<ReplayPlan.Piece> pieces = List.of();
    private int piece;
    private boolean first;
    private int sequence;
    private long nextTimestamp;
    private long shiftTicks;

    /**
     * @param channel the track's number
     * @param sequence first sequence number
     * @param timestamp of the first block
     */
    ReplayTrack(Timeline timeline, int channel, int ssrc, int sequence, int timestamp) {
        this.cursor = timeline.cursor();
        this.later = timeline.cursor();
        this.channel = channel;
        this.ssrc = ssrc;
        this.stepTicks = cursor.reel().loopTicks() / cursor.reel().size();
        this.sequence = sequence;
        this.nextTimestamp = timestamp;
    }

    /** Goes to the beginning of a plan. */
    void begin(ReplayPlan plan) {
        pieces = plan.pieces();
        enter(0);
    }

    private void enter(int from) {
        piece = from;
        while (piece < pieces.size() && !has(cursor, pieces.get(piece))) {
            piece++;
        }
        if (piece < pieces.size()) {
            first = true;
            shiftTicks = nextTimestamp - cursor.rtpTicks();
        }
    }

    /** Puts a cursor at the first block of a piece; false when this track has none in it. */
    private static boolean has(Cursor cursor, ReplayPlan.Piece piece) {
        cursor.toFirstAtOrAfter(piece.fromNs());
        return cursor.dueNs() < piece.untilNs();
    }

    boolean over() {
        return piece >= pieces.size();
    }

    int channel() {
        return channel;
    }

    int ssrc() {
        return ssrc;
    }

    int sequence() {
        return sequence & 0xffff;
    }

    Reel.Item item() {
        return cursor.item();
    }

    int timestamp() {
        return (int) (cursor.rtpTicks() + shiftTicks);
    }

    /** When the block was sent the first time, by the monotonic clock. */
    long sentNs() {
        return cursor.dueNs();
    }

    /** When its picture was taken, by the monotonic clock. */
    long takenNs() {
        return cursor.takenNs();
    }

    /** How long the replay takes until this block, holes left out. */
    long playNs() {
        ReplayPlan.Piece here = pieces.get(piece);
        return here.beforeNs() + cursor.dueNs() - here.fromNs();
    }

    /**
     * The flags of the header extension, the same in each packet of the block (ONVIF Streaming
     * Specification, RTP header extension for replay).
     */
    int flags() {
        boolean last = cursor.nextDueNs() >= pieces.get(piece).untilNs();
        return (cursor.item().key() ? CLEAN : 0)
                | (last && pieces.get(piece).toItsEnd() ? END : 0)
                | (first ? DISCONTINUITY : 0)
                | (last && !comesBack() ? TERMINAL : 0);
    }

    private boolean comesBack() {
        for (ReplayPlan.Piece next : pieces.subList(piece + 1, pieces.size())) {
            if (has(later, next)) {
                return true;
            }
        }
        return false;
    }

    /** To the next block. */
    void advance() {
        Reel.Item sent = cursor.item();
        sequence += sent.block().packets();
        first = false;
        long after = cursor.rtpTicks() + shiftTicks + stepTicks;
        nextTimestamp = Math.max(nextTimestamp, after);
        cursor.next();
        if (cursor.dueNs() >= pieces.get(piece).untilNs()) {
            enter(piece + 1);
        }
    }
}
