package org.haidang.programme.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.TaskState;
import org.haidang.programme.reminder.ReminderStep.Kind;
import org.haidang.programme.vietnamese.VietnameseDates;

/**
 * Decides which reminders are due. Only the newest step of a task is: after a night or a week
 * without the program nobody gets five letters at once.
 */
public final class Reminders {

    private Reminders() {}

    /**
     * What to do now.
     *
     * @param send in the order of the tasks
     * @param unreachable tasks with a step due and nobody to tell, by id
     */
    public record Due(List<Reminder> send, List<String> unreachable) {}

    public static Due due(
            List<WatchedTask> tasks,
            Set<Reminder.Sent> alreadySent,
            Instant now,
            ReminderPolicy policy) {
        List<Reminder> send = new ArrayList<>();
        List<String> unreachable = new ArrayList<>();
        Set<Reminder.Sent> sent = new HashSet<>(alreadySent);
        for (WatchedTask watched : tasks) {
            Deadline deadline = watched.task().task().deadline();
            if (deadline == null || watched.task().state() instanceof TaskState.Done) {
                continue;
            }
            long late = daysLate(deadline, now, policy);
            Optional<ReminderStep> step = step(late, policy);
            if (step.isPresent() && watched.agency().isEmpty()) {
                unreachable.add(watched.task().id());
            }
            step.ifPresent(one -> add(send, sent, watched, watched.agency(), one));
            if (policy.escalateAfterDays() > 0 && late >= policy.escalateAfterDays()) {
                ReminderStep escalated =
                        new ReminderStep(Kind.ESCALATED, policy.escalateAfterDays());
                add(send, sent, watched, watched.issuer(), escalated);
            }
        }
        return new Due(List.copyOf(send), List.copyOf(unreachable));
    }

    private static void add(
            List<Reminder> send,
            Set<Reminder.Sent> sent,
            WatchedTask watched,
            List<String> people,
            ReminderStep step) {
        Deadline deadline = watched.task().task().deadline();
        for (String person : people) {
            if (deadline != null) {
                Reminder.Sent one =
                        new Reminder.Sent(watched.task().id(), deadline.due(), person, step);
                if (sent.add(one)) {
                    send.add(new Reminder(watched.task(), one));
                }
            }
        }
    }

    /**
     * Calendar days after the last day on time, negative before it; a day begins when people may be
     * disturbed. A deadline within a day ("trước 10 giờ") is not overdue before the next one.
     */
    private static long daysLate(Deadline deadline, Instant now, ReminderPolicy policy) {
        ZonedDateTime here = now.atZone(VietnameseDates.ZONE);
        LocalDate today =
                here.toLocalTime().isBefore(policy.from())
                        ? here.toLocalDate().minusDays(1)
                        : here.toLocalDate();
        return ChronoUnit.DAYS.between(deadline.lastDay(), today);
    }

    private static Optional<ReminderStep> step(long late, ReminderPolicy policy) {
        if (late > 0) {
            return late <= policy.overdueDays()
                    ? Optional.of(new ReminderStep(Kind.OVERDUE, (int) late))
                    : Optional.empty();
        }
        // Sorted from the nearest: the first that has begun is the newest.
        return policy.daysBefore().stream()
                .filter(days -> -late <= days)
                .findFirst()
                .map(days -> new ReminderStep(Kind.BEFORE, days));
    }
}
