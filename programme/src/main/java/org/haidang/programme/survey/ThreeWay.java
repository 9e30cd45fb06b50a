package org.haidang.programme.survey;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.survey.Answer.Blank;

/**
 * Brings together what two people made of the same survey. Different fields are merged; a field
 * that both changed, to different answers, keeps both and waits for a decision.
 */
public final class ThreeWay {

    private ThreeWay() {}

    /** What stands after merging one field. */
    public sealed interface Merged {}

    public record One(Answer answer) implements Merged {}

    public record Both(Answer mine, Answer theirs) implements Merged {}

    public static Merged merge(Answer base, Answer mine, Answer theirs) {
        if (mine.equals(theirs) || mine.equals(base)) {
            return new One(theirs);
        }
        return theirs.equals(base) ? new One(mine) : new Both(mine, theirs);
    }

    /** The same for whole surveys; a question that is not in a map is blank there. */
    public static Map<Question, Merged> merge(
            Map<Question, Answer> base, Map<Question, Answer> mine, Map<Question, Answer> theirs) {
        Set<Question> questions = new LinkedHashSet<>(base.keySet());
        questions.addAll(theirs.keySet());
        questions.addAll(mine.keySet());
        Map<Question, Merged> merged = new LinkedHashMap<>();
        for (Question question : questions) {
            merged.put(
                    question, merge(at(base, question), at(mine, question), at(theirs, question)));
        }
        return merged;
    }

    private static Answer at(Map<Question, Answer> answers, Question question) {
        Answer answer = answers.get(question);
        return answer == null ? new Blank() : answer;
    }
}
