package org.haidang.programme.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.vietnamese.VietnameseOrder;

/**
 * Tasks as a board shows them: what is late first and the latest of it on top, then by deadline,
 * then what has none, then what is done, the newest first.
 */
public final class TaskBoard {

    public static final int MAX_TASKS = 20_000;

    private TaskBoard() {}

    /** One task and where it stands. */
    public record Line(AssignedTask task, TaskStanding standing) {}

    /** The tasks of one agency; {@code overdue} and {@code open} count, open includes overdue. */
    public record Column(String agency, int overdue, int open, List<Line> lines) {}

    /** All lines in the board's order. */
    public static List<Line> lines(List<AssignedTask> tasks, Instant now) {
        if (tasks.size() > MAX_TASKS) {
            throw new IllegalArgumentException("too many tasks: " + tasks.size());
        }
        return tasks.stream()
                .map(task -> new Line(task, TaskStanding.of(task, now)))
                .sorted(order())
                .toList();
    }

    /** By agency: whoever has most overdue first, then most open, then by name. */
    public static List<Column> columns(List<AssignedTask> tasks, Instant now) {
        Map<String, List<Line>> byAgency = new LinkedHashMap<>();
        for (Line line : lines(tasks, now)) {
            byAgency.computeIfAbsent(line.task().task().agency(), _ -> new ArrayList<>()).add(line);
        }
        return byAgency.entrySet().stream()
                .map(entry -> column(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingInt(Column::overdue)
                                .reversed()
                                .thenComparing(Comparator.comparingInt(Column::open).reversed())
                                .thenComparing(Column::agency, VietnameseOrder.TEXT))
                .toList();
    }

    private static Column column(String agency, List<Line> lines) {
        int overdue = 0;
        int open = 0;
        for (Line line : lines) {
            overdue += line.standing().kind() == TaskStanding.Kind.OVERDUE ? 1 : 0;
            open += line.standing().open() ? 1 : 0;
        }
        return new Column(agency, overdue, open, List.copyOf(lines));
    }

    private static Comparator<Line> order() {
        return Comparator.comparingInt(TaskBoard::rank)
                .thenComparing(TaskBoard::moment)
                .thenComparing(line -> line.task().dispatch().text())
                .thenComparing(line -> line.task().task().item().length())
                .thenComparing(line -> line.task().task().item())
                .thenComparing(line -> line.task().id());
    }

    private static int rank(Line line) {
        return switch (line.standing().kind()) {
            case OVERDUE -> 0;
            case DUE -> 1;
            case NO_DEADLINE -> 2;
            case DONE_LATE, DONE_ON_TIME, DONE -> 3;
        };
    }

    /** Deadlines from the earliest; ends from the newest, so their order is turned round. */
    private static Instant moment(Line line) {
        if (line.task().state() instanceof TaskState.Done done) {
            return Instant.EPOCH.minusMillis(done.at().toEpochMilli());
        }
        Deadline deadline = line.task().task().deadline();
        return deadline == null ? Instant.EPOCH : deadline.due();
    }
}
