package org.haidang.onvif;

import java.time.Instant;

/**
 * One thing that a device told.
 *
 * @param event what
 * @param property what has this state: the topic and everything that says where, in one line of at
 *     most {@value #MAX_PROPERTY} characters; the same each time its state changes
 * @param active whether it began or goes on; false when it is over
 * @param initial whether it tells how things stood when we subscribed, rather than that they
 *     changed
 * @param momentary whether it only happened: nothing goes on, and nobody will tell that it is over
 * @param source the device's name for the video source or the contact; may be empty
 * @param at when, by our clock: the device's time less its offset
 */
public record EventNotice(
        CameraEvent event,
        String property,
        boolean active,
        boolean initial,
        boolean momentary,
        String source,
        Instant at) {
    static final int MAX_PROPERTY = 256;
}
