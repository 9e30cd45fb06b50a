package org.haidang.server.facility;

import java.util.List;
import org.haidang.programme.facility.ZoneSufficiency;
import org.jspecify.annotations.Nullable;

/** What somebody entered for a facility's profile, as typed; null for what was left empty. */
public record ProfileInput(
        @Nullable String code,
        @Nullable String managingBody,
        @Nullable Integer capacity,
        @Nullable Integer occupants,
        @Nullable Double latitude,
        @Nullable Double longitude,
        List<ZoneSufficiency.Block> blocks,
        @Nullable String purpose,
        @Nullable String legalBasis,
        @Nullable String controller,
        @Nullable Integer retentionDays,
        @Nullable String notice) {

    public ProfileInput {
        blocks = List.copyOf(blocks);
    }
}
