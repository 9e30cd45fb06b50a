package org.haidang.programme.incident;

import org.haidang.programme.vietnamese.Sentence;

/** Where an incident stands; {@link IncidentLife} says what follows what. */
public enum IncidentState {
    NEW("Mới", "New"),
    IN_PROGRESS("Đang xử lý", "In progress"),
    RESOLVED("Đã xử lý, chờ đóng", "Resolved, to be closed"),
    CLOSED("Đã đóng", "Closed");

    private final Sentence words;

    IncidentState(String vietnamese, String english) {
        this.words = new Sentence(vietnamese, english);
    }

    public Sentence words() {
        return words;
    }

    /** Whether somebody still has something to do. */
    public boolean open() {
        return this != CLOSED;
    }
}
