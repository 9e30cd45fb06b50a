package org.haidang.programme.overview;

import java.time.Instant;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;

/** What is known of one incident. */
public record IncidentFacts(
        String id, String facilityId, Severity severity, IncidentState state, Instant from) {}
