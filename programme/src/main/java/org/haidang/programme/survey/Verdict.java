package org.haidang.programme.survey;

import org.haidang.programme.vietnamese.Sentence;

/** What an evaluation comes to. */
public enum Verdict {
    ELIGIBLE("Đạt", "Eligible"),
    CONDITIONAL("Đạt có điều kiện", "Eligible once mended"),
    NOT_ELIGIBLE("Không đạt", "Not eligible");

    private final Sentence words;

    Verdict(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
