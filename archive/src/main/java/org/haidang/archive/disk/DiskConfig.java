package org.haidang.archive.disk;

import java.nio.file.Path;

/**
 * A disk, or a folder that is treated as one.
 *
 * @param name stands in the catalogue; must stay when the folder is mounted elsewhere
 * @param root absolute folder; recordings lie below {@code <cameraId>/<stream>/<yyyy>/<MM>/<dd>}
 * @param minFreeBytes retention keeps at least this much free
 * @param minFreePercent retention keeps at least this share of the disk free, 0 to 90
 */
public record DiskConfig(String name, Path root, long minFreeBytes, int minFreePercent) {
    private static final long GIBIBYTE = 1L << 30;

    public DiskConfig {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("disk name: '" + name + "'");
        }
        if (minFreeBytes < 0 || minFreePercent < 0 || minFreePercent > 90) {
            throw new IllegalArgumentException(
                    name + ": free " + minFreeBytes + " bytes, " + minFreePercent + " %");
        }
        root = root.toAbsolutePath().normalize();
    }

    /** A folder of which 2 GiB and 2 % stay free. */
    public static DiskConfig of(String name, Path root) {
        return new DiskConfig(name, root, 2 * GIBIBYTE, 2);
    }
}
