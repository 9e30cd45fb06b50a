package org.haidang.media.rtp;

/** What a receiver report tells beside the sequence numbers: jitter and the last sender report. */
final class ReportKeeper {
    private boolean started;
    private long lastTransit;
    private double jitter;
    private boolean hasReport;
    private long lastNtp;
    private long lastReportNs;

    void restart() {
        started = false;
        jitter = 0;
        hasReport = false;
    }

    /** Interarrival jitter of RFC 3550 appendix A.8. */
    void onPacket(int timestamp, long arrivalNs, int clockRateHz) {
        long arrival = arrivalNs / 1000 * clockRateHz / 1_000_000;
        long transit = (int) (arrival - timestamp);
        if (started) {
            long difference = Math.abs((int) (transit - lastTransit));
            jitter += (difference - jitter) / 16;
        }
        started = true;
        lastTransit = transit;
    }

    void onSenderReport(long ntp, long arrivalNs) {
        hasReport = true;
        lastNtp = ntp;
        lastReportNs = arrivalNs;
    }

    int jitter() {
        return (int) Math.min(jitter, Integer.MAX_VALUE);
    }

    int lastReport() {
        return hasReport ? (int) (lastNtp >>> 16) : 0;
    }

    int delay(long nowNs) {
        long elapsedUs = Math.max(0, nowNs - lastReportNs) / 1000;
        return hasReport ? (int) Math.min(elapsedUs * 65_536 / 1_000_000, 0xFFFF_FFFFL) : 0;
    }
}
