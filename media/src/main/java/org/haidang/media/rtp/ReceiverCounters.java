package org.haidang.media.rtp;

/**
 * What one receiver has counted since it was made. A snapshot.
 *
 * @param packets RTP packets taken
 * @param bytes of those packets, headers included
 * @param lost packets that never came, by gaps in the sequence numbers
 * @param reordered packets that came out of order and were put back
 * @param duplicates packets that came twice, or too late to be used
 * @param foreign packets of another SSRC or payload type, dropped
 * @param malformed packets, aggregates or fragments that could not be parsed
 * @param units access units emitted
 * @param damagedUnits emitted units of which packets are missing
 * @param droppedUnits units not emitted: before the first random access, empty, or beyond a limit
 * @param ssrcChanges times the receiver locked on to another SSRC
 * @param clockJumps times the media clock was set anew from the time of arrival
 * @param cameraOffsetUs the camera's clock minus ours by its sender reports, microseconds; {@link
 *     #UNKNOWN_OFFSET} before the first usable one
 */
public record ReceiverCounters(
        long packets,
        long bytes,
        long lost,
        long reordered,
        long duplicates,
        long foreign,
        long malformed,
        long units,
        long damagedUnits,
        long droppedUnits,
        long ssrcChanges,
        long clockJumps,
        long cameraOffsetUs) {

    public static final long UNKNOWN_OFFSET = Long.MIN_VALUE;
}
