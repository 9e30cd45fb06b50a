package org.haidang.media.track;

/** The codecs the engine carries, under the encoding names of their RTP payload formats. */
public enum Codec {
    /** ITU-T H.264, RFC 6184. */
    H264,
    /** ITU-T H.265, RFC 7798. */
    H265,
    /** MPEG-4 AAC, RFC 3640. */
    AAC,
    /** G.711 mu-law, RFC 3551. */
    PCMU,
    /** G.711 A-law, RFC 3551. */
    PCMA;

    public boolean isVideo() {
        return this == H264 || this == H265;
    }
}
