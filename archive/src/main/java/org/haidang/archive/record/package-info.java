/**
 * Writing: recorders drain their streams about once a second into the open segment of their disk,
 * and keep account of every gap. Uses files, disks, catalogue, alarms and media's fragments.
 */
@NullMarked
package org.haidang.archive.record;

import org.jspecify.annotations.NullMarked;
