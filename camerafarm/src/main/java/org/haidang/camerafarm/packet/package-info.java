/**
 * Clips cut into RTP packets, once, ready to be sent by any number of cameras (RFC 3550, 3551,
 * 3640, 6184, 7798). Pure data; it may use {@code clip}.
 */
@NullMarked
package org.haidang.camerafarm.packet;

import org.jspecify.annotations.NullMarked;
