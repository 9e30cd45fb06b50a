package org.haidang.archive.play;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/**
 * A short piece of one segment for a player: init segment and whole fragments, beginning with a key
 * picture. Holds its file open until it is closed. Not thread-safe.
 */
public interface Chunk extends AutoCloseable {
    /** For {@code Content-Type}: {@code video/mp4; codecs="..."}. */
    String mime();

    /** Wall time of the first picture, microseconds since 1970 UTC. */
    long startUs();

    /** Wall time at which the last picture ends. */
    long endUs();

    /** {@code tfdt} of the first video fragment, in microseconds of the stream's media clock. */
    long mediaStartUs();

    /** Where to go on: the start of what is recorded next after the end; empty if nothing is. */
    OptionalLong nextUs();

    /** What {@link #writeTo} will write. */
    long byteCount();

    /** Writes everything once, through a small buffer. */
    void writeTo(WritableByteChannel out) throws IOException;

    @Override
    void close() throws IOException;
}
