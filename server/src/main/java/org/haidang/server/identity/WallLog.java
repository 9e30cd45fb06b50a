package org.haidang.server.identity;

import org.haidang.server.identity.store.User;

/**
 * Where the life of wall screens is recorded, before each step is taken. Whoever writes it throws
 * when it cannot be written, and then the step is not taken.
 */
public interface WallLog {
    /** Why a screen has ended by itself. */
    enum End {
        EXPIRED,
        /** Its person may watch nothing any more. */
        NO_RIGHT,
        /** The device became another screen. */
        REPLACED
    }

    /** A device took the link. */
    void claimed(User user, String name, Visitor by);

    /**
     * A device could not prove that it has the key.
     *
     * @param copied it held the screen's own cookie: that was copied, and counts no more
     */
    void refused(User user, String name, boolean copied, Visitor by);

    void ended(User user, String name, End why);
}
