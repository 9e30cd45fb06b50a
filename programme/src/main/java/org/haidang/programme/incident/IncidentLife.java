package org.haidang.programme.incident;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.haidang.programme.incident.IncidentStep.Close;
import org.haidang.programme.incident.IncidentStep.Reopen;
import org.haidang.programme.incident.IncidentStep.Resolve;
import org.haidang.programme.incident.IncidentStep.TakeUp;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Which state of an incident follows which. Everything not listed is refused, and nothing leads out
 * of the table: an incident is never deleted.
 *
 * <pre>
 * from         to           step     condition
 * NEW          IN_PROGRESS  TakeUp   names the owner
 * IN_PROGRESS  IN_PROGRESS  TakeUp   another owner takes over
 * IN_PROGRESS  RESOLVED     Resolve  says what was done
 * RESOLVED     CLOSED       Close    every required item of the checklist is ticked
 * RESOLVED     IN_PROGRESS  Reopen   says why
 * CLOSED       IN_PROGRESS  Reopen   says why
 * </pre>
 *
 * A false alarm goes the same way: taken up, resolved as such, closed. Items are ticked and, when
 * ticked by mistake, unticked in every state but CLOSED.
 */
public final class IncidentLife {

    private IncidentLife() {}

    /**
     * What the rules need to know of an incident.
     *
     * @param owner null until somebody took it up
     * @param ticks by code of the item
     */
    public record Standing(
            IncidentKind kind,
            IncidentState state,
            @Nullable String owner,
            Map<String, Tick> ticks) {
        public Standing {
            ticks = Map.copyOf(ticks);
        }

        /** As it begins. */
        public static Standing begun(IncidentKind kind) {
            return new Standing(kind, IncidentState.NEW, null, Map.of());
        }

        /** Required items that nobody has ticked, in the order of the list. */
        public List<ChecklistItem> missing() {
            return kind.checklist().stream()
                    .filter(item -> item.required() && !ticks.containsKey(item.code()))
                    .toList();
        }
    }

    public record Tick(String by, Instant at) {}

    /** What became of an act. */
    public sealed interface Answer {}

    public record Taken(Standing standing) implements Answer {}

    public record Refused(Sentence reason) implements Answer {}

    public static Answer step(Standing from, IncidentStep step) {
        return switch (step) {
            case TakeUp(String owner) -> takeUp(from, owner);
            case Resolve _ ->
                    from.state() == IncidentState.IN_PROGRESS
                            ? moved(from, IncidentState.RESOLVED)
                            : impossible(from, IncidentState.RESOLVED);
            case Close _ -> close(from);
            case Reopen _ ->
                    from.state() == IncidentState.RESOLVED || from.state() == IncidentState.CLOSED
                            ? moved(from, IncidentState.IN_PROGRESS)
                            : impossible(from, IncidentState.IN_PROGRESS);
        };
    }

    private static Answer takeUp(Standing from, String owner) {
        return switch (from.state()) {
            case NEW, IN_PROGRESS ->
                    new Taken(
                            new Standing(
                                    from.kind(), IncidentState.IN_PROGRESS, owner, from.ticks()));
            case RESOLVED, CLOSED -> impossible(from, IncidentState.IN_PROGRESS);
        };
    }

    private static Answer close(Standing from) {
        if (from.state() != IncidentState.RESOLVED) {
            return impossible(from, IncidentState.CLOSED);
        }
        List<ChecklistItem> missing = from.missing();
        return missing.isEmpty()
                ? moved(from, IncidentState.CLOSED)
                : refused(
                        "Chưa đóng được: còn việc bắt buộc chưa làm: "
                                + missing.stream()
                                        .map(item -> item.words().vietnamese())
                                        .collect(Collectors.joining("; "))
                                + ".",
                        "It cannot be closed: required things are not done: "
                                + missing.stream()
                                        .map(item -> item.words().english())
                                        .collect(Collectors.joining("; "))
                                + ".");
    }

    /** Ticks an item; a second tick changes nothing, so that the first name and time stay. */
    public static Answer tick(Standing from, String code, String by, Instant at) {
        if (from.kind().item(code).isEmpty()) {
            return noItem();
        }
        if (!from.state().open()) {
            return closed();
        }
        Map<String, Tick> ticks = new LinkedHashMap<>(from.ticks());
        ticks.putIfAbsent(code, new Tick(by, at));
        return new Taken(new Standing(from.kind(), from.state(), from.owner(), ticks));
    }

    public static Answer untick(Standing from, String code) {
        if (from.kind().item(code).isEmpty()) {
            return noItem();
        }
        if (!from.state().open()) {
            return closed();
        }
        Map<String, Tick> ticks = new LinkedHashMap<>(from.ticks());
        ticks.remove(code);
        return new Taken(new Standing(from.kind(), from.state(), from.owner(), ticks));
    }

    private static Taken moved(Standing from, IncidentState to) {
        return new Taken(new Standing(from.kind(), to, from.owner(), from.ticks()));
    }

    private static Refused impossible(Standing from, IncidentState to) {
        Sentence now = from.state().words();
        Sentence then = to.words();
        return refused(
                "Sự cố đang ở trạng thái “%s”, không thể chuyển sang “%s”. Hãy tải lại rồi thử lại."
                        .formatted(now.vietnamese(), then.vietnamese()),
                "The incident is “%s” and cannot become “%s”. Load it again and retry."
                        .formatted(now.english(), then.english()));
    }

    private static Refused noItem() {
        return refused(
                "Danh mục việc của loại sự cố này không có việc đó.",
                "The checklist of this kind has no such item.");
    }

    private static Refused closed() {
        return refused(
                "Sự cố đã đóng; hãy mở lại trước khi sửa danh mục việc.",
                "The incident is closed; reopen it before changing its checklist.");
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
