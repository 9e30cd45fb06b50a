package org.haidang.server.ptz;

import java.util.List;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.uplink.NoAnswerException;

/** The sites whose cameras are turned over links. */
public interface SitesBelow {
    /** What is known of a camera of a site. */
    enum Known {
        /** It can be turned from here, as far as the site has told. */
        TURNS,
        /** It cannot be turned, or nothing is known of that. */
        NOT_ONE,
        /** It can be turned, and the site does not let us. */
        NOT_GRANTED,
        /** The site's program does not know how to be told. */
        TOO_OLD
    }

    /** What is known of a camera. Asks nobody. */
    Known known(RemoteAddress address);

    /** Who holds cameras of linked sites, as they told last; by our names of the cameras. */
    List<Holding> holdings();

    /**
     * Has the site do it. Waits for its answer, for some seconds at most.
     *
     * @throws NoAnswerException when there is no link, the site is too old, silent, or does not let
     *     us
     */
    Told turn(Camera camera, RemoteAddress address, Turner who, Command command)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException;
}
