package org.haidang.programme.report;

import org.haidang.programme.vietnamese.Sentence;

/**
 * The steps of a facility that a report counts, in their order: whoever took one took all before.
 */
public enum Step {
    REGISTERED("Cơ sở cách ly tập trung", "Facilities"),
    CONTACT_NAMED("Đã cử đầu mối", "Contact named"),
    SURVEYED("Đã khảo sát", "Surveyed"),
    ELIGIBLE("Đủ điều kiện kết nối", "Eligible"),
    PLANNED("Có phương án được duyệt", "Plan approved"),
    CONNECTED("Đã kết nối", "Connected");

    private final Sentence words;

    Step(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }
}
