package org.haidang.media.rtsp.net;

import org.haidang.media.rtsp.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What a source has counted. A snapshot, renewed about once a second; totals run over reconnects.
 *
 * @param bytes RTP bytes received, headers included
 * @param packets RTP packets received
 * @param lost packets that never came
 * @param reordered packets that came out of order and were put back
 * @param units access units handed to the listener
 * @param damagedUnits of those, units with packets missing
 * @param reconnects connections lost or given up since the start
 * @param transport in use by the present connection, null before its first SETUP
 * @param mediaKbps kilobits of RTP per second over the last seconds
 * @param garbageBytes bytes between messages that were neither RTSP nor RTP
 * @param unassignedPackets packets on channels that were not set up
 * @param foreignPackets datagrams from senders that are not the camera, and packets of other SSRCs
 * @param malformed packets and messages that could not be read
 * @param clockOffsetUs the camera's clock minus ours by the sender reports of the present
 *     connection, microseconds; null before the first usable one
 */
public record RtspStats(
        long bytes,
        long packets,
        long lost,
        long reordered,
        long units,
        long damagedUnits,
        long reconnects,
        @Nullable Transport transport,
        double mediaKbps,
        long garbageBytes,
        long unassignedPackets,
        long foreignPackets,
        long malformed,
        @Nullable Long clockOffsetUs) {

    static final RtspStats NONE = new RtspStats(0, 0, 0, 0, 0, 0, 0, null, 0, 0, 0, 0, 0, null);
}
