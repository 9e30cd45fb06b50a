package org.haidang.media.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of a UDP track back into order. A packet in order passes through without a copy;
 * one that is early is copied and held until the missing ones come, but no longer than {@link
 * #MAX_DELAY_NS} and never more than {@link #MAX_PACKETS} or {@link #MAX_BYTES}: then what is
 * missing counts as lost and the rest goes on.
 */
final class ReorderBuffer {
    static final int MAX_PACKETS = 256;
    static final int MAX_BYTES = 1 << 20;
    static final long MAX_DELAY_NS = 100_000_000L;

    /** Packets older than this are late; beyond it the camera has started over. */
    private static final int MAX_LATE = 100;

    /** Receives the packets in order; the buffer is only lent. */
    interface Sink {
        void onPacket(byte[] data, int offset, int length, long arrivalNs, long arrivalWallUs);
    }

    private final Sink sink;
    private final byte[] @Nullable [] held = new byte[MAX_PACKETS][];
    private final long[] arrivalNs = new long[MAX_PACKETS];
    private final long[] arrivalWallUs = new long[MAX_PACKETS];
    private int heldCount;
    private int heldBytes;
    private boolean started;
    private int next;
    private long reordered;
    private long late;

    ReorderBuffer(Sink sink) {
        this.sink = sink;
    }

    /** Packets that came after later ones and could still be put in place. */
    long reordered() {
        return reordered;
    }

    /** Packets that came twice, or after their place was given up. */
    long late() {
        return late;
    }

    void offer(int sequence, byte[] data, int offset, int length, long nowNs, long wallUs) {
        if (!started) {
            started = true;
            next = sequence;
        }
        int ahead = (sequence - next) & 0xFFFF;
        if (ahead > 0xFFFF - MAX_LATE) {
            late++;
            return;
        }
        if (ahead >= MAX_PACKETS) {
            flush();
            next = sequence;
            ahead = 0;
        }
        if (ahead > 0) {
            hold(sequence, data, offset, length, nowNs, wallUs);
        } else {
            reordered += heldCount > 0 ? 1 : 0;
            next = (next + 1) & 0xFFFF;
            sink.onPacket(data, offset, length, nowNs, wallUs);
            drain();
        }
        if (heldCount > 0) {
            tick(nowNs);
        }
    }

    private void hold(int sequence, byte[] data, int offset, int length, long nowNs, long wallUs) {
        int slot = sequence % MAX_PACKETS;
        if (held[slot] != null) {
            late++;
            return;
        }
        held[slot] = Arrays.copyOfRange(data, offset, offset + length);
        arrivalNs[slot] = nowNs;
        arrivalWallUs[slot] = wallUs;
        heldCount++;
        heldBytes += length;
        while (heldBytes > MAX_BYTES) {
            skipGap();
        }
    }

    /** Gives up on what has been missing for too long. */
    void tick(long nowNs) {
        while (heldCount > 0 && nowNs - arrivalNs[firstHeld()] >= MAX_DELAY_NS) {
            skipGap();
        }
    }

    /** Hands over everything held, in order. */
    void flush() {
        while (heldCount > 0) {
            skipGap();
        }
    }

    void restart() {
        flush();
        started = false;
    }

    private int firstHeld() {
        int slot = next % MAX_PACKETS;
        while (held[slot] == null) {
            slot = (slot + 1) % MAX_PACKETS;
        }
        return slot;
    }

    private void skipGap() {
        int slot = firstHeld();
        next = (next + Math.floorMod(slot - next, MAX_PACKETS)) & 0xFFFF;
        drain();
    }

    private void drain() {
        int slot = next % MAX_PACKETS;
        byte[] packet = held[slot];
        while (packet != null) {
            held[slot] = null;
            heldCount--;
            heldBytes -= packet.length;
            next = (next + 1) & 0xFFFF;
            sink.onPacket(packet, 0, packet.length, arrivalNs[slot], arrivalWallUs[slot]);
            slot = next % MAX_PACKETS;
            packet = held[slot];
        }
    }
}
