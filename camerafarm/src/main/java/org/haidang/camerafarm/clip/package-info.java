/**
 * Clips: what a fake camera plays over and over. A recipe says what to show and how to encode it;
 * the studio draws and encodes it; the store keeps the result on disk between runs. It may use
 * {@code scene} and {@code encode}.
 */
@NullMarked
package org.haidang.camerafarm.clip;

import org.jspecify.annotations.NullMarked;
