package org.haidang.programme.plan;

import org.haidang.programme.vietnamese.Sentence;

/** What a site keeps of its cameras; recordings stay at the site, whatever the mode. */
public enum RecordingMode {
    CONTINUOUS_MAIN("Liên tục, luồng chính", "Continuously, main stream"),
    CONTINUOUS_SUB("Liên tục, luồng phụ", "Continuously, sub stream"),
    NOT_RECORDED("Không ghi hình", "Not recorded");

    private final Sentence words;

    RecordingMode(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
