package org.haidang.server.dispatch.store;

import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.AssignedTask;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.dispatch.Task;
import org.haidang.programme.dispatch.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * One task of a letter.
 *
 * @param agency the name on the letter
 * @param byHand a person gave the moment of the deadline beside its phrase
 * @param recordedUs when the state was written down, which may be later than it came about
 * @param version rises with each change
 */
public record TaskRow(
        String id,
        String dispatchId,
        String item,
        String agency,
        @Nullable String organisationId,
        String wording,
        @Nullable Deadline deadline,
        boolean byHand,
        TaskState state,
        long recordedUs,
        long version) {

    /** As the programme's rules take it. */
    public AssignedTask assigned(String number) {
        return new AssignedTask(
                id, new DispatchNumber(number), new Task(item, agency, wording, deadline), state);
    }

    public TaskRow with(TaskState next, long nowUs) {
        return new TaskRow(
                id,
                dispatchId,
                item,
                agency,
                organisationId,
                wording,
                deadline,
                byHand,
                next,
                nowUs,
                version + 1);
    }
}
