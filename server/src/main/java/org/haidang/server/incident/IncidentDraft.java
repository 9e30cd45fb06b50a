package org.haidang.server.incident;

import java.util.List;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reports. Judged by {@link Incidents#open}.
 *
 * @param toUs null while it goes on
 */
public record IncidentDraft(
        String facilityId,
        List<String> cameraIds,
        IncidentKind kind,
        Severity severity,
        String title,
        long fromUs,
        @Nullable Long toUs) {

    public static final int MAX_TITLE = 200;
    public static final int MAX_CAMERAS = 64;

    public IncidentDraft {
        cameraIds = List.copyOf(cameraIds);
    }
}
