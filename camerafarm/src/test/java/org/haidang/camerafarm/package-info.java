/**
 * The farm as its users see it: over sockets, with ffmpeg as a client, through its control port.
 */
@NullMarked
package org.haidang.camerafarm;

import org.jspecify.annotations.NullMarked;
