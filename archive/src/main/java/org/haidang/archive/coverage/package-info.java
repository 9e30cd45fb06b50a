/**
 * How much of what was wanted is on disk, per hour, and why the rest is not. Pure computation over
 * rows; no clock, no files. Uses the catalogue's rows.
 */
@NullMarked
package org.haidang.archive.coverage;

import org.jspecify.annotations.NullMarked;
