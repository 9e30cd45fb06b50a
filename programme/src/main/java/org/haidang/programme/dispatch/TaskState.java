package org.haidang.programme.dispatch;

import java.time.Instant;

/** How far a task is. Whether it is late is not a state: {@link TaskStanding} computes it. */
public sealed interface TaskState {

    /** Nobody has taken it yet, or it was opened again. */
    record Open() implements TaskState {}

    /**
     * Somebody works on it.
     *
     * @param by who took it
     */
    record InProgress(String by, Instant since) implements TaskState {}

    /**
     * It is done.
     *
     * @param at when it was done: what the deadline is compared with
     */
    record Done(String by, Instant at, TaskEvidence evidence) implements TaskState {}
}
