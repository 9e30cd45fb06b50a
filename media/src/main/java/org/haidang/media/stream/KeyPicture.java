package org.haidang.media.stream;

import org.haidang.media.track.VideoFormat;

/**
 * A picture that can be decoded alone, for stills.
 *
 * @param format its parameter sets
 * @param data its NAL units, each behind its length in four bytes; a copy that the caller owns
 * @param wallUs when it was taken, microseconds since 1970 UTC
 */
public record KeyPicture(VideoFormat format, byte[] data, long wallUs) {}
