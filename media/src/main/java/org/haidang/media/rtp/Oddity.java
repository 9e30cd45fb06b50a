package org.haidang.media.rtp;

/** Odd behaviour of a camera that the engine works around; each is told once per receiver. */
public enum Oddity {
    /** The description names one video codec and the packets carry the other. */
    CODEC_DIFFERS("sends another codec than it announced"),
    /** Start codes of a byte stream inside RTP payloads. */
    START_CODES("puts start codes into RTP payloads"),
    /** The marker bit is set in the middle of pictures and is not used any more. */
    MARKER_IN_PICTURE("sets the marker bit within a picture"),
    /** A picture or its number of NAL units passes the limit and is dropped. */
    OVERSIZED_UNIT("sent a picture beyond the limit"),
    /** Parameter sets that cannot be read in full. */
    PARAMETER_SETS("sends parameter sets that cannot be read"),
    /** The sending source changed while the session went on. */
    SSRC_CHANGED("changed its SSRC"),
    /** Packets of another source or session come in between. */
    FOREIGN_PACKETS("sends packets of another session"),
    /** The packets have another payload type than announced. */
    PAYLOAD_TYPE("uses another payload type than announced"),
    /** RTP or RTCP that cannot be parsed. */
    MALFORMED_PACKETS("sends malformed packets"),
    /** Packets were lost, also over TCP when the camera drops them itself. */
    LOST_PACKETS("loses packets"),
    /** The timestamps jumped away from the time of arrival. */
    TIME_JUMP("made its timestamps jump"),
    /** The timestamps do not advance; the time of arrival is taken. */
    TIME_STANDS_STILL("sends timestamps that stand still"),
    /** The timestamps run at another rate than announced. */
    CLOCK_RATE("runs its timestamps at another rate than announced"),
    /** Pictures come in another order than the parameter sets allow. */
    REORDER_DEPTH("reorders pictures more than it announced"),
    /** No picture a decoder can start at has come for long; intra pictures are taken instead. */
    NO_RANDOM_ACCESS("sends no random access pictures"),
    /** Audio frames carry ADTS headers. */
    ADTS("sends ADTS headers in its audio frames"),
    /** Audio that cannot be understood. */
    AUDIO("sends audio that cannot be read");

    private final String words;

    Oddity(String words) {
        this.words = words;
    }

    /** The predicate of an English sentence whose subject is the camera. */
    public String words() {
        return words;
    }
}
