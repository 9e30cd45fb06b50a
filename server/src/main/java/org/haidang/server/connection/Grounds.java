package org.haidang.server.connection;

import java.util.List;
import java.util.Optional;
import org.haidang.programme.facility.ZoneSufficiency.Layout;
import org.haidang.programme.facility.ZoneSufficiency.Waiver;

/** What the registry knows of a facility's buildings, for whoever asks if cameras are enough. */
public interface Grounds {

    /** Empty until somebody entered blocks and floors. */
    Optional<Layout> layout(String facilityId);

    /** Signed words that places need no camera. */
    List<Waiver> waivers(String facilityId);
}
