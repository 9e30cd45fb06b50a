package org.haidang.programme.survey;

/** Where an answer comes from. */
public enum Source {
    /** A person looked and typed. */
    HAND,
    /** The automatic test of a camera or of the uplink measured it. */
    TEST
}
