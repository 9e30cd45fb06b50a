package org.haidang.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.haidang.archive.disk.DiskConfig;

/** One disk, files of a minute, nothing deleted for its age. */
record ArchiveHouseConfig(Path root) {
    ArchiveConfig config() {
        return ArchiveConfig.of(List.of(new DiskConfig("a", root, 0, 0)))
                .withSegmentTarget(Duration.ofMinutes(1))
                .withDefaultPolicy(ArchiveHouse.FOREVER);
    }
}
