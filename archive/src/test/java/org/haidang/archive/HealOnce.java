package org.haidang.archive;

import java.nio.file.Path;
import java.util.List;
import org.haidang.archive.alarm.AlarmBoard;
import org.haidang.archive.alarm.AlarmListener;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.check.HealReport;
import org.haidang.archive.check.Healing;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.record.LiveSegments;

/** Healing without an archive around it. */
final class HealOnce {
    private HealOnce() {}

    static HealReport run(Path root, SegmentCatalog catalog, long nowUs) {
        return run(root, catalog, nowUs, new LiveSegments());
    }

    static HealReport run(Path root, SegmentCatalog catalog, long nowUs, LiveSegments live) {
        Disk disk = new Disk(new DiskConfig("a", root, 0, 0), new AlarmBoard(AlarmListener.none()));
        return new Healing(List.of(disk), catalog, live).run(nowUs, (key, endUs) -> {});
    }
}
