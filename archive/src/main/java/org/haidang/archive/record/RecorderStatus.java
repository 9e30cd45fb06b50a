package org.haidang.archive.record;

import java.util.Optional;
import org.haidang.archive.catalog.GapReason;
import org.haidang.archive.catalog.StreamKey;

/**
 * A recorder at one moment.
 *
 * @param reason why it does not record, if it does not
 * @param sinceUs since when it is in this state, microseconds since 1970 UTC
 * @param durableUntilUs end of the last picture that is forced to disk; 0 before the first
 * @param disk name of the disk it writes to
 * @param bytesWritten since it was started
 * @param segments files begun since it was started
 * @param lostGroups groups of pictures the stream dropped because this recorder was too slow
 */
public record RecorderStatus(
        StreamKey key,
        RecorderState state,
        Optional<GapReason> reason,
        long sinceUs,
        long durableUntilUs,
        String disk,
        long bytesWritten,
        long segments,
        long lostGroups) {}
