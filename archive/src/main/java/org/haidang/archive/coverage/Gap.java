package org.haidang.archive.coverage;

import org.haidang.archive.catalog.GapReason;

/**
 * A time in which recording was wanted and nothing is on disk.
 *
 * @param toUs now, if the gap still lasts
 */
public record Gap(long fromUs, long toUs, GapReason reason) {}
