package org.haidang.server.camera;

import java.util.Optional;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/** What a facility's papers say about cameras there. Asked often: answers from memory. */
public interface RecordingRule {
    /** Everything may be recorded; what counts until somebody says otherwise. */
    RecordingRule FREE =
            new RecordingRule() {
                @Override
                public Optional<Sentence> refusal(String facilityId) {
                    return Optional.empty();
                }

                @Override
                public boolean closed(String facilityId) {
                    return false;
                }

                @Override
                public @Nullable Integer retentionDays(String facilityId) {
                    return null;
                }
            };

    /**
     * Why no recording may begin at a facility; empty when it may.
     *
     * @param facilityId empty for one that is still to be added
     */
    Optional<Sentence> refusal(String facilityId);

    /** Whether its cameras are off for good. */
    boolean closed(String facilityId);

    /** Days that footage may be kept there; null when nobody decided. */
    @Nullable Integer retentionDays(String facilityId);
}
