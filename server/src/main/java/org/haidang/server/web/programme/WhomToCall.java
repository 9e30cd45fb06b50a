package org.haidang.server.web.programme;

import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.server.connection.PhoneBook;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;

/** Names who must act; a facility's own contact only to whoever may read contacts there. */
final class WhomToCall {
    private final Services services;
    private final Gate gate;

    WhomToCall(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    Said.WhoView of(String facilityId, WhoActs who, Caller caller, Language language) {
        boolean known =
                who != WhoActs.FACILITY || gate.mayAt(caller, Action.CONTACT_READ, facilityId);
        PhoneBook.Person person =
                known ? services.connections().call(facilityId, who).orElse(null) : null;
        return Said.who(who, person, language);
    }
}
