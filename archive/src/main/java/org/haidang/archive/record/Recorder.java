package org.haidang.archive.record;

import org.haidang.archive.catalog.StreamKey;

/** Records one stream until it is stopped. Thread-safe. */
public interface Recorder {
    StreamKey key();

    RecorderStatus status();

    /**
     * Recording is not wanted any more (switched off, camera removed): the open segment is closed,
     * coverage expects nothing from now on. Returns at once; the file is closed by its disk's
     * thread. When the whole server stops, close the archive instead, and the time until it is back
     * counts as a gap.
     */
    void stop();
}
