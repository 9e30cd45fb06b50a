package org.haidang.media.stream;

/** Why somebody reads a stream, and so what is given up first when they are slow. */
public enum ReaderKind {
    /** Wants every fragment; the stream keeps its unread ones up to a byte limit. */
    RECORDER,
    /** Wants the newest; goes on from a newer key picture rather than fall behind. */
    LIVE
}
