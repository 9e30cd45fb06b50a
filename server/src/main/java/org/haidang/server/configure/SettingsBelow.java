package org.haidang.server.configure;

import java.util.Optional;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.uplink.NoAnswerException;

/** The sites whose cameras are set over links. */
public interface SettingsBelow {
    /** What holds, as its site told last; empty when it tells no such thing. Asks nobody. */
    Optional<RecordingSettings> told(RemoteAddress address);

    /** Whether its site lets us set it, as far as it has told. Asks nobody. */
    boolean granted(RemoteAddress address);

    /**
     * Whether its site can be told at all.
     *
     * @throws NoAnswerException when there is no link, or the site is too old
     */
    void reachable(RemoteAddress address) throws NoAnswerException;

    /**
     * Has the site do it. Waits for its answer, for some seconds at most.
     *
     * @return what holds now
     * @throws SettingsChangedException when others hold than those of the base
     * @throws org.haidang.server.camera.InvalidCameraException when the site cannot take them
     * @throws NoAnswerException when there is no link, the site is too old, silent, or does not let
     *     us
     */
    RecordingSettings set(RemoteAddress address, Asker who, SettingsChange change)
            throws SettingsChangedException, NoAnswerException;
}
