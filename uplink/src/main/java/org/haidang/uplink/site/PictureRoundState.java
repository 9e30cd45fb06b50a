package org.haidang.uplink.site;

/**
 * How the round of last pictures stands.
 *
 * @param cameras that take part; 0 when none are sent: no link, no budget, or a centre that takes
 *     none
 * @param roundUs how long a round takes now, microseconds; longer than wanted when the budget does
 *     not reach
 * @param wantedUs how long it should take
 * @param sent since the program's start
 * @param sentBytes of these
 */
public record PictureRoundState(
        int cameras, long roundUs, long wantedUs, long sent, long sentBytes) {
    public static final PictureRoundState NONE = new PictureRoundState(0, 0, 0, 0, 0);
}
