/**
 * Live video to browsers over WebSocket, on Jetty's own session: one write in flight, driven by the
 * completion of the last and by the arrival of the next. It may use {@code engine}, {@code words}
 * and Jetty.
 */
@NullMarked
package org.haidang.server.live;

import org.jspecify.annotations.NullMarked;
