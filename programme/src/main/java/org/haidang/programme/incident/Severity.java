package org.haidang.programme.incident;

import org.haidang.programme.vietnamese.Sentence;

/** How bad an incident is, worst first: the order of lists. */
public enum Severity {
    CRITICAL("Khẩn cấp", "Critical"),
    SERIOUS("Nghiêm trọng", "Serious"),
    MINOR("Nhẹ", "Minor");

    private final Sentence words;

    Severity(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
