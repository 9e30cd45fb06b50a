package org.haidang.archive;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haidang.archive.disk.DiskConfig;
import org.haidang.archive.record.SyncPolicy;
import org.haidang.archive.retain.RecordingPolicy;

/**
 * How the archive works. {@link #of} gives the defaults; the {@code with} methods change one.
 *
 * @param disks 1 to 64; a stream stays on one as long as it works
 * @param segmentTarget a file is cut at the first key picture after this; 1 to 10 minutes
 * @param sync when bytes are forced to disk
 * @param writersPerDisk writer threads per disk, 1 to 8
 * @param defaultPolicy for streams that nobody set a policy for, such as removed cameras
 * @param retentionInterval how often retention looks
 * @param software name and version, written into every file
 */
public record ArchiveConfig(
        List<DiskConfig> disks,
        Duration segmentTarget,
        SyncPolicy sync,
        int writersPerDisk,
        RecordingPolicy defaultPolicy,
        Duration retentionInterval,
        String software) {

    private static final Duration MIN_TARGET = Duration.ofMinutes(1);
    private static final Duration MAX_TARGET = Duration.ofMinutes(10);

    public ArchiveConfig {
        disks = List.copyOf(disks);
        Set<String> names = new HashSet<>();
        disks.forEach(disk -> names.add(disk.name()));
        if (disks.isEmpty() || disks.size() > 64 || names.size() != disks.size()) {
            throw new IllegalArgumentException("disks: " + disks);
        }
        if (segmentTarget.compareTo(MIN_TARGET) < 0 || segmentTarget.compareTo(MAX_TARGET) > 0) {
            throw new IllegalArgumentException("segment target " + segmentTarget);
        }
        if (writersPerDisk < 1 || writersPerDisk > 8) {
            throw new IllegalArgumentException("writers per disk " + writersPerDisk);
        }
        if (retentionInterval.toSeconds() < 1) {
            throw new IllegalArgumentException("retention interval " + retentionInterval);
        }
    }

    /** Five-minute files, forced every second, one writer per disk, 30 days. */
    public static ArchiveConfig of(List<DiskConfig> disks) {
        return new ArchiveConfig(
                disks,
                Duration.ofMinutes(5),
                SyncPolicy.everySecond(),
                1,
                RecordingPolicy.days(30),
                Duration.ofSeconds(30),
                "haidang");
    }

    public ArchiveConfig withSegmentTarget(Duration target) {
        return new ArchiveConfig(
                disks, target, sync, writersPerDisk, defaultPolicy, retentionInterval, software);
    }

    public ArchiveConfig withSync(SyncPolicy policy) {
        return new ArchiveConfig(
                disks,
                segmentTarget,
                policy,
                writersPerDisk,
                defaultPolicy,
                retentionInterval,
                software);
    }

    public ArchiveConfig withDefaultPolicy(RecordingPolicy policy) {
        return new ArchiveConfig(
                disks, segmentTarget, sync, writersPerDisk, policy, retentionInterval, software);
    }

    public ArchiveConfig withSoftware(String nameAndVersion) {
        return new ArchiveConfig(
                disks,
                segmentTarget,
                sync,
                writersPerDisk,
                defaultPolicy,
                retentionInterval,
                nameAndVersion);
    }

    public ArchiveConfig withWritersPerDisk(int writers) {
        return new ArchiveConfig(
                disks, segmentTarget, sync, writers, defaultPolicy, retentionInterval, software);
    }
}
