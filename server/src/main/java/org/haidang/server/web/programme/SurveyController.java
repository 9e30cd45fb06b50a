package org.haidang.server.web.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.survey.Evaluation;
import org.haidang.programme.survey.Party;
import org.haidang.programme.survey.SurveyStage;
import org.haidang.programme.survey.Verdict;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.rights.Action;
import org.haidang.server.survey.SurveyView;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.Taken;
import org.haidang.server.survey.Typed;
import org.haidang.server.survey.store.SurveyRow;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Surveys: the list, the answers, and their way to an evaluation. */
@RestController
@RequestMapping("/api/v1")
final class SurveyController {
    record ListedSurvey(
            String id,
            int version,
            String stage,
            @Nullable String verdict,
            int gaps,
            int disputes,
            int cameras,
            int late,
            String changedAt) {
        static ListedSurvey of(SurveyRow row) {
            Verdict verdict = row.verdict();
            return new ListedSurvey(
                    row.id(),
                    row.version(),
                    row.stage().name(),
                    verdict == null ? null : verdict.name(),
                    row.gaps(),
                    row.disputes(),
                    row.cameras(),
                    row.late(),
                    Moments.text(row.changedUs()));
        }
    }

    /**
     * A facility with its survey.
     *
     * @param mayWrite the person who asks may begin or fill in
     */
    record Listed(
            String facilityId,
            String facility,
            String address,
            String facilityStage,
            boolean mayWrite,
            @Nullable ListedSurvey survey) {}

    record OperationBody(
            @Nullable String id,
            @Nullable String path,
            @Nullable Integer baseVersion,
            @Nullable Boolean notKnown,
            @Nullable String text,
            @Nullable String typedAt) {}

    record Operations(@Nullable List<@Nullable OperationBody> operations) {}

    record Results(List<SurveyAnswer.TakenView> results, SurveyAnswer.View survey) {}

    record PartyBody(@Nullable String party) {}

    record ReasonBody(@Nullable String reason) {}

    record FindingBody(@Nullable String code, @Nullable String text) {}

    record EvaluationBody(
            @Nullable String verdict,
            @Nullable List<@Nullable FindingBody> findings,
            @Nullable String owner,
            @Nullable String escalateOn,
            @Nullable String note) {}

    private final Services services;
    private final Surveys surveys;
    private final Gate gate;
    private final SurveyGate surveyGate;

    SurveyController(Services services, Gate gate) {
        this.services = services;
        this.surveys = services.programme().surveys();
        this.gate = gate;
        this.surveyGate = new SurveyGate(surveys, gate);
    }

    // ---- reading

    @GetMapping("/surveys")
    @Needs(value = Action.SURVEY_READ, on = Needs.On.SOMEWHERE)
    List<Listed> all(Caller caller) {
        var rows = new java.util.HashMap<String, SurveyRow>();
        surveys.all().forEach(row -> rows.put(row.facilityId(), row));
        return services.registry().facilities().stream()
                .filter(facility -> gate.may(caller, Action.SURVEY_READ, facility))
                .map(facility -> listed(caller, facility, rows.get(facility.id())))
                .toList();
    }

    private Listed listed(Caller caller, Facility facility, @Nullable SurveyRow row) {
        return new Listed(
                facility.id(),
                facility.name(),
                facility.address(),
                facilityStage(facility.id()),
                gate.may(caller, Action.SURVEY_WRITE, facility),
                row == null ? null : ListedSurvey.of(row));
    }

    private String facilityStage(String facilityId) {
        return services.programme().lives().facility(facilityId).state().stage().name();
    }

    @GetMapping("/surveys/{id}")
    @Needs(value = Action.SURVEY_READ, on = Needs.On.SOMEWHERE)
    SurveyAnswer.View survey(@PathVariable String id, Caller caller, Language language) {
        return view(surveyGate.need(caller, Action.SURVEY_READ, id), caller, language);
    }

    private SurveyAnswer.View view(SurveyRow row, Caller caller, Language language) {
        SurveyView view = surveys.view(row);
        String facility = row.facilityId();
        Predicate<Action> may = action -> gate.mayAt(caller, action, facility);
        boolean draft = row.stage() == SurveyStage.DRAFT;
        boolean approve = may.test(Action.SURVEY_APPROVE);
        List<String> sign = new ArrayList<>();
        if (row.stage() == SurveyStage.SUBMITTED) {
            for (Party party : SurveyAnswer.unsigned(view.survey().state())) {
                if (may.test(action(party))) {
                    sign.add(party.name());
                }
            }
        }
        return SurveyAnswer.of(
                view,
                java.util.Objects.requireNonNullElse(
                        services.registry().facilityName(facility), ""),
                facilityStage(facility),
                new SurveyAnswer.MayView(
                        may.test(Action.SURVEY_WRITE),
                        draft && may.test(Action.SURVEY_WRITE),
                        sign,
                        approve),
                language);
    }

    private static Action action(Party party) {
        return switch (party) {
            case FOCAL_POINT -> Action.SURVEY_SIGN_SITE;
            case ENGINEER -> Action.SURVEY_SIGN_ENGINEER;
            case DEPARTMENT -> Action.SURVEY_APPROVE;
        };
    }

    // ---- writing

