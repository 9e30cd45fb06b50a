/**
 * RTSP 1.0 (RFC 2326) without sockets: messages and their framing, authentication, addresses,
 * transports, and the client's conversation as a state machine that is given bytes and time. The
 * message and authentication classes serve a server as well. May use the packages sdp, rtp and
 * source.
 */
@NullMarked
package org.haidang.media.rtsp;

import org.jspecify.annotations.NullMarked;
