/**
 * RTSP over real sockets: event loops, connections, UDP ports, the source that keeps one camera
 * pulled for ever, and the probe that tries one once. All state of a source belongs to the thread
 * of its event loop. May use the packages rtsp, rtp, clock, sdp, source and track.
 */
@NullMarked
package org.haidang.media.rtsp.net;

import org.jspecify.annotations.NullMarked;
