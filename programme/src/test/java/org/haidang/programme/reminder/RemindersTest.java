package org.haidang.programme.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.deadline.Deadline.Edge;
import org.haidang.programme.dispatch.AssignedTask;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.dispatch.Task;
import org.haidang.programme.dispatch.TaskEvidence;
import org.haidang.programme.dispatch.TaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindersTest {

    private static final Instant MIDNIGHT_OF_15_MAY = ict("2021-05-15T00:00:00");
    private static final Deadline BEFORE_15_MAY =
            new Deadline("trước ngày 15/5/2021", MIDNIGHT_OF_15_MAY, Edge.BEFORE);
    private static final TaskState OPEN = new TaskState.Open();

    @ParameterizedTest
    @CsvSource({
        "2021-05-11T07:59:59, ''",
        "2021-05-11T08:00:00, before-3",
        "2021-05-12T12:00:00, before-3",
        "2021-05-13T07:59:59, before-3",
        "2021-05-13T08:00:00, before-1",
        "2021-05-14T08:00:00, before-0",
        // Late, but nobody is woken up for it.
        "2021-05-15T00:00:00, before-0",
        "2021-05-15T08:00:00, overdue-1",
        "2021-05-16T08:00:00, overdue-2",
        "2021-06-13T08:00:00, overdue-30",
        "2021-06-14T08:00:00, ''"
    })
    void remindsOfTheNewestStepOnly(String now, String step) {
        List<String> steps =
                steps(
                        Reminders.due(
                                List.of(watched(BEFORE_15_MAY, OPEN, List.of("an"), List.of())),
                                Set.of(),
                                ict(now),
                                ReminderPolicy.USUAL));
        assertThat(steps).isEqualTo(step.isEmpty() ? List.of() : List.of(step));
    }

    @Test
    void overAWholeMonthNobodyGetsAStepTwiceAndNoneIsLeftOut() {
        List<WatchedTask> tasks =
                List.of(watched(BEFORE_15_MAY, OPEN, List.of("an", "binh"), List.of("chu-tich")));
        Set<Reminder.Sent> sent = new HashSet<>();
        List<String> log = new ArrayList<>();
        for (Instant now = ict("2021-05-10T00:00:00");
                now.isBefore(ict("2021-05-19T00:00:00"));
                now = now.plusSeconds(600)) {
            for (Reminder reminder :
                    Reminders.due(tasks, Set.copyOf(sent), now, ReminderPolicy.USUAL).send()) {
                assertThat(sent.add(reminder.sent())).isTrue();
                log.add(reminder.sent().addressee() + " " + reminder.sent().step().key());
            }
        }
        assertThat(log)
                .containsExactly(
                        "an before-3",
                        "binh before-3",
                        "an before-1",
                        "binh before-1",
                        "an before-0",
                        "binh before-0",
                        "an overdue-1",
                        "binh overdue-1",
                        "an overdue-2",
                        "binh overdue-2",
                        "chu-tich escalated-2",
                        "an overdue-3",
                        "binh overdue-3",
                        "an overdue-4",
                        "binh overdue-4");
    }

    @Test
    void tellsTheIssuerOnceWhenAnAgencyStaysLate() {
        WatchedTask task = watched(BEFORE_15_MAY, OPEN, List.of(), List.of("chu-tich"));
        assertThat(steps(due(task, Set.of(), "2021-05-15T09:00:00"))).isEmpty();
        Reminders.Due due = due(task, Set.of(), "2021-05-16T09:00:00");
        assertThat(steps(due)).containsExactly("escalated-2");
        Set<Reminder.Sent> sent = Set.of(due.send().getFirst().sent());
        assertThat(steps(due(task, sent, "2021-05-25T09:00:00"))).isEmpty();
    }

    @Test
    void namesTasksForWhichThereIsNobodyToRemind() {
        WatchedTask task = watched(BEFORE_15_MAY, OPEN, List.of(), List.of());
        assertThat(due(task, Set.of(), "2021-05-13T09:00:00").unreachable()).containsExactly("t1");
        assertThat(due(task, Set.of(), "2021-05-01T09:00:00").unreachable()).isEmpty();
    }

    @Test
    void remindsOfNothingThatIsDoneOrHasNoDeadline() {
        TaskState done =
                new TaskState.Done("An", MIDNIGHT_OF_15_MAY, new TaskEvidence("xong", List.of()));
        assertThat(
                        due(
                                        watched(BEFORE_15_MAY, done, List.of("an"), List.of("b")),
                                        Set.of(),
                                        "2021-05-20T09:00:00")
                                .send())
                .isEmpty();
        assertThat(
                        due(
                                        watched(null, OPEN, List.of("an"), List.of("b")),
                                        Set.of(),
                                        "2021-05-20T09:00:00")
                                .send())
                .isEmpty();
    }

    @Test
    void beginsAnewWhenATaskIsGivenMoreTime() {
        WatchedTask task = watched(BEFORE_15_MAY, OPEN, List.of("an"), List.of());
        Set<Reminder.Sent> sent =
                Set.of(due(task, Set.of(), "2021-05-14T09:00:00").send().getFirst().sent());
        Deadline later =
                new Deadline("trước ngày 20/5/2021", ict("2021-05-20T00:00:00"), Edge.BEFORE);
        WatchedTask prolonged = watched(later, OPEN, List.of("an"), List.of());
        assertThat(steps(due(prolonged, sent, "2021-05-19T09:00:00"))).containsExactly("before-0");
    }

    @Test
    void readsTheStepsItWrites() {
        for (ReminderStep.Kind kind : ReminderStep.Kind.values()) {
            ReminderStep step = new ReminderStep(kind, 12);
            assertThat(ReminderStep.of(step.key())).contains(step);
        }
        assertThat(ReminderStep.of("before--1")).isEmpty();
    }

    private static Reminders.Due due(WatchedTask task, Set<Reminder.Sent> sent, String now) {
        return Reminders.due(
                List.of(task),
                sent,
                ict(now),
                new ReminderPolicy(List.of(0, 3, 1), 30, 2, LocalTime.of(8, 0)));
    }

    private static List<String> steps(Reminders.Due due) {
        return due.send().stream().map(reminder -> reminder.sent().step().key()).toList();
    }

    private static WatchedTask watched(
            @Nullable Deadline deadline,
            TaskState state,
            List<String> agency,
            List<String> issuer) {
        return new WatchedTask(
                new AssignedTask(
                        "t1",
                        new DispatchNumber("2220/UBND-KTTH"),
                        new Task("2", "Sở Thông tin và Truyền thông", "báo cáo", deadline),
                        state),
                agency,
                issuer);
    }

    private static Instant ict(String local) {
        return OffsetDateTime.parse(local + "+07:00").toInstant();
    }
}
