/**
 * Filling: what a camera kept on its own card or a recorder kept for it is taken into the times in
 * which nothing was recorded. Whoever fetches it hands over fragments; here they are fitted to what
 * lies before and behind, and written. Uses files, disks, catalogue, the writing side's account of
 * files, and the reading side's pictures.
 */
@NullMarked
package org.haidang.archive.fill;

import org.jspecify.annotations.NullMarked;
