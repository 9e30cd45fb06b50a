package org.haidang.media.rtsp.net;

/** When the bytes of a source are read. */
public enum ReadMode {
    /** All at once every {@link EventLoops#SWEEP_MS} ms; for a stream that is only recorded. */
    SWEEP,
    /** As soon as they arrive; for a stream that somebody watches. */
    IMMEDIATE
}
