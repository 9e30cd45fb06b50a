/**
 * Encoding with ffmpeg in this process: pictures to H.264 and H.265, sound to AAC and G.711, text
 * to a grey mask. It is the only package that touches native code; it may use nothing of the farm,
 * and its objects belong to the platform thread that made them.
 */
@NullMarked
package org.haidang.camerafarm.encode;

import org.jspecify.annotations.NullMarked;
