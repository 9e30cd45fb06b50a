package org.haidang.media.source;

/**
 * Where a source stands. The hub and the screens show this as it is; nothing is called live that is
 * not.
 */
public sealed interface SourceState {

    /** Not started, or stopped by its owner. */
    record Stopped() implements SourceState {}

    /**
     * Talking to the camera, no media yet.
     *
     * @param attempt 1 for the first try since the last healthy minute
     */
    record Connecting(int attempt) implements SourceState {}

    /**
     * Media arrives.
     *
     * @param sinceUs first media of this connection, microseconds since 1970 UTC
     */
    record Live(long sinceUs) implements SourceState {}

    /**
     * The connection failed and the source waits before it tries again; it never gives up.
     *
     * @param reason what kind of failure, for words and for actions
     * @param detail one English sentence for the log, without secrets
     * @param attempt failures in a row, from 1
     * @param retryAtUs when the next try starts, microseconds since 1970 UTC
     */
    record Failed(FailureReason reason, String detail, int attempt, long retryAtUs)
            implements SourceState {}
}
