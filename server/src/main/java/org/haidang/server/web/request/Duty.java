package org.haidang.server.web.request;

import org.haidang.server.duty.DutyWatch;
import org.haidang.server.duty.HandOvers;
import org.haidang.server.incident.Incidents;
import org.haidang.server.inspection.Inspections;
import org.haidang.server.overview.Overviews;

/** What the web layer serves of the work on duty, and of the one screen that shows it. */
public record Duty(
        Incidents incidents,
        Inspections inspections,
        DutyWatch watch,
        HandOvers handOvers,
        Overviews overviews) {}
