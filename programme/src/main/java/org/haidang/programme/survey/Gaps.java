package org.haidang.programme.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.survey.Answer.Blocks;
import org.haidang.programme.survey.Answer.Chosen;
import org.haidang.programme.survey.Answer.Number;
import org.haidang.programme.survey.Question.OfCamera;
import org.haidang.programme.survey.Question.OfSite;
import org.haidang.programme.survey.Question.OfZone;
import org.haidang.programme.vietnamese.Sentence;

/**
 * What a survey lacks, in the order of the form. A facility that lets nobody in needs no more than
 * that said; one without cameras needs no list of zones.
 */
public final class Gaps {

    private final Answers answers;
    private final List<Gap> gaps = new ArrayList<>();

    private Gaps(Answers answers) {
        this.answers = answers;
    }

    public static List<Gap> of(Answers answers) {
        Gaps gaps = new Gaps(answers);
        gaps.collect();
        return List.copyOf(gaps.gaps);
    }

    private void collect() {
        for (Question question : answers.disputed()) {
            gaps.add(
                    new Gap.Undecided(
                            question,
                            label(
                                    question,
                                    "có các câu trả lời khác nhau; hãy chọn một.",
                                    "has contradicting answers; choose one.")));
        }
        boolean closed = answers.chose(SiteField.COOPERATES, "NO");
        for (SiteField field : SiteField.values()) {
            boolean inside = field.group() != QuestionGroup.PLACE && field != SiteField.COOPERATES;
            if (field.needed() && !(closed && inside) && !withoutUplink(field)) {
                need(new OfSite(field));
            }
        }
        if (!closed) {
            zones();
            cameras();
        }
    }

    /** Nobody asks for the provider of a line that is not there. */
    private boolean withoutUplink(SiteField field) {
        return (field == SiteField.ISP || field == SiteField.UP_MBPS)
                && answers.chose(SiteField.UPLINK, "NONE");
    }

    private void zones() {
        boolean none =
                answers.site(SiteField.CAMERAS) instanceof Number(BigDecimal count)
                        && count.signum() == 0;
        if (!none) {
            required(answers).forEach(place -> need(new OfZone(place)));
        }
    }

    /** The places the layout demands; none while there is no layout. */
    static List<ZonePlace> required(Answers answers) {
        return answers.site(SiteField.LAYOUT) instanceof Blocks(ZoneSufficiency.Layout layout)
                ? ZoneSufficiency.required(layout)
                : List.of();
    }

    private void cameras() {
        List<String> cameras = answers.cameras();
        if (answers.site(SiteField.CAMERAS) instanceof Number(BigDecimal count)
                && count.intValue() != cameras.size()) {
            gaps.add(new Gap.Miscounted(count.intValue(), cameras.size()));
        }
        for (String camera : cameras) {
            for (CameraField field : CameraField.values()) {
                if (needed(camera, field)) {
                    need(new OfCamera(camera, field));
                }
            }
        }
    }

    private boolean needed(String camera, CameraField field) {
        boolean forbidden =
                answers.camera(camera, CameraField.FORBIDDEN_PLACE) instanceof Chosen
                        && !answers.chose(camera, CameraField.FORBIDDEN_PLACE, "NO");
        return switch (field) {
            case ZONE -> !forbidden;
            case BLOCK, FLOOR ->
                    !forbidden
                            && answers.camera(camera, CameraField.ZONE)
                                    instanceof Chosen(List<String> zone)
                            && Zone.valueOf(zone.getFirst()).rule() == Zone.Rule.EACH_FLOOR;
            default -> field.needed();
        };
    }

    private void need(Question question) {
        if (answers.blank(question)) {
            gaps.add(
                    new Gap.Unanswered(
                            question,
                            label(
                                    question,
                                    "chưa trả lời; nếu không rõ, hãy ghi vì sao.",
                                    "is not answered; if unknown, say why.")));
        }
    }

    private Sentence label(Question question, String vietnamese, String english) {
        Sentence words = words(question);
        return new Sentence(
                words.vietnamese() + ": " + vietnamese, words.english() + ": " + english);
    }

    /** A question as people call it, with its camera or its place. */
    Sentence words(Question question) {
        return switch (question) {
            case OfSite(SiteField field) -> field.words();
            case OfCamera(String camera, CameraField field) -> {
                String code = code(answers, camera);
                yield new Sentence(
                        "Camera " + code + ", " + field.words().vietnamese(),
                        "Camera " + code + ", " + field.words().english());
            }
            case OfZone(ZonePlace place) -> place.words();
        };
    }

    /** The camera's code, or its key while it has none. */
    static String code(Answers answers, String camera) {
        return answers.camera(camera, CameraField.CODE) instanceof Answer.Text(String code)
                ? code
                : camera;
    }
}
