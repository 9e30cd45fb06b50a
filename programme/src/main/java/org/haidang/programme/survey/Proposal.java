package org.haidang.programme.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.survey.Answer.Chosen;
import org.haidang.programme.survey.Answer.Number;
import org.haidang.programme.survey.Question.OfZone;

/**
 * What the answers alone suggest; a person decides.
 *
 * <pre>
 * answer                                            finding             verdict at best
 * the facility does not cooperate                   NO_COOPERATION      not eligible
 * no power                                          NO_POWER            not eligible
 * no uplink, or nothing goes up                     NO_UPLINK           not eligible
 * no camera                                         NO_CAMERA           not eligible
 * all cameras obsolete                              OBSOLETE            not eligible
 * all cameras locked by their vendor                LOCKED              not eligible
 * some obsolete, some locked                        OBSOLETE, LOCKED    conditional
 * any camera needs repair                           NEEDS_REPAIR        conditional
 * any camera at a forbidden place                   FORBIDDEN_ZONE      conditional
 * any required place without a camera or not known  INSUFFICIENT_ZONES  conditional
 * any default password accepted                     OTHER               conditional
 * none of these                                                         eligible
 * </pre>
 *
 * @param findings the ones that exclude in front; texts name cameras and places, in Vietnamese as
 *     they go into the province's documents
 */
public record Proposal(Verdict verdict, List<Finding> findings) {

    private static final int MAX_NAMED = 20;

    public Proposal {
        findings = List.copyOf(findings);
    }

    public static Proposal of(Answers answers) {
        List<Finding> excluding = excluding(answers);
        List<Finding> findings = new ArrayList<>(excluding);
        if (!answers.chose(SiteField.COOPERATES, "NO")) {
            findings.addAll(mendable(answers));
        }
        Verdict verdict =
                !excluding.isEmpty()
                        ? Verdict.NOT_ELIGIBLE
                        : findings.isEmpty() ? Verdict.ELIGIBLE : Verdict.CONDITIONAL;
        return new Proposal(verdict, findings);
    }

    private static List<Finding> excluding(Answers answers) {
        if (answers.chose(SiteField.COOPERATES, "NO")) {
            return List.of(new Finding(ReasonCode.NO_COOPERATION, ""));
        }
        List<Finding> findings = new ArrayList<>();
        if (answers.chose(SiteField.POWER, "NONE")) {
            findings.add(new Finding(ReasonCode.NO_POWER, ""));
        }
        if (answers.chose(SiteField.UPLINK, "NONE") || zero(answers, SiteField.UP_MBPS)) {
            findings.add(new Finding(ReasonCode.NO_UPLINK, ""));
        }
        if (answers.cameras().isEmpty()) {
            findings.add(new Finding(ReasonCode.NO_CAMERA, ""));
        } else {
            all(answers, "OBSOLETE", ReasonCode.OBSOLETE, findings);
            all(answers, "LOCKED", ReasonCode.LOCKED, findings);
        }
        return findings;
    }

    private static boolean zero(Answers answers, SiteField field) {
        return answers.site(field) instanceof Number(BigDecimal value) && value.signum() == 0;
    }

    private static void all(
            Answers answers, String condition, ReasonCode code, List<Finding> findings) {
        if (answers.cameras().stream()
                .allMatch(camera -> answers.chose(camera, CameraField.CONDITION, condition))) {
            findings.add(new Finding(code, "Tất cả camera"));
        }
    }

    private static List<Finding> mendable(Answers answers) {
        List<Finding> findings = new ArrayList<>();
        some(answers, condition(answers, "OBSOLETE"), ReasonCode.OBSOLETE, "", findings);
        some(answers, condition(answers, "LOCKED"), ReasonCode.LOCKED, "", findings);
        some(answers, condition(answers, "NEEDS_REPAIR"), ReasonCode.NEEDS_REPAIR, "", findings);
        some(
                answers,
                camera ->
                        answers.camera(camera, CameraField.FORBIDDEN_PLACE) instanceof Chosen
                                && !answers.chose(camera, CameraField.FORBIDDEN_PLACE, "NO"),
                ReasonCode.FORBIDDEN_ZONE,
                "",
                findings);
        List<ZonePlace> uncovered = uncovered(answers);
        if (!answers.cameras().isEmpty() && !uncovered.isEmpty()) {
            findings.add(
                    new Finding(
                            ReasonCode.INSUFFICIENT_ZONES,
                            named(
                                    uncovered.stream()
                                            .map(place -> place.words().vietnamese())
                                            .toList())));
        }
        some(
                answers,
                camera -> answers.chose(camera, CameraField.DEFAULT_PASSWORD, "ACCEPTED"),
                ReasonCode.OTHER,
                "Còn mật khẩu mặc định: ",
                findings);
        return findings;
    }

    private static Predicate<String> condition(Answers answers, String condition) {
        return camera -> answers.chose(camera, CameraField.CONDITION, condition);
    }

    /** Some cameras; where all are meant, the finding stands among the excluding ones already. */
    private static void some(
            Answers answers,
            Predicate<String> what,
            ReasonCode code,
            String before,
            List<Finding> findings) {
        List<String> cameras = answers.cameras().stream().filter(what).toList();
        boolean excludes = code == ReasonCode.OBSOLETE || code == ReasonCode.LOCKED;
        if (!cameras.isEmpty() && !(excludes && cameras.size() == answers.cameras().size())) {
            List<String> codes =
                    cameras.stream().map(camera -> Gaps.code(answers, camera)).toList();
            findings.add(new Finding(code, before + named(codes)));
        }
    }

    /** Required places nobody found a camera at; what is unknown counts against the site. */
    public static List<ZonePlace> uncovered(Answers answers) {
        return Gaps.required(answers).stream()
                .filter(place -> {
                    OfZone question = new OfZone(place);
                    return !answers.chose(question, Question.COVERED.id())
                            && !answers.chose(question, Question.NO_SUCH_PLACE.id());
                })
                .toList();
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(MAX_NAMED).collect(Collectors.joining("; "));
        return names.size() <= MAX_NAMED
                ? first
                : first + "; và " + (names.size() - MAX_NAMED) + " mục khác";
    }
}
