package org.haidang.programme.survey;

/** Where an answer comes from. */
public enum Source {
    /** A person looked and typed. */
    HAND,
    /** The automatic test of a camera or of the uplink measured it. */
    TEST,
    /** The registry of facilities said so when the survey began; nobody has looked yet. */
    REGISTRY
}
