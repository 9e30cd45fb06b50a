/**
 * The fake cameras themselves: which there are, what they play, and how they misbehave. It may use
 * {@code clip}; it knows no sockets.
 */
@NullMarked
package org.haidang.camerafarm.camera;

import org.jspecify.annotations.NullMarked;
