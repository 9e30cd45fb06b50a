package org.haidang.programme.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.haidang.programme.deadline.Countdown;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands against its deadline at one moment; computed from the moment it was done or
 * from now, never typed in.
 *
 * @param daysOverdue full days since the deadline, rounded down as {@link Countdown} does; 0 when
 *     not late
 * @param words one sentence for a person
 */
public record TaskStanding(Kind kind, long daysOverdue, Sentence words) {

    public enum Kind {
        OVERDUE,
        DUE,
        NO_DEADLINE,
        DONE_LATE,
        DONE_ON_TIME,
        /** Done, and there was no deadline. */
        DONE
    }

    private static final Sentence WITHOUT = new Sentence("Không ấn định thời hạn", "No deadline");
    private static final Sentence DONE = new Sentence("Đã hoàn thành", "Done");
    private static final Sentence ON_TIME = new Sentence("Hoàn thành đúng hạn", "Done in time");

    public static TaskStanding of(AssignedTask task, Instant now) {
        Deadline deadline = task.task().deadline();
        return task.state() instanceof TaskState.Done done
                ? done(deadline, done.at())
                : undone(deadline, now);
    }

    /** Still to be done. */
    public boolean open() {
        return kind == Kind.OVERDUE || kind == Kind.DUE || kind == Kind.NO_DEADLINE;
    }

    private static TaskStanding undone(@Nullable Deadline deadline, Instant now) {
        if (deadline == null) {
            return new TaskStanding(Kind.NO_DEADLINE, 0, WITHOUT);
        }
        Kind kind = deadline.onTime(now) ? Kind.DUE : Kind.OVERDUE;
        return new TaskStanding(kind, late(deadline, now), Countdown.words(deadline, now));
    }

    private static TaskStanding done(@Nullable Deadline deadline, Instant at) {
        if (deadline == null) {
            return new TaskStanding(Kind.DONE, 0, DONE);
        }
        if (deadline.onTime(at)) {
            return new TaskStanding(Kind.DONE_ON_TIME, 0, ON_TIME);
        }
        Sentence late = Countdown.late(deadline, at);
        return new TaskStanding(
                Kind.DONE_LATE,
                late(deadline, at),
                new Sentence(
                        "Hoàn thành trễ hạn " + late.vietnamese(),
                        "Done " + late.english() + " late"));
    }

    private static long late(Deadline deadline, Instant at) {
        return deadline.onTime(at) ? 0 : Duration.between(deadline.due(), at).toDays();
    }
}
