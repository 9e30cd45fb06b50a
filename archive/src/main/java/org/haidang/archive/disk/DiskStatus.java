package org.haidang.archive.disk;

import java.nio.file.Path;

/**
 * A disk at one moment.
 *
 * @param totalBytes 0 if the disk does not answer
 * @param freeBytes usable by this program
 * @param archiveBytes of whole segments on it; the open ones come on top
 * @param detail what is wrong, empty when nothing is
 * @param syncs how often files were forced to the disk since start
 * @param slowestSyncMs the slowest of them
 * @param bytesWritten since start
 */
public record DiskStatus(
        String name,
        Path root,
        DiskState state,
        long totalBytes,
        long freeBytes,
        long archiveBytes,
        String detail,
        long syncs,
        long slowestSyncMs,
        long bytesWritten) {}
