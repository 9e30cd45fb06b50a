/**
 * Deleting, and nothing else: by age and bytes per stream, by free space per disk. Bounded work per
 * pass; never the segment being written. Uses catalogue, disks and leases of readers.
 */
@NullMarked
package org.haidang.archive.retain;

import org.jspecify.annotations.NullMarked;
