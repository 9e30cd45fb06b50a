package org.haidang.camerafarm.net;

/**
 * The farm's figures over the last full second.
 *
 * @param sessions streams being played
 * @param stalled of those, connections whose reader does not take what was sent
 * @param blocks pictures and sound frames sent
 * @param bytes sent
 * @param drops pictures and sound frames dropped whole since the start, because the one before was
 *     still not taken
 * @param lateP99Ms 99 in 100 blocks went out less than this late
 * @param cpuMs processor time of the whole process in this second
 * @param lateSeconds seconds since the start whose {@code lateP99Ms} passed {@link #LATE_MS}
 */
public record FarmStats(
        int sessions,
        int stalled,
        long blocks,
        long bytes,
        long drops,
        int lateP99Ms,
        double cpuMs,
        int lateSeconds) {

    /** One picture at 25 a second: a farm later than this measures itself, not its reader. */
    public static final int LATE_MS = 40;

    public static final FarmStats NONE = new FarmStats(0, 0, 0, 0, 0, 0, 0, 0);

    /** Processor milliseconds per stream and second; 0 without streams. */
    public double cpuMsPerStream() {
        return sessions == 0 ? 0 : cpuMs / sessions;
    }

    /** Whether figures measured against this farm are worth nothing. */
    public boolean isVoid() {
        return lateSeconds > 0;
    }

    /** For people. */
    public String line() {
        return "camerafarm: %d streams, %d stalled, %d drops, late p99 %d ms, %.1f Mbit/s,"
                        .formatted(sessions, stalled, drops, lateP99Ms, bytes * 8 / 1e6)
                + " %.3f CPU-ms per stream-second%s"
                        .formatted(cpuMsPerStream(), isVoid() ? "; LATE, this run is void" : "");
    }
}