    /** Begins a survey or its next version; gives back the one that is open. */
    @PostMapping("/facilities/{id}/survey")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.FACILITY)
    SurveyAnswer.View begin(@PathVariable String id, Caller caller, Language language) {
        return view(surveys.begin(id, Acts.actor(caller)), caller, language);
    }

    @PostMapping("/surveys/{id}/answers")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    Results answer(
            @PathVariable String id,
            @RequestBody Operations body,
            Caller caller,
            Language language) {
        surveyGate.need(caller, Action.SURVEY_WRITE, id);
        List<@Nullable OperationBody> operations = body.operations();
        if (operations == null || operations.size() > Surveys.MAX_BATCH) {
            throw ProblemException.invalid("operations", "survey.batch", Surveys.MAX_BATCH);
        }
        List<Typed> typed = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            typed.add(typed(operations.get(i), "operations[" + i + "]"));
        }
        List<Taken> results = surveys.answer(id, typed, Acts.actor(caller));
        return new Results(
                results.stream().map(one -> SurveyAnswer.TakenView.of(one, language)).toList(),
                view(surveys.byId(id).orElseThrow(ProblemException::notFound), caller, language));
    }

    private static Typed typed(@Nullable OperationBody body, String field) {
        if (body == null
                || body.id() == null
                || body.path() == null
                || body.text() == null
                || body.baseVersion() == null) {
            throw ProblemException.invalid(field, "survey.operation");
        }
        OptionalLong typedUs =
                body.typedAt() == null ? OptionalLong.empty() : Moments.parse(body.typedAt());
        if (typedUs.isEmpty()) {
            throw ProblemException.invalid(field + ".typedAt", "survey.operation");
        }
        return new Typed(
                body.id(),
                body.path(),
                body.baseVersion(),
                Boolean.TRUE.equals(body.notKnown()),
                body.text(),
                Instant.EPOCH.plus(typedUs.getAsLong(), ChronoUnit.MICROS));
    }

    // ---- the way of a version

    @PostMapping("/surveys/{id}/submission")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    SurveyAnswer.View submit(@PathVariable String id, Caller caller, Language language) {
        surveyGate.need(caller, Action.SURVEY_WRITE, id);
        return view(surveys.submit(id, Acts.actor(caller)), caller, language);
    }

    @PostMapping("/surveys/{id}/signatures")
    @Needs(value = Action.SURVEY_READ, on = Needs.On.SOMEWHERE)
    SurveyAnswer.View sign(
            @PathVariable String id,
            @RequestBody PartyBody body,
            Caller caller,
            Language language) {
        surveyGate.need(caller, Action.SURVEY_READ, id);
        Party party = one(Party.values(), body.party(), "party");
        surveyGate.need(caller, action(party), id);
        return view(surveys.sign(id, party, Acts.actor(caller)), caller, language);
    }

    @PostMapping("/surveys/{id}/return")
    @Needs(value = Action.SURVEY_APPROVE, on = Needs.On.SOMEWHERE)
    SurveyAnswer.View sendBack(
            @PathVariable String id,
            @RequestBody ReasonBody body,
            Caller caller,
            Language language) {
        surveyGate.need(caller, Action.SURVEY_APPROVE, id);
        String reason = body.reason() == null ? "" : VietnameseText.normalise(body.reason());
        return view(surveys.sendBack(id, reason, Acts.actor(caller)), caller, language);
    }

    @PostMapping("/surveys/{id}/evaluation")
    @Needs(value = Action.SURVEY_APPROVE, on = Needs.On.SOMEWHERE)
    SurveyAnswer.View evaluate(
            @PathVariable String id,
            @RequestBody EvaluationBody body,
            Caller caller,
            Language language) {
        surveyGate.need(caller, Action.SURVEY_APPROVE, id);
        return view(surveys.evaluate(id, decision(body), Acts.actor(caller)), caller, language);
    }

    private static Surveys.Decision decision(EvaluationBody body) {
        Verdict verdict = one(Verdict.values(), body.verdict(), "verdict");
        List<Finding> findings = new ArrayList<>();
        List<@Nullable FindingBody> given =
                body.findings() == null ? List.<@Nullable FindingBody>of() : body.findings();
        if (given.size() > Evaluation.MAX_FINDINGS) {
            throw ProblemException.invalid("findings", "survey.findings", Evaluation.MAX_FINDINGS);
        }
        for (int i = 0; i < given.size(); i++) {
            findings.add(finding(given.get(i), "findings[" + i + "]"));
        }
        String owner = text(body.owner(), "owner", Evaluation.MAX_OWNER_CHARACTERS);
        String note = text(body.note(), "note", Evaluation.MAX_NOTE_CHARACTERS);
        return new Surveys.Decision(verdict, findings, owner, day(body.escalateOn()), note);
    }

    private static Finding finding(@Nullable FindingBody body, String field) {
        ReasonCode code = one(ReasonCode.values(), body == null ? null : body.code(), field);
        String text = text(body == null ? null : body.text(), field, Finding.MAX_CHARACTERS);
        if (code == ReasonCode.OTHER && text.isEmpty()) {
            throw ProblemException.invalid(field, "survey.other");
        }
        return new Finding(code, text);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw ProblemException.invalid("escalateOn", "survey.day");
        }
    }

    private static String text(@Nullable String text, String field, int max) {
        String normal = text == null ? "" : VietnameseText.normalise(text);
        if (normal.length() > max) {
            throw ProblemException.invalid(field, "survey.too-long", max);
        }
        return normal;
    }

    private static <E extends Enum<E>> E one(E[] values, @Nullable String name, String field) {
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw ProblemException.invalid(field, "survey.choice");
    }
}
