package org.haidang.programme.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.survey.Answer.Blank;
import org.haidang.programme.survey.Answer.Chosen;
import org.haidang.programme.survey.Question.OfCamera;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a survey, computed from its operations in the order in which they came. The same
 * operations give the same answers for ever; an operation that comes twice counts once. Belongs to
 * one thread.
 */
public final class Answers {

    public static final int MAX_CAMERAS = 300;

    /** What became of an operation. */
    public sealed interface Outcome {}

    /** It stands alone in its field. */
    public record Taken(int version) implements Outcome {}

    /** It changed nothing: the field says so already, or the person had not changed it. */
    public record Same(int version) implements Outcome {}

    /** Somebody else answered otherwise; both stand until one is chosen. */
    public record Disputed(int version) implements Outcome {}

    public record Refused(Sentence reason) implements Outcome {}

    private final Map<Question, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Set<String> cameras = new LinkedHashSet<>();

    public static Answers of(List<Operation> operations) {
        Answers answers = new Answers();
        operations.forEach(answers::apply);
        return answers;
    }

    /** Applies an operation, or tells again what became of it. */
    public Outcome apply(Operation operation) {
        Outcome before = outcomes.get(operation.id());
        if (before != null) {
            return before;
        }
        Outcome outcome = applied(operation);
        if (!(outcome instanceof Refused)) {
            outcomes.put(operation.id(), outcome);
        }
        return outcome;
    }

    private Outcome applied(Operation operation) {
        Question question = operation.question();
        if (question instanceof OfCamera(String camera, CameraField _)
                && !cameras.contains(camera)
                && cameras.size() >= MAX_CAMERAS) {
            return refused(
                    "Phiếu đã có " + MAX_CAMERAS + " camera; hãy tách thành hai cơ sở.",
                    "The survey has " + MAX_CAMERAS + " cameras already; make two facilities.");
        }
        Slot slot = slot(question);
        Slot next = slot.with(operation.entry(), operation.baseVersion());
        if (next.standing().size() > Slot.MAX_CONTENDERS) {
            return refused(
                    "Câu này đã có "
                            + Slot.MAX_CONTENDERS
                            + " câu trả lời khác nhau; hãy chọn một rồi gửi lại.",
                    "This field has "
                            + Slot.MAX_CONTENDERS
                            + " different answers already; choose one, then send again.");
        }
        slots.put(question, next);
        if (question instanceof OfCamera(String camera, CameraField _)) {
            cameras.add(camera);
        }
        if (next.version() == slot.version()) {
            return new Same(next.version());
        }
        return next.disputed() ? new Disputed(next.version()) : new Taken(next.version());
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }

    public Slot slot(Question question) {
        return slots.getOrDefault(question, Slot.EMPTY);
    }

    public Map<Question, Slot> slots() {
        return Map.copyOf(slots);
    }

    /** In the order in which they were first answered. */
    public List<Question> answered() {
        return List.copyOf(slots.keySet());
    }

    /** Fields that hold contradicting answers. */
    public List<Question> disputed() {
        return slots.entrySet().stream()
                .filter(slot -> slot.getValue().disputed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a field says; null where it is disputed, blank where nobody answered. */
    public @Nullable Answer answer(Question question) {
        return slot(question).answer();
    }

    public @Nullable Answer site(SiteField field) {
        return answer(new Question.OfSite(field));
    }

    public @Nullable Answer camera(String camera, CameraField field) {
        return answer(new OfCamera(camera, field));
    }

    boolean blank(Question question) {
        return answer(question) instanceof Blank;
    }

    /** Whether a choice is settled and is this one. */
    boolean chose(Question question, String option) {
        return answer(question) instanceof Chosen(List<String> options) && options.contains(option);
    }

    boolean chose(SiteField field, String option) {
        return chose(new Question.OfSite(field), option);
    }

    boolean chose(String camera, CameraField field, String option) {
        return chose(new OfCamera(camera, field), option);
    }

    /** Keys of the cameras on the form, without those taken off it. */
    public List<String> cameras() {
        List<String> present = new ArrayList<>();
        for (String camera : cameras) {
            if (!chose(camera, CameraField.REMOVED, "YES")) {
                present.add(camera);
            }
        }
        return present;
    }
}
