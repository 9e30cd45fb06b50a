package org.haidang.media.rtsp.net;

import org.haidang.media.rtp.ReceiverCounters;
import org.haidang.media.rtsp.Transport;
import org.jspecify.annotations.Nullable;

/** Adds up counters of tracks and sessions. */
final class StatsSum {
    long bytes;
    long packets;
    long lost;
    long reordered;
    long units;
    long damagedUnits;
    long garbageBytes;
    long unassigned;
    long foreign;
    long malformed;

    /** Of the session that is counted itself: an offset of one that ended tells nothing now. */
    private @Nullable Long clockOffsetUs;

    void add(ReceiverCounters c) {
        bytes += c.bytes();
        packets += c.packets();
        lost += c.lost();
        reordered += c.reordered();
        units += c.units();
        damagedUnits += c.damagedUnits();
        foreign += c.foreign();
        malformed += c.malformed();
        if (clockOffsetUs == null && c.cameraOffsetUs() != ReceiverCounters.UNKNOWN_OFFSET) {
            clockOffsetUs = c.cameraOffsetUs();
        }
    }

    void add(StatsSum other) {
        bytes += other.bytes;
        packets += other.packets;
        lost += other.lost;
        reordered += other.reordered;
        units += other.units;
        damagedUnits += other.damagedUnits;
        garbageBytes += other.garbageBytes;
        unassigned += other.unassigned;
        foreign += other.foreign;
        malformed += other.malformed;
    }

    /** The camera's clock minus ours; null when it has not told. */
    @Nullable Long clockOffsetUs() {
        return clockOffsetUs;
    }

    RtspStats snapshot(long reconnects, @Nullable Transport transport, double kbps) {
        return new RtspStats(
                bytes,
                packets,
                lost,
                reordered,
                units,
                damagedUnits,
                reconnects,
                transport,
                kbps,
                garbageBytes,
                unassigned,
                foreign,
                malformed,
                clockOffsetUs);
    }
}
