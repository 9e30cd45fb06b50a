/**
 * The fake cameras themselves: which there are, what they play at which time, what they store of
 * it, where they are called, and how they and their devices misbehave. It may use {@code clip},
 * {@code packet} and the credentials of {@code org.haidang.media.rtsp}; it knows no sockets.
 */
@NullMarked
package org.haidang.camerafarm.camera;

import org.jspecify.annotations.NullMarked;
