package org.haidang.media.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which sender's packets are the track's. Old sessions of a camera may still send on a new
 * connection (live555 before 2017), others mix foreign packets in, others start over with a new
 * SSRC in the middle of a session.
 *
 * <pre>
 * NONE    --first packet----------------------------->  LOCKED
 * LOCKED  --the announced SSRC, never seen before---->  LOCKED to it
 * LOCKED  --3 packets in a row of another------------>  LOCKED to that
 *           (64 in a row to leave the announced one)
 * </pre>
 *
 * A sender that was left is not taken back while the new one is alive, unless it is the announced
 * one: so two that are mixed do not alternate.
 */
final class SsrcLock {
    enum Verdict {
        TAKE,
        DROP,
        /** Not yet trusted, kept: comes back by {@link #takeHeld} if it is the new sender. */
        HOLD,
        /** From now on this sender: take the held packets first, then this one. */
        RELOCKED
    }

    private static final int IN_A_ROW = 3;
    private static final int IN_A_ROW_AGAINST_ANNOUNCED = 64;
    private static final int MAX_HELD_BYTES = 1 << 20;
    private static final long ALIVE_NS = 5_000_000_000L;

    private final List<byte[]> held = new ArrayList<>();
    private int heldBytes;
    private boolean locked;
    private int current;
    private long currentSeenNs;
    private long announced;
    private boolean announcedSeen;
    private boolean hasRetired;
    private int retired;
    private int candidate;

    /**
     * @param announced an SSRC as an unsigned number, or {@link TrackSettings#ANY_SSRC}
     */
    SsrcLock(long announced) {
        this.announced = announced;
    }

    void announce(int ssrc) {
        announced = Integer.toUnsignedLong(ssrc);
        announcedSeen = locked && current == ssrc;
    }

    boolean isLocked() {
        return locked;
    }

    int current() {
        return current;
    }

    Verdict offer(int ssrc, byte[] data, int offset, int length, long nowNs) {
        if (locked && ssrc == current) {
            currentSeenNs = nowNs;
            if (!held.isEmpty()) {
                clearHeld();
            }
            return Verdict.TAKE;
        }
        if (!locked) {
            lockTo(ssrc, nowNs);
            return Verdict.TAKE;
        }
        if (isAnnounced(ssrc) && !announcedSeen) {
            clearHeld();
            retireFor(ssrc, nowNs);
            return Verdict.RELOCKED;
        }
        boolean left = hasRetired && retired == ssrc && !isAnnounced(ssrc);
        if (left && nowNs - currentSeenNs < ALIVE_NS) {
            return Verdict.DROP;
        }
        return consider(ssrc, data, offset, length, nowNs);
    }

    private Verdict consider(int ssrc, byte[] data, int offset, int length, long nowNs) {
        if (candidate != ssrc) {
            clearHeld();
            candidate = ssrc;
        }
        int needed = isAnnounced(current) ? IN_A_ROW_AGAINST_ANNOUNCED : IN_A_ROW;
        if (held.size() < needed - 1 && heldBytes + length <= MAX_HELD_BYTES) {
            held.add(Arrays.copyOfRange(data, offset, offset + length));
            heldBytes += length;
            return Verdict.HOLD;
        }
        retireFor(ssrc, nowNs);
        return Verdict.RELOCKED;
    }

    private boolean isAnnounced(int ssrc) {
        return Integer.toUnsignedLong(ssrc) == announced;
    }

    private void retireFor(int ssrc, long nowNs) {
        hasRetired = true;
        retired = current;
        lockTo(ssrc, nowNs);
    }

    private void lockTo(int ssrc, long nowNs) {
        locked = true;
        current = ssrc;
        currentSeenNs = nowNs;
        announcedSeen |= isAnnounced(ssrc);
    }

    private void clearHeld() {
        held.clear();
        heldBytes = 0;
    }

    /**
     * The packets held before a {@link Verdict#RELOCKED}, oldest first; they are held no longer.
     */
    List<byte[]> takeHeld() {
        List<byte[]> taken = List.copyOf(held);
        clearHeld();
        return taken;
    }
}
