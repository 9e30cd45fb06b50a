package org.haidang.programme.dispatch;

import java.time.Instant;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;

/**
 * Which step of a task follows which. Everything not listed is refused.
 *
 * <pre>
 * from                to            act
 * OPEN                IN_PROGRESS   Take
 * OPEN, IN_PROGRESS   DONE          Finish (with evidence; never before the task was given)
 * IN_PROGRESS, DONE   OPEN          Reopen (with a reason)
 * </pre>
 */
public final class TaskLife {

    public static final int MAX_REASON_CHARACTERS = 500;

    private TaskLife() {}

    /** What somebody does with a task. */
    public sealed interface Act {
        String by();

        Instant at();
    }

    public record Take(String by, Instant at) implements Act {}

    public record Finish(String by, Instant at, TaskEvidence evidence) implements Act {}

    public record Reopen(String by, Instant at, String reason) implements Act {}

    /** What became of an act. */
    public sealed interface Step {}

    public record Taken(TaskState state) implements Step {}

    public record Refused(Sentence reason) implements Step {}

    public static Step step(TaskState from, Act act) {
        return switch (act) {
            case Take take -> take(from, take);
            case Finish finish -> finish(from, finish);
            case Reopen reopen -> reopen(from, reopen);
        };
    }

    private static Step take(TaskState from, Take take) {
        return switch (from) {
            case TaskState.Open _ -> new Taken(new TaskState.InProgress(take.by(), take.at()));
            case TaskState.InProgress working ->
                    refused(
                            "Nhiệm vụ này đã có người nhận: " + working.by() + ".",
                            "This task was taken already, by " + working.by() + ".");
            case TaskState.Done _ ->
                    refused(
                            "Nhiệm vụ này đã hoàn thành; muốn làm tiếp thì mở lại trước.",
                            "This task is done; reopen it first to go on with it.");
        };
    }

    private static Step finish(TaskState from, Finish finish) {
        if (from instanceof TaskState.Done) {
            return refused(
                    "Nhiệm vụ này đã hoàn thành rồi; muốn sửa kết quả thì mở lại trước.",
                    "This task is done already; reopen it first to change its result.");
        }
        if (!finish.evidence().given()) {
            return refused(
                    "Cần ghi kết quả hoặc kèm tài liệu để kết thúc nhiệm vụ.",
                    "Say what was done or attach a document to finish the task.");
        }
        return new Taken(new TaskState.Done(finish.by(), finish.at(), finish.evidence()));
    }

    private static Step reopen(TaskState from, Reopen reopen) {
        String reason = VietnameseText.normalise(reopen.reason());
        if (from instanceof TaskState.Open) {
            return refused(
                    "Nhiệm vụ này đang mở, chưa có gì để mở lại.",
                    "This task is open; there is nothing to reopen.");
        }
        if (reason.isEmpty() || reason.length() > MAX_REASON_CHARACTERS) {
            return refused(
                    "Cần ghi lý do mở lại, tối đa " + MAX_REASON_CHARACTERS + " ký tự.",
                    "Say why it is reopened, in at most " + MAX_REASON_CHARACTERS + " characters.");
        }
        return new Taken(new TaskState.Open());
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
