package org.haidang.archive.retain;

import java.time.Duration;

/**
 * How long recordings of a stream are kept. The disks' free space may shorten it.
 *
 * @param maxAge by the end of a segment; zero means no limit
 * @param maxBytes over all disks; zero means no limit
 */
public record RecordingPolicy(Duration maxAge, long maxBytes) {
    public RecordingPolicy {
        if (maxAge.isNegative() || maxBytes < 0) {
            throw new IllegalArgumentException("keep " + maxAge + ", " + maxBytes + " bytes");
        }
    }

    public static RecordingPolicy days(int days) {
        return new RecordingPolicy(Duration.ofDays(days), 0);
    }

    public RecordingPolicy atMostBytes(long bytes) {
        return new RecordingPolicy(maxAge, bytes);
    }
}
