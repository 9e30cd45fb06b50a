package org.haidang.programme.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;
import org.jspecify.annotations.Nullable;

/**
 * What a facility has to write down before anybody is recorded there: personal data law
 * 91/2025/QH15, articles 14 and 32.
 *
 * @param retentionDays 1 to 90; null when nobody decided
 */
public record RecordingBasis(
        String purpose, String legalBasis, String controller, @Nullable Integer retentionDays) {

    public static final int MIN_RETENTION_DAYS = 1;
    public static final int MAX_RETENTION_DAYS = 90;

    /** Our reasoning: up to 21 days of quarantine and a week. */
    public static final int DEFAULT_RETENTION_DAYS = 28;

    public static final RecordingBasis NONE = new RecordingBasis("", "", "", null);

    /** What has to be there. */
    public enum Part {
        PURPOSE("mục đích", "the purpose"),
        LEGAL_BASIS("căn cứ pháp lý", "the legal basis"),
        CONTROLLER("đơn vị kiểm soát dữ liệu", "the controller"),
        RETENTION("thời hạn lưu", "the retention");

        private final Sentence words;

        Part(String vietnamese, String english) {
            this.words = new Sentence(vietnamese, english);
        }

        public Sentence words() {
            return words;
        }
    }

    public RecordingBasis {
        purpose = VietnameseText.normalise(purpose);
        legalBasis = VietnameseText.normalise(legalBasis);
        controller = VietnameseText.normalise(controller);
        if (retentionDays != null
                && (retentionDays < MIN_RETENTION_DAYS || retentionDays > MAX_RETENTION_DAYS)) {
            throw new IllegalArgumentException("retention is 1 to 90 days: " + retentionDays);
        }
    }

    /** In the order of the form. */
    public List<Part> missing() {
        List<Part> missing = new ArrayList<>();
        if (purpose.isEmpty()) {
            missing.add(Part.PURPOSE);
        }
        if (legalBasis.isEmpty()) {
            missing.add(Part.LEGAL_BASIS);
        }
        if (controller.isEmpty()) {
            missing.add(Part.CONTROLLER);
        }
        if (retentionDays == null) {
            missing.add(Part.RETENTION);
        }
        return missing;
    }

    /**
     * Why recording must not begin at a facility; empty when it may.
     *
     * @param occupants null when not known; none at all means nobody is to be recorded
     */
    public Optional<Sentence> refusal(FacilityState state, @Nullable Integer occupants) {
        if (state instanceof FacilityState.Closed) {
            return Optional.of(
                    new Sentence(
                            "Cơ sở đã đóng; camera không được ghi hình nữa.",
                            "The facility is closed; its cameras record no more."));
        }
        if (!state.mayRecord() || (occupants != null && occupants == 0)) {
            return Optional.of(
                    new Sentence(
                            "Cơ sở không có người cách ly nên camera không được ghi hình. Khi có"
                                    + " người, hãy ghi số người vào hồ sơ cơ sở.",
                            "Nobody is quarantined at the facility, so nothing may be recorded."
                                    + " When people are there, enter their number in its"
                                    + " profile."));
        }
        List<Part> missing = missing();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Sentence(
                        "Chưa được ghi hình tại cơ sở này: hồ sơ thiếu "
                                + missing.stream()
                                        .map(part -> part.words().vietnamese())
                                        .collect(Collectors.joining(", "))
                                + ". Bổ sung hồ sơ cơ sở rồi bật ghi hình.",
                        "Recording may not begin at this facility: its profile lacks "
                                + missing.stream()
                                        .map(part -> part.words().english())
                                        .collect(Collectors.joining(", "))
                                + ". Complete the profile, then switch recording on."));
    }
}
