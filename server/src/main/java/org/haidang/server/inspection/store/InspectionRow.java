package org.haidang.server.inspection.store;

import org.haidang.programme.inspection.Inspection;

/** An inspection as it was recorded. */
public record InspectionRow(
        String id, String facilityId, Inspection inspection, String recordedBy, long recordedUs) {}
