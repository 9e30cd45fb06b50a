package org.haidang.camerafarm.clip;

import java.util.List;

/**
 * One picture of a clip.
 *
 * @param decodeTicks when it is sent, 90 kHz, the first of its part 0
 * @param presentTicks when it is shown, same clock, never before {@code decodeTicks}
 * @param key a decoder can start here
 * @param nals its NAL units without start codes, never written to
 */
public record ClipPicture(long decodeTicks, long presentTicks, boolean key, List<byte[]> nals) {}
