/**
 * The fake cameras themselves: which there are, what they play, where they are called, and how they
 * misbehave. It may use {@code clip} and the credentials of {@code org.haidang.media.rtsp}; it
 * knows no sockets.
 */
@NullMarked
package org.haidang.camerafarm.camera;

import org.jspecify.annotations.NullMarked;
