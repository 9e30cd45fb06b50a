package org.haidang.camerafarm.camera;

import org.haidang.camerafarm.packet.Reel;

/**
 * One track of one session: which block comes next, when, and under which sequence number and
 * timestamp. It keeps time by what it is told and touches no socket. Sequence numbers and
 * timestamps run on over the ends of the loop and over changes of the reel.
 */
public final class TrackPlayer {

    private static final long NANOS = 1_000_000_000L;

    private final int ssrc;
    private final int channel;
    private Reel reel;
    private long originNs;
    private long loopStartTicks;
    private int index;
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
    public TrackPlayer(Reel reel, int channel, int ssrc, int sequence, int timestampOffset) {
        this.reel = reel;
        this.channel = channel;
        this.ssrc = ssrc;
        this.sequence = sequence;
        this.timestampOffset = timestampOffset;
    }

    /**
     * Sets what goes out first and when.
     *
     * @param first index into the reel
     * @param firstNs when it goes out
     */
    public void start(int first, long firstNs) {
        index = first;
        loopStartTicks = 0;
        originNs = firstNs - nanos(reel.item(first).sendTicks());
        nextReportNs = firstNs;
    }

    /** When the next block goes out. */
    public long dueNs() {
        return originNs + nanos(loopStartTicks + reel.item(index).sendTicks());
    }

    public Reel.Item item() {
        return reel.item(index);
    }

    public Reel reel() {
        return reel;
    }

    /** Goes on to the next block, whether this one was sent or lost. */
    public void advance(boolean sent) {
        int packets = item().block().packets();
        sequence += packets;
        if (sent) {
            packetsSent += packets;
            octetsSent += item().block().payloadBytes();
        }
        if (++index == reel.size()) {
            index = 0;
            loopStartTicks += reel.loopTicks();
        }
    }

    /** Goes on with another reel of the same clock, from one of its key pictures. */
    public void switchTo(Reel next, int first) {
        long dueTicks = loopStartTicks + item().sendTicks();
        // Pictures already sent may be shown after the next one; leave them room.
        long room = Math.max(0, reel.aheadTicks() - next.reorderTicks());
        loopStartTicks = dueTicks + room - next.item(first).sendTicks();
        reel = next;
        index = first;
    }

    /** Makes timestamps jump, as a camera's do whose clock was set. */
    public void jump(double seconds) {
        timestampOffset += (int) Math.round(seconds * reel.clockHz());
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
        return (int) (timestampOffset + loopStartTicks + item().rtpTicks());
    }

    /** RTP timestamp of a moment, for sender reports. */
    public int timestampAt(long nowNs) {
        long ticks = ticks(nowNs - originNs) + reel.reorderTicks();
        return (int) (timestampOffset + ticks);
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

    private long nanos(long ticks) {
        return Math.floorDiv(ticks, reel.clockHz()) * NANOS
                + Math.floorMod(ticks, (long) reel.clockHz()) * NANOS / reel.clockHz();
    }

    private long ticks(long ns) {
        return Math.floorDiv(ns, NANOS) * reel.clockHz()
                + Math.floorMod(ns, NANOS) * reel.clockHz() / NANOS;
    }
}
