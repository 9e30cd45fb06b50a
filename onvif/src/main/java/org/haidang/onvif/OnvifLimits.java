package org.haidang.onvif;

import java.time.Duration;
import org.haidang.onvif.net.CallLimits;

/**
 * What one request to a device may take.
 *
 * @param connect to connect, and to look its name up; 1 ms to 1 min
 * @param answer from the request to the last byte of the answer; 1 ms to 5 min
 * @param maxBytes of the answer; 1 KiB to 64 MiB. XML beyond 4 MiB is not read in any case
 */
public record OnvifLimits(Duration connect, Duration answer, int maxBytes) {

    public static final OnvifLimits DEFAULT =
            new OnvifLimits(Duration.ofSeconds(3), Duration.ofSeconds(8), 4 << 20);

    public OnvifLimits {
        new CallLimits(connect, answer, maxBytes); // says what is out of range
    }

    CallLimits calls() {
        return new CallLimits(connect, answer, maxBytes);
    }
}
