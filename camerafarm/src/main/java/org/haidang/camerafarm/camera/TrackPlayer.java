package org.haidang.camerafarm.camera;

import org.haidang.camerafarm.packet.Reel;

/**
 * One track of one session: which block comes next, when, and under which sequence number and
 * timestamp. It keeps time by what it is told and touches no socket. Sequence numbers and
 * timestamps run on over the ends of the loop and over whatever the camera turns to.
 */
public final class TrackPlayer {

    private final Timeline timeline;
    private final Cursor cursor;
    private final int ssrc;
    private final int channel;
    private int sequence;
    private int timestampOffset;
    private long packetsSent;
    private long octetsSent;
    private long nextReportNs;

    /**
     * @param channel the track's number, for whoever sends it
     * @param sequence first sequence number
     * @param timestampOffset added to every timestamp
     */
    public TrackPlayer(
            Timeline timeline, int channel, int ssrc, int sequence, int timestampOffset) {
        this.timeline = timeline;
        this.cursor = timeline.cursor();
        this.channel = channel;
        this.ssrc = ssrc;
        this.sequence = sequence;
        this.timestampOffset = timestampOffset;
    }

    /**
     * Joins the camera's stream.
     *
     * @param atKey at the next key picture, else at whatever block is next
     */
    public void start(long nowNs, boolean atKey) {
        if (atKey) {
            cursor.toKeyAtOrAfter(nowNs);
        } else {
            cursor.toFirstAtOrAfter(nowNs);
        }
        nextReportNs = cursor.dueNs();
    }

    /** When the next block goes out. */
    public long dueNs() {
        return cursor.dueNs();
    }

    public Reel.Item item() {
        return cursor.item();
    }

    /** Goes on to the next block, whether this one was sent or lost. */
    public void advance(boolean sent) {
        int packets = item().block().packets();
        sequence += packets;
        if (sent) {
            packetsSent += packets;
            octetsSent += item().block().payloadBytes();
        }
        cursor.next();
    }

    /** Makes timestamps jump, as a camera's do whose clock was set. */
    public void jump(double seconds) {
        timestampOffset += (int) Math.round(seconds * timeline.clockHz());
    }

    public int ssrc() {
        return ssrc;
    }

    public int channel() {
        return channel;
    }

    /** Of the next block's first packet. */
    public int sequence() {
        return sequence & 0xffff;
    }

    /** RTP timestamp of the next block. */
    public int timestamp() {
        return (int) (timestampOffset + cursor.rtpTicks());
    }

    /** RTP timestamp of a moment, for sender reports. */
    public int timestampAt(long nowNs) {
        return (int) (timestampOffset + timeline.rtpTicks(nowNs));
    }

    public long packetsSent() {
        return packetsSent;
    }

    public long octetsSent() {
        return octetsSent;
    }

    /** Whether a sender report is due; if so the next is due {@code everyNs} later. */
    public boolean reportDue(long nowNs, long everyNs) {
        if (nowNs < nextReportNs) {
            return false;
        }
        nextReportNs = nowNs + everyNs;
        return true;
    }
}
