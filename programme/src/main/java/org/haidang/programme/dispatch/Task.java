package org.haidang.programme.dispatch;

import org.haidang.programme.deadline.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What one agency has to do.
 *
 * @param deadline null where the letter sets none; "khẩn trương" is no deadline
 */
public record Task(String item, String agency, String text, @Nullable Deadline deadline) {

    public Task {
        if (item.isBlank() || agency.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a task has item, agency and text: " + item);
        }
    }
}
