package org.haidang.programme.reminder;

import java.time.Instant;
import org.haidang.programme.dispatch.AssignedTask;

/** One reminder to send. */
public record Reminder(AssignedTask task, Sent sent) {

    /**
     * What is remembered of one, so that it is never sent twice.
     *
     * @param due the deadline it spoke of: a task that is given more time begins anew
     */
    public record Sent(String taskId, Instant due, String addressee, ReminderStep step) {}
}
