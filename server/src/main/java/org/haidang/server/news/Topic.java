package org.haidang.server.news;

import java.util.Locale;
import org.haidang.server.rights.Action;

/** What can change, and what a person must be allowed to read to be told. */
public enum Topic {
    STAGE(Action.FACILITY_READ),
    CONTACT(Action.CONTACT_READ),
    DISPATCH(Action.DISPATCH_READ),
    SURVEY(Action.SURVEY_READ),
    PLAN(Action.PLAN_READ),
    CONNECTION(Action.CONNECTION_READ),
    INCIDENT(Action.INCIDENT_READ),
    INSPECTION(Action.INSPECTION_READ),
    DUTY(Action.OVERVIEW_READ),
    REPORT(Action.REPORT_READ),
    INSTRUCTION(Action.INSTRUCTION_READ),
    LINK(Action.LINK_READ),
    /** Who turns a camera. */
    PTZ(Action.LIVE_VIEW);

    private final Action reading;

    Topic(Action reading) {
        this.reading = reading;
    }

    public Action reading() {
        return reading;
    }

    /** Such as {@code stage}: part of the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
