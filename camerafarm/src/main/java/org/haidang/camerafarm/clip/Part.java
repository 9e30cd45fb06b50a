package org.haidang.camerafarm.clip;

/** The parts of a clip: what a camera shows when all is well, and when it misbehaves. */
public enum Part {
    /** The whole loop. */
    LIVE,
    /** One picture that never changes, encoded as a camera with a stuck sensor does. */
    STILL,
    /** A covered lens: black with the name. */
    BLACK,
    /** The scene in another picture size, with parameter sets of its own. */
    RESIZED
}
