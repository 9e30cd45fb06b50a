package org.haidang.server.web.programme;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.survey.AnswerKind;
import org.haidang.programme.survey.CameraField;
import org.haidang.programme.survey.Field;
import org.haidang.programme.survey.Option;
import org.haidang.programme.survey.Party;
import org.haidang.programme.survey.Question;
import org.haidang.programme.survey.QuestionGroup;
import org.haidang.programme.survey.SiteField;
import org.haidang.programme.survey.Verdict;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Needs;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The form: what is asked, in both languages and with its bounds. A phone keeps it, so that it can
 * ask and check without a network what the server will ask and check.
 */
@RestController
final class SurveyFormController {
    record WordsView(String vi, String en) {
        static WordsView of(Sentence sentence) {
            return new WordsView(sentence.vietnamese(), sentence.english());
        }
    }

    record ChoiceView(String id, WordsView words) {
        static ChoiceView of(Option option) {
            return new ChoiceView(option.id(), WordsView.of(option.words()));
        }
    }

    record GroupView(String id, WordsView words, boolean ofCamera) {}

    /**
     * A question.
     *
     * @param kind with its bounds: {@code type} and what belongs to it
     */
    record FieldView(
            String name, String group, boolean needed, WordsView words, Map<String, Object> kind) {}

    record ZoneView(String zone, String rule, WordsView words) {}

    record FormView(
            List<GroupView> groups,
            List<FieldView> site,
            List<FieldView> camera,
            List<ZoneView> zones,
            List<ChoiceView> zoneChoices,
            List<ChoiceView> parties,
            List<ChoiceView> verdicts,
            List<ChoiceView> reasons) {}

    private static final FormView FORM =
            new FormView(
                    Arrays.stream(QuestionGroup.values())
                            .map(g ->
                                    new GroupView(g.name(), WordsView.of(g.words()), g.ofCamera()))
                            .toList(),
                    fields(SiteField.values()),
                    fields(CameraField.values()),
                    Arrays.stream(Zone.values())
                            .map(z ->
                                    new ZoneView(
                                            z.name(), z.rule().name(), WordsView.of(z.words())))
                            .toList(),
                    Stream.of(Question.COVERED, Question.MISSING, Question.NO_SUCH_PLACE)
                            .map(ChoiceView::of)
                            .toList(),
                    Arrays.stream(Party.values())
                            .map(p -> new ChoiceView(p.name(), WordsView.of(p.words())))
                            .toList(),
                    Arrays.stream(Verdict.values())
                            .map(v -> new ChoiceView(v.name(), WordsView.of(v.words())))
                            .toList(),
                    Arrays.stream(ReasonCode.values())
                            .map(r -> new ChoiceView(r.name(), WordsView.of(r.words())))
                            .toList());

    @GetMapping("/api/v1/survey-form")
    @Needs(value = Action.SURVEY_READ, on = Needs.On.SOMEWHERE)
    FormView form() {
        return FORM;
    }

    private static List<FieldView> fields(Field[] fields) {
        return Arrays.stream(fields)
                .map(field ->
                        new FieldView(
                                field.name(),
                                field.group().name(),
                                field.needed(),
                                WordsView.of(field.words()),
                                kind(field.kind())))
                .toList();
    }

    private static Map<String, Object> kind(AnswerKind kind) {
        return switch (kind) {
            case AnswerKind.Line(int max) -> of("line", "max", max);
            case AnswerKind.Decimal(int min, int max) -> of("decimal", "min", min, "max", max);
            case AnswerKind.Whole(int min, int max) -> of("whole", "min", min, "max", max);
            case AnswerKind.OneOf(List<Option> options) ->
                    of("one", "options", options.stream().map(ChoiceView::of).toList());
            case AnswerKind.SomeOf(List<Option> options) ->
                    of("some", "options", options.stream().map(ChoiceView::of).toList());
            case AnswerKind.Mac() -> of("mac");
            case AnswerKind.UnitCode() -> of("unit");
            case AnswerKind.Coordinates() -> of("coordinates");
            case AnswerKind.Photo() -> of("photo");
            case AnswerKind.BlocksAndFloors() -> of("blocks");
        };
    }

    private static Map<String, Object> of(String type, Object... more) {
        Map<String, Object> kind = new LinkedHashMap<>();
        kind.put("type", type);
        for (int i = 0; i < more.length; i += 2) {
            kind.put((String) more[i], more[i + 1]);
        }
        return kind;
    }
}
