/**
 * From RTP packets to access units: packet parsing, RTCP, reordering, the lock on one SSRC, and the
 * payload formats of RFC 6184, 7798, 3640 and 3551. Free of sockets, threads, clocks and logging:
 * arrival times are arguments and what was odd is told to the {@link TrackListener}. May use the
 * packages codec, clock and track.
 */
@NullMarked
package org.haidang.media.rtp;

import org.jspecify.annotations.NullMarked;
