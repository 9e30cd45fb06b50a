/**
 * The sockets of the farm: one thread with one event loop that speaks RTSP for all cameras and
 * sends their pictures in time, and what they have stored as fast as it is read, at their shared or
 * own ports and at the doors of ONVIF devices. It may use {@code camera}, {@code packet} and the
 * messages of {@code org.haidang.media.rtsp}.
 */
@NullMarked
package org.haidang.camerafarm.net;

import org.jspecify.annotations.NullMarked;
