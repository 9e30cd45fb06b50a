package org.haidang.archive.play;

import org.haidang.media.track.VideoFormat;

/**
 * One key picture as the camera sent it, ready for a decoder.
 *
 * @param wallUs when it was taken, microseconds since 1970 UTC
 * @param data NAL units behind their lengths in four bytes
 */
public record KeyPicture(VideoFormat format, long wallUs, byte[] data) {}
