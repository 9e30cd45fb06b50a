/**
 * Reading: spans, chunks for the player, exports by byte range, key pictures. A file that is read
 * does not vanish under its reader. Uses files, catalogue and, for open segments, the recorders.
 */
@NullMarked
package org.haidang.archive.play;

import org.jspecify.annotations.NullMarked;
