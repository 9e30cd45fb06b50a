package org.haidang.archive.play;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Recordings of one format as one MP4 file that exists only while it is read: exact to the group of
 * pictures, playing from 0, of known length, readable from any byte. Gaps are closed up; {@link
 * #pieces} tells where. The same range of the same files gives the same bytes and the same tag.
 * Holds its files against retention until it is closed. Not thread-safe.
 */
public interface Export extends AutoCloseable {

    /**
     * A piece without a gap.
     *
     * @param wallStartUs microseconds since 1970 UTC of its first picture
     * @param wallEndUs end of its last picture
     * @param mediaStartUs where it starts in the exported file
     */
    record Piece(long wallStartUs, long wallEndUs, long mediaStartUs) {}

    /** For {@code Content-Type}: {@code video/mp4; codecs="..."}. */
    String mime();

    long startUs();

    long endUs();

    List<Piece> pieces();

    /** Length of the whole file in bytes. */
    long byteCount();

    /** Changes when the bytes would; fit for an ETag. */
    String tag();

    /** Writes {@code count} bytes from {@code offset}, through a bounded buffer. */
    void writeTo(WritableByteChannel out, long offset, long count) throws IOException;

    @Override
    void close();
}
