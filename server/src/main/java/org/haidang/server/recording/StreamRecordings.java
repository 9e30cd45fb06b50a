package org.haidang.server.recording;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.KeyPicture;

/**
 * The recordings of one stream, as the archive tells them. Times are microseconds since 1970 UTC.
 * Every method may wait for a disk or a line (use a virtual thread), and throws {@link
 * org.haidang.uplink.NoAnswerException} when the camera's site cannot be asked or does not answer.
 */
public interface StreamRecordings {
    /** What there is and what is missing in {@code [fromUs, toUs)}. */
    Recorded recorded(long fromUs, long toUs) throws IOException;

    /** Hour by hour (UTC), clipped to the range, at most 100 days. */
    List<CoverageHour> coverage(long fromUs, long toUs) throws IOException;

    /** See {@link org.haidang.archive.Archive#openAt}; must be closed. */
    Optional<Chunk> openAt(long atUs, int seconds) throws IOException;

    /**
     * The first file of {@link org.haidang.archive.Archive#export}, up to a change of format; must
     * be closed.
     */
    Optional<Export> export(long fromUs, long toUs) throws IOException;

    /** The key picture at or before a time; empty if the time lies in no recording. */
    Optional<KeyPicture> keyPicture(long atUs) throws IOException;
}
