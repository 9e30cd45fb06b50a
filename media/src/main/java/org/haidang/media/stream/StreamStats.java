package org.haidang.media.stream;

import org.haidang.media.source.SourceState;

/**
 * A stream's facts at one moment. Counters run since the stream was made and never go back.
 *
 * @param state the source's last word
 * @param stateSinceNs when it said so, on the stream's nanosecond clock
 * @param generation number of the current {@link Generation}, 0 before the first
 * @param pictures video fragments made
 * @param audioFragments audio fragments made
 * @param bytes of all fragments made
 * @param fps pictures per second over the last seconds; 0 when none came
 * @param kbps thousand bits per second of all tracks over the last seconds
 * @param groupMs length of the last whole group of pictures in milliseconds of media time, 0 before
 *     there was one
 * @param lastPictureNs when the last picture arrived, on the stream's nanosecond clock; {@link
 *     #NEVER} if none did
 * @param lastPictureWallUs when that picture was taken, microseconds since 1970 UTC
 * @param sameSinceNs since when each key picture repeats one of the seconds before byte for byte,
 *     on the stream's nanosecond clock; {@link #NEVER} while they differ
 * @param heldFragments fragments in memory now
 * @param heldBytes their bytes
 * @param liveReaders viewers now
 * @param recorderReaders recorders now
 * @param lostGroupsLive groups that slow viewers did not get, summed
 * @param lostGroupsRecorder groups that slow recorders did not get, summed
 * @param gopOverflows groups that outgrew the limits for joiners
 * @param reconnects times the source stopped being live
 * @param droppedUnits access units that no fragment was made of, by reason
 */
public record StreamStats(
        SourceState state,
        long stateSinceNs,
        int generation,
        long pictures,
        long audioFragments,
        long bytes,
        double fps,
        double kbps,
        long groupMs,
        long lastPictureNs,
        long lastPictureWallUs,
        long sameSinceNs,
        int heldFragments,
        long heldBytes,
        int liveReaders,
        int recorderReaders,
        long lostGroupsLive,
        long lostGroupsRecorder,
        long gopOverflows,
        long reconnects,
        DroppedUnits droppedUnits) {

    /** No picture has arrived yet. */
    public static final long NEVER = Long.MIN_VALUE;

    /**
     * Access units that no fragment was made of.
     *
     * @param beforeKeyPicture pictures that cannot be decoded: none came before to start from
     * @param beforeTracks units of a track that is not known or not yet in use
     * @param unusable empty, or with times that do not fit
     */
    public record DroppedUnits(long beforeKeyPicture, long beforeTracks, long unusable) {}
}
