package org.haidang.archive.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the rows of the archive: about one write per camera and five minutes, no row per picture.
 *
 * <p>Every call is one transaction, durable when it returns. Thread-safe. A catalogue that cannot
 * work throws {@link CatalogException}; an id that does not exist is silently nothing to change, so
 * that a call may be repeated. All lists are bounded by their {@code limit} (1 to {@link
 * #MAX_LIMIT}); a caller pages by the last row it has seen. Times are microseconds since 1970 UTC,
 * intervals are half open.
 */
public interface SegmentCatalog {
    /** End of an interval that still lasts. Sorts after every time. */
    long OPEN = Long.MAX_VALUE;

    /** The longest list any caller asks for. */
    int MAX_LIMIT = 10_000;

    /**
     * No segment is longer than an hour, so whatever overlaps a time starts less than an hour
     * before it: a store may use this to search by start alone.
     */
    long MAX_SEGMENT_US = 3_600_000_000L;

    // ---- segments

    /**
     * Adds a row and gives its id. If the disk already has a row with that path, nothing changes
     * and the id of that row is given.
     */
    long addSegment(NewSegment segment);

    /** WRITING becomes COMPLETE with its final facts; a row in another state stays as it is. */
    void completeSegment(long id, long endWallUs, long bytes);

    /**
     * {@link #completeSegment} for media that was fetched into gaps: in the same transaction the
     * time from the row's start to {@code endWallUs} is cut out of all closed gaps of its stream
     * that it touches, of at most {@link #MAX_LIMIT}, first ones first. A gap is shortened, split
     * in two of the same reason, or removed.
     *
     * @param toleranceUs what would be left of a gap at either side and is not longer goes, too
     */
    void completeFilling(long id, long endWallUs, long bytes, long toleranceUs);

    /** The row becomes DELETING: no query by time shows it any more. */
    void markDeleting(long id);

    /** The row is gone. */
    void removeSegment(long id);

    Optional<SegmentRow> segment(long id);

    Optional<SegmentRow> segmentByPath(String disk, String path);

    /**
     * Segments of a stream that overlap {@code [fromUs, toUs)}, by start then id: WRITING rows
     * (whose end is not known: they count as lasting) and COMPLETE rows, no DELETING ones.
     */
    List<SegmentRow> segments(StreamKey key, long fromUs, long toUs, int limit);

    /** The WRITING or COMPLETE segment with the greatest start at or before {@code wallUs}. */
    Optional<SegmentRow> lastStartingAtOrBefore(StreamKey key, long wallUs);

    /** The WRITING or COMPLETE segment with the least start after {@code wallUs}. */
    Optional<SegmentRow> firstStartingAfter(StreamKey key, long wallUs);

    /** Rows of one state in any stream, by id, beginning after {@code afterId}. */
    List<SegmentRow> segmentsInState(SegmentState state, long afterId, int limit);

    /** All rows of a disk in any state, by id, beginning after {@code afterId}. */
    List<SegmentRow> segmentsOfDisk(String disk, long afterId, int limit);

    /** COMPLETE rows of a disk, oldest end first, ties by id. */
    List<SegmentRow> oldestOfDisk(String disk, int limit);

    /** COMPLETE rows of a stream, oldest end first, ties by id. */
    List<SegmentRow> oldestOfStream(StreamKey key, int limit);

    /** Sum of the bytes of all COMPLETE rows of a disk. */
    long bytesOfDisk(String disk);

    /** Sum of the bytes of all COMPLETE rows of a stream, on all disks. */
    long bytesOfStream(StreamKey key);

    /** Sum of the bytes of the COMPLETE rows of a stream that overlap {@code [fromUs, toUs)}. */
    long bytesOfStream(StreamKey key, long fromUs, long toUs);

    /** Streams that have at least one segment row, in order, beginning after {@code after}. */
    List<StreamKey> streams(Optional<StreamKey> after, int limit);

    // ---- gaps

    /** Adds a gap and gives its id. {@code toUs} may be {@link #OPEN}. */
    long addGap(StreamKey key, long fromUs, long toUs, GapReason reason);

    /** Ends an open gap; one that ends at or before its start is removed instead. */
    void closeGap(long id, long toUs);

    /** Gaps of a stream that overlap {@code [fromUs, toUs)}, by start then id. */
    List<GapRow> gaps(StreamKey key, long fromUs, long toUs, int limit);

    /** All gaps that still last, by id, beginning after {@code afterId}. */
    List<GapRow> openGaps(long afterId, int limit);

    // ---- when recording was wanted

    /** Adds an interval that lasts from {@code fromUs} and gives its id. */
    long addWanted(StreamKey key, long fromUs);

    /** Ends an open interval; one that ends at or before its start is removed instead. */
    void closeWanted(long id, long toUs);

    /** Intervals of a stream that overlap {@code [fromUs, toUs)}, by start then id. */
    List<WantedRow> wanted(StreamKey key, long fromUs, long toUs, int limit);

    /** All intervals that still last, by id, beginning after {@code afterId}. */
    List<WantedRow> openWanted(long afterId, int limit);

    // ---- retention and repair

    /**
     * Up to where retention has deleted segments of this stream; {@link Long#MIN_VALUE} if it never
     * did.
     */
    long expiredBefore(StreamKey key);

    /** Raises {@link #expiredBefore} to {@code wallUs}; never lowers it. */
    void expireBefore(StreamKey key, long wallUs);

    /** Removes closed gaps and closed wanted intervals of a stream that end at or before a time. */
    void forgetFactsBefore(StreamKey key, long wallUs);

    /** Removes every segment row of a disk, for a catalogue built anew from the files. */
    void removeSegmentsOfDisk(String disk);
}
