package org.haidang.server.search;

import java.util.Locale;
import org.haidang.server.rights.Action;

/** What can be found, in the order of the answer, and what a person must be allowed to read. */
public enum Kind {
    FACILITY(Action.FACILITY_READ),
    CAMERA(Action.CAMERA_READ),
    CONTACT(Action.CONTACT_READ),
    DISPATCH(Action.DISPATCH_READ),
    SURVEY(Action.SURVEY_READ),
    INCIDENT(Action.INCIDENT_READ),
    REPORT(Action.REPORT_READ),
    PERSON(Action.USER_READ);

    private final Action reading;

    Kind(Action reading) {
        this.reading = reading;
    }

    public Action reading() {
        return reading;
    }

    /** Such as {@code facility}: part of the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
