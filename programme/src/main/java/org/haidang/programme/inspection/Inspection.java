package org.haidang.programme.inspection;

import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.vietnamese.VietnameseText;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection found (biên bản kiểm tra). Written once; a correction is a new one.
 *
 * @param on the day at the facility, in Asia/Ho_Chi_Minh
 * @param inspectors who went, as they sign
 * @param findings none when all is in order
 */
public record Inspection(LocalDate on, String inspectors, List<Noted> findings, String remark) {

    public static final int MAX_FINDINGS = 50;
    public static final int MAX_INSPECTORS = 500;
    public static final int MAX_REMARK = 2_000;

    /**
     * @param mendBy until when, that day included; null when no day was set
     */
    public record Noted(Finding finding, @Nullable LocalDate mendBy) {}

    public Inspection {
        inspectors = VietnameseText.normalise(inspectors);
        remark = VietnameseText.normalise(remark);
        findings = List.copyOf(findings);
        if (inspectors.isEmpty() || inspectors.length() > MAX_INSPECTORS) {
            throw new IllegalArgumentException("an inspection names 1 to 500 characters of people");
        }
        if (findings.size() > MAX_FINDINGS || remark.length() > MAX_REMARK) {
            throw new IllegalArgumentException("more than an inspection holds");
        }
        for (Noted noted : findings) {
            if (noted.mendBy() != null && noted.mendBy().isBefore(on)) {
                throw new IllegalArgumentException("to be mended before it was found: " + noted);
            }
        }
    }

    public boolean inOrder() {
        return findings.isEmpty();
    }

    /** Whether it can have taken place: nobody inspects tomorrow. */
    public boolean happenedBy(LocalDate today) {
        return !on.isAfter(today);
    }
}
