package org.haidang.onvif;

import java.time.Instant;

/**
 * One thing that a device told.
 *
 * @param event what
 * @param active whether it began or goes on; false when it is over
 * @param initial whether it tells how things stood when we subscribed, rather than that they
 *     changed
 * @param source the device's name for the video source or the contact; may be empty
 * @param at when, by our clock: the device's time less its offset
 */
public record EventNotice(
        CameraEvent event, boolean active, boolean initial, String source, Instant at) {}
