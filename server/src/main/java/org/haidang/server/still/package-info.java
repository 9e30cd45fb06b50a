/**
 * Stills: the newest or a recorded key picture as JPEG, with a small memory so that a wall of
 * thumbnails costs one decoding each. It may use {@code engine}, {@code recording}, archive and
 * vision.
 */
@NullMarked
package org.haidang.server.still;

import org.jspecify.annotations.NullMarked;
