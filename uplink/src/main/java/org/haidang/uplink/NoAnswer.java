package org.haidang.uplink;

import java.util.Locale;

/** Why an ask about recordings, a turn or settings have no answer, or none to its end. */
public enum NoAnswer {
    /** The site does not let the centre have it. */
    NOT_GRANTED,
    /** The site does not know such a camera. */
    NO_SUCH_CAMERA,
    /** The site cannot record what the centre does there, so it does not let it. */
    OFF,
    /** As many as are allowed are being answered. */
    TOO_MANY,
    /** The site's program does not know such yet. */
    TOO_OLD,
    /** No link to the site, or it broke. */
    NO_LINK,
    /** The site, or whoever reads the answer, was silent for too long. */
    LATE,
    /** The site's disk or program failed, or what it said makes no sense. */
    FAILED;

    /** As the contract says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A word of the contract; {@link #FAILED} for those that we do not know. */
    public static NoAnswer of(String word) {
        for (NoAnswer each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return FAILED;
    }
}
