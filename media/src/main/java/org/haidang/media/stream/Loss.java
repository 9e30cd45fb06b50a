package org.haidang.media.stream;

/**
 * What a reader did not get.
 *
 * @param reason why, of the newest loss
 * @param groups groups of pictures that did not come whole: the one that was broken off, and those
 *     whose key picture was passed over
 * @param fragments fragments of all tracks that were passed over
 */
public record Loss(Reason reason, long groups, long fragments) {

    /** Nothing was lost. */
    public static final Loss NONE = new Loss(Reason.NONE, 0, 0);

    Loss plus(Loss newer) {
        return new Loss(newer.reason, groups + newer.groups, fragments + newer.fragments);
    }

    /** Why a reader lost fragments. */
    public enum Reason {
        NONE,
        /** It had more unread bytes than the stream keeps for its kind. */
        TOO_MANY_BYTES,
        /** It was so far behind that a viewer is better served from the newest key picture. */
        TOO_OLD
    }
}
