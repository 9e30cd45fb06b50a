package org.haidang.programme.dispatch;

/**
 * A task of a registered letter, with its life.
 *
 * @param id of the task, in the register
 * @param dispatch the letter that gives it
 */
public record AssignedTask(String id, DispatchNumber dispatch, Task task, TaskState state) {}
