package org.haidang.server.engine;

/** How closely somebody looks at a stream; on a short line the lower gives way to the higher. */
public enum Attention {
    /** A program, that proves or measures. */
    PROGRAM,
    /** A screen that hangs somewhere, whether or not somebody stands before it. */
    WALL,
    /** A person who has it among others. */
    AMONG_OTHERS,
    /** A person who looks at this one. */
    CLOSE;

    /** As the tier below calls it. */
    public int word() {
        return ordinal();
    }

    /** As the tier above calls it; what it is newer than we are counts as the highest. */
    public static Attention of(int word) {
        return values()[Math.clamp(word, 0, values().length - 1)];
    }
}
