/**
 * Healing after a crash, verification and re-indexing: the three that compare catalogue, index
 * files and segment files. They delete nothing they do not understand. Use files, disks and
 * catalogue.
 */
@NullMarked
package org.haidang.archive.check;

import org.jspecify.annotations.NullMarked;
