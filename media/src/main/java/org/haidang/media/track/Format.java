package org.haidang.media.track;

/**
 * What a decoder must know before the first access unit. Equal formats need no new init segment.
 */
public sealed interface Format permits VideoFormat, AudioFormat {
    Codec codec();
}
