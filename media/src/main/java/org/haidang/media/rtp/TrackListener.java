package org.haidang.media.rtp;

import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/**
 * What a {@link TrackReceiver} makes of the packets. Called in the thread that brought the packet,
 * in order; must not block.
 */
public interface TrackListener {
    /**
     * What the following units are. Always called before the first unit of a receiver (also when it
     * equals {@link TrackReceiver#track()}), and again before the first unit of a changed format.
     */
    void onFormat(Track track);

    /** One picture or audio frame; the first one of a receiver is always a random access point. */
    void onUnit(AccessUnit unit);

    /**
     * The camera does something odd that is being worked around. Called at most once per kind and
     * receiver, so it may be logged.
     *
     * @param detail one English clause with the figures
     */
    default void onOddity(Oddity oddity, String detail) {}
}
