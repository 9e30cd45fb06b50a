package org.haidang.server.web.programme;

import java.util.function.Predicate;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.overview.Overviews.Sight;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;

/** What of the one screen a person may see. */
final class OverviewSight {
    private OverviewSight() {}

    /** Everything that his rights reach. */
    static Sight of(Gate gate, Caller caller) {
        return of(gate, caller, facility -> gate.may(caller, Action.OVERVIEW_READ, facility));
    }

    /** The same of some facilities only. */
    static Sight of(Gate gate, Caller caller, Predicate<Facility> facilities) {
        boolean everyIncident = gate.mayEverywhere(caller, Action.INCIDENT_READ);
        return new Sight(
                facilities,
                camera -> gate.may(caller, Action.CAMERA_READ, camera),
                id -> everyIncident || gate.mayAt(caller, Action.INCIDENT_READ, id),
                facility -> gate.may(caller, Action.CONTACT_READ, facility));
    }
}
