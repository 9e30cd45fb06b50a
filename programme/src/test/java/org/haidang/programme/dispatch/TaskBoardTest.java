package org.haidang.programme.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.deadline.DeadlineReading;
import org.haidang.programme.deadline.DeadlineReading.Understood;
import org.haidang.programme.deadline.WorkingDays;
import org.haidang.programme.dispatch.TaskLife.Finish;
import org.haidang.programme.dispatch.TaskLife.Refused;
import org.haidang.programme.dispatch.TaskLife.Reopen;
import org.haidang.programme.dispatch.TaskLife.Step;
import org.haidang.programme.dispatch.TaskLife.Take;
import org.haidang.programme.dispatch.TaskLife.Taken;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskBoardTest {

    private static final Instant RECEIVED = ict("2021-05-10T09:30:00");
    private static final TaskEvidence REPORT =
            new TaskEvidence("Đã gửi báo cáo 45/BC-STTTT", List.of());
    private static final TaskState OPEN = new TaskState.Open();

    @ParameterizedTest
    @CsvSource({
        "2021-05-14T23:59:59, DONE_ON_TIME, 0, Hoàn thành đúng hạn, Done in time",
        "2021-05-15T00:00:00, DONE_LATE, 0, Hoàn thành trễ hạn dưới 1 phút, Done less than 1 minute"
                + " late",
        "2021-05-17T08:00:00, DONE_LATE, 2, Hoàn thành trễ hạn 2 ngày, Done 2 days late"
    })
    void d8TheReportOf14MayIsOnTimeAndOf15MayIsLateForEver(
            String done, TaskStanding.Kind kind, long days, String vietnamese, String english) {
        AssignedTask task =
                task(
                        "2",
                        "Sở Thông tin và Truyền thông",
                        "trước ngày 15/5/2021",
                        finish(ict(done)));
        assertThat(TaskStanding.of(task, ict("2021-06-30T00:00:00")))
                .isEqualTo(new TaskStanding(kind, days, new Sentence(vietnamese, english)));
    }

    @Test
    void d8SaysWhatBeforeThe15thMeansInPlainWords() {
        assertThat(deadline("trước ngày 15/5/2021").limit())
                .isEqualTo(
                        new Sentence("đến 24 giờ 00 ngày 14/5/2021", "until 24:00 on 14/5/2021"));
        assertThat(deadline("chậm nhất ngày 15/5/2021").limit().vietnamese())
                .isEqualTo("đến 24 giờ 00 ngày 15/5/2021");
        assertThat(deadline("trước 09 giờ 30 ngày 15/5/2021").limit())
                .isEqualTo(
                        new Sentence(
                                "trước 09 giờ 30 ngày 15/5/2021", "before 09:30 on 15/5/2021"));
        assertThat(deadline("trong vòng 24 giờ").limit().vietnamese())
                .isEqualTo("đến 09 giờ 30 ngày 11/5/2021");
    }

    @Test
    void showsWhatIsLateFirstThenByDeadlineThenWhatHasNoneThenWhatIsDone() {
        List<AssignedTask> tasks =
                List.of(
                        task("a", "A", null, OPEN),
                        task("b", "A", "trước ngày 15/5/2021", finish(ict("2021-05-11T08:00:00"))),
                        task("c", "A", "trước ngày 15/5/2021", finish(ict("2021-05-12T08:00:00"))),
                        task("d", "A", "trước ngày 20/5/2021", OPEN),
                        task("e", "A", "trước ngày 18/5/2021", OPEN),
                        task("f", "A", "trước ngày 12/5/2021", OPEN),
                        task("g", "A", "trước ngày 11/5/2021", OPEN));
        List<TaskBoard.Line> lines = TaskBoard.lines(tasks, ict("2021-05-16T12:00:00"));
        assertThat(lines)
                .extracting(line -> line.task().task().item())
                .containsExactly("g", "f", "e", "d", "a", "c", "b");
        assertThat(lines.getFirst().standing().daysOverdue()).isEqualTo(5);
        assertThat(lines.getFirst().standing().words().vietnamese()).isEqualTo("Quá hạn 5 ngày");
    }

    @Test
    void putsTheAgencyWithMostOverdueFirst() {
        List<AssignedTask> tasks =
                List.of(
                        task("1", "Sở Y tế", null, OPEN),
                        task("2", "Bộ Chỉ huy Quân sự tỉnh", "trước ngày 15/5/2021", OPEN),
                        task("3", "Đài Phát thanh", null, OPEN),
                        task("4", "Đài Phát thanh", null, OPEN),
                        task("5", "Ban Quản lý", null, OPEN));
        assertThat(TaskBoard.columns(tasks, ict("2021-05-16T12:00:00")))
                .extracting(TaskBoard.Column::agency)
                .containsExactly(
                        "Bộ Chỉ huy Quân sự tỉnh", "Đài Phát thanh", "Ban Quản lý", "Sở Y tế");
    }

    @Test
    void aTaskIsTakenDoneAndReopened() {
        TaskState working = taken(TaskLife.step(OPEN, new Take("An", RECEIVED)));
        assertThat(working).isEqualTo(new TaskState.InProgress("An", RECEIVED));
        TaskState done = taken(TaskLife.step(working, new Finish("An", RECEIVED, REPORT)));
        assertThat(done).isEqualTo(new TaskState.Done("An", RECEIVED, REPORT));
        assertThat(taken(TaskLife.step(done, new Reopen("Bình", RECEIVED, "thiếu phụ lục"))))
                .isEqualTo(OPEN);
        assertThat(taken(TaskLife.step(OPEN, new Finish("An", RECEIVED, REPORT)))).isEqualTo(done);
    }

    @Test
    void refusesEveryOtherStepInWords() {
        TaskState working = new TaskState.InProgress("An", RECEIVED);
        TaskState done = finish(RECEIVED);
        TaskEvidence nothing = new TaskEvidence(" \u200b ", List.of());
        assertThat(
                        List.of(
                                TaskLife.step(working, new Take("Bình", RECEIVED)),
                                TaskLife.step(done, new Take("Bình", RECEIVED)),
                                TaskLife.step(done, new Finish("Bình", RECEIVED, REPORT)),
                                TaskLife.step(working, new Finish("An", RECEIVED, nothing)),
                                TaskLife.step(OPEN, new Reopen("An", RECEIVED, "vì sao")),
                                TaskLife.step(done, new Reopen("An", RECEIVED, " ")),
                                TaskLife.step(done, new Reopen("An", RECEIVED, "x".repeat(501)))))
                .allSatisfy(step -> assertThat(step).isInstanceOf(Refused.class));
    }

    private static TaskState taken(Step step) {
        assertThat(step).isInstanceOf(Taken.class);
        return ((Taken) step).state();
    }

    private static TaskState finish(Instant at) {
        return new TaskState.Done("An", at, REPORT);
    }

    private static AssignedTask task(
            String item, String agency, @Nullable String phrase, TaskState state) {
        return new AssignedTask(
                "id-" + item,
                new DispatchNumber("2220/UBND-KTTH"),
                new Task(item, agency, "báo cáo", phrase == null ? null : deadline(phrase)),
                state);
    }

    private static Deadline deadline(String phrase) {
        DeadlineReading reading =
                DeadlineReading.of(phrase, RECEIVED, new WorkingDays(Set.of(), Set.of()));
        return ((Understood) reading).deadline();
    }

    private static Instant ict(String local) {
        return OffsetDateTime.parse(local + "+07:00").toInstant();
    }
}
