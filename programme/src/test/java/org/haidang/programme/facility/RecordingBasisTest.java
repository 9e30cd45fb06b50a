package org.haidang.programme.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.haidang.programme.facility.RecordingBasis.Part;
import org.junit.jupiter.api.Test;

class RecordingBasisTest {
    private static final RecordingBasis WHOLE =
            new RecordingBasis("Phòng, chống dịch", "Công văn 1407/BTTTT-CVT", "Sở Y tế", 28);

    @Test
    void namesEverythingThatIsMissingBeforeRecordingMayBegin() {
        assertThat(RecordingBasis.NONE.missing()).containsExactly(Part.values());
        assertThat(new RecordingBasis(" ", "x", "\u00a0", 1).missing())
                .containsExactly(Part.PURPOSE, Part.CONTROLLER);
        assertThat(WHOLE.missing()).isEmpty();
        String said =
                RecordingBasis.NONE
                        .refusal(FacilityState.registered(), null)
                        .orElseThrow()
                        .vietnamese();
        assertThat(said).contains("mục đích", "căn cứ pháp lý", "đơn vị kiểm soát", "thời hạn lưu");
    }

    @Test
    void nobodyIsRecordedWhereNobodyIsOrWhatIsClosed() {
        FacilityState registered = FacilityState.registered();
        assertThat(WHOLE.refusal(registered, null)).isEmpty();
        assertThat(WHOLE.refusal(registered, 12)).isEmpty();
        assertThat(WHOLE.refusal(registered, 0)).isPresent();
        assertThat(WHOLE.refusal(new FacilityState.At(FacilityStage.SUSPENDED), 12)).isPresent();
        assertThat(WHOLE.refusal(new FacilityState.Closed(Instant.EPOCH, 28), 12)).isPresent();
    }

    @Test
    void retentionIsOneToNinetyDays() {
        for (int days : new int[] {0, 91, -1}) {
            assertThatThrownBy(() -> new RecordingBasis("a", "b", "c", days))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
