package org.haidang.archive.record;

/** What a recorder does now. */
public enum RecorderState {
    /** Pictures come to disk. */
    RECORDING,
    /** Nothing comes to disk because the camera sends nothing; the gap has its reason. */
    WAITING,
    /** Pictures come, but the disk does not take them. */
    FAILED,
    /** Closed. */
    OFF
}
