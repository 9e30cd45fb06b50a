package org.haidang.media.source;

/**
 * What the lines between a camera and here could not carry of a stream. A camera that is reached
 * without such a line has {@link #NONE}.
 *
 * @param lostGroups groups of pictures that were left out on the way since the stream was asked
 *     for, whole ones only
 * @param instead the smaller stream that comes instead, such as {@code sub}; empty when the one
 *     comes that was asked for
 * @param why what is short; {@link Why#NOTHING} when nothing was left out yet
 */
public record Shortage(long lostGroups, String instead, Why why) {
    public static final Shortage NONE = new Shortage(0, "", Why.NOTHING);

    /** What is short. */
    public enum Why {
        NOTHING,
        /** The line does not take more. */
        LINE,
        /** The site gives pictures no more of its line at this time of day. */
        BUDGET
    }

    /** Whether a smaller stream comes than was asked for. */
    public boolean thinned() {
        return !instead.isEmpty();
    }
}
