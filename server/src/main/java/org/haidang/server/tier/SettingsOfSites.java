package org.haidang.server.tier;

import java.util.Optional;
import java.util.function.Supplier;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.configure.Asker;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.configure.SettingsBelow;
import org.haidang.server.configure.SettingsChange;
import org.haidang.server.configure.SettingsChangedException;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.centre.Centre;

/** Sets cameras of the sites that have linked to us. */
final class SettingsOfSites implements SettingsBelow {
    private final LinkedSites sites;
    private final Supplier<Optional<Centre>> centre;

    /**
     * @param centre empty while no site may dial in
     */
    SettingsOfSites(LinkedSites sites, Supplier<Optional<Centre>> centre) {
        this.sites = sites;
        this.centre = centre;
    }

    @Override
    public Optional<RecordingSettings> told(RemoteAddress address) {
        return sites.settings(address);
    }

    @Override
    public boolean granted(RemoteAddress address) {
        return sites.given(address).configure();
    }

    @Override
    public void reachable(RemoteAddress address) throws NoAnswerException {
        int version = open().version(address.siteId());
        if (version == 0) {
            throw new NoAnswerException(NoAnswer.NO_LINK, "the site is not linked");
        }
        if (version < Protocol.SETTINGS_SINCE) {
            throw new NoAnswerException(NoAnswer.TOO_OLD, "the site speaks protocol " + version);
        }
    }

    @Override
    public RecordingSettings set(RemoteAddress address, Asker who, SettingsChange change)
            throws SettingsChangedException, NoAnswerException {
        try {
            return SettingsWords.heard(
                    open().configure(
                                    address.siteId(),
                                    SettingsWords.said(address.cameraId(), who, change)));
        } catch (NoAnswerException e) {
            if (e.why() == NoAnswer.NOT_GRANTED) {
                sites.settingsWithheld(address);
            }
            throw e;
        }
    }

    private Centre open() throws NoAnswerException {
        return centre.get()
                .orElseThrow(() ->
                        new NoAnswerException(
                                NoAnswer.NO_LINK, "links.port is 0: no site may dial in"));
    }
}
