package org.haidang.programme.report;

import org.haidang.programme.vietnamese.Sentence;

/** On what occasion a report is made. */
public enum ReportKind {
    BY_DEADLINE("Theo thời hạn được giao", "By a deadline"),
    PERIODIC("Định kỳ", "Periodic"),
    AD_HOC("Đột xuất", "Ad hoc");

    private final Sentence words;

    ReportKind(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
