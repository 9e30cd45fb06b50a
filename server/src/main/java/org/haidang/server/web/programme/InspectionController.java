package org.haidang.server.web.programme;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.inspection.Inspection;
import org.haidang.programme.inspection.InspectionDue;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.facility.Lives;
import org.haidang.server.inspection.Inspections;
import org.haidang.server.inspection.store.InspectionRow;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Inspections every 15 days. */
@RestController
@RequestMapping("/api/v1")
final class InspectionController {
    /**
     * @param state {@code OVERDUE}, {@code SOON}, {@code DUE} or {@code NOT_REQUIRED}
     * @param days overdue or left
     */
    record DueView(
            String facilityId,
            String facility,
            String stage,
            String state,
            @Nullable LocalDate on,
            long days,
            @Nullable LocalDate last,
            boolean mayRecord) {}

    record FindingView(String code, String codeWords, String words, @Nullable LocalDate mendBy) {}

    record InspectionView(
            String id,
            LocalDate on,
            String inspectors,
            String remark,
            List<FindingView> findings,
            String recordedBy,
            String recordedAt) {}

    record FindingInput(@Nullable String code, @Nullable String words, @Nullable String mendBy) {}

    record Input(
            @Nullable String on,
            @Nullable String inspectors,
            @Nullable String remark,
            @Nullable List<FindingInput> findings) {}

    private final Services services;
    private final Inspections inspections;
    private final Lives lives;
    private final Gate gate;

    InspectionController(Services services, Gate gate) {
        this.services = services;
        this.inspections = services.duty().inspections();
        this.lives = services.programme().lives();
        this.gate = gate;
    }

    @GetMapping("/inspections")
    @Needs(value = Action.INSPECTION_READ, on = Needs.On.SOMEWHERE)
    List<DueView> due(Caller caller) {
        Inspections.Calendar calendar = inspections.calendar();
        List<DueView> rows = new ArrayList<>();
        for (Facility facility : services.registry().facilities()) {
            if (gate.may(caller, Action.INSPECTION_READ, facility)) {
                rows.add(
                        due(
                                facility,
                                calendar,
                                gate.may(caller, Action.INSPECTION_WRITE, facility)));
            }
        }
        // Overdue the longest first, then due the soonest; facilities came by name.
        rows.sort(
                Comparator.comparingInt(InspectionController::rank)
                        .thenComparingLong(
                                row -> row.state().equals("OVERDUE") ? -row.days() : row.days()));
        return rows;
    }

    private static int rank(DueView row) {
        return switch (row.state()) {
            case "OVERDUE" -> 0;
            case "SOON", "DUE" -> 1;
            default -> 2;
        };
    }

    private DueView due(Facility facility, Inspections.Calendar calendar, boolean mayRecord) {
        FacilityStage stage = lives.facility(facility.id()).state().stage();
        LocalDate last = calendar.newest().get(facility.id());
        return switch (calendar.due(facility.id(), stage)) {
            case InspectionDue.NotRequired _ ->
                    view(facility, stage, "NOT_REQUIRED", null, 0, last, mayRecord);
            case InspectionDue.Due due ->
                    view(
                            facility,
                            stage,
                            due.soon() ? "SOON" : "DUE",
                            due.on(),
                            due.daysLeft(),
                            last,
                            mayRecord);
            case InspectionDue.Overdue late ->
                    view(facility, stage, "OVERDUE", late.on(), late.days(), last, mayRecord);
        };
    }

    private static DueView view(
            Facility facility,
            FacilityStage stage,
            String state,
            @Nullable LocalDate on,
            long days,
            @Nullable LocalDate last,
            boolean mayRecord) {
        return new DueView(
                facility.id(), facility.name(), stage.name(), state, on, days, last, mayRecord);
    }

    @GetMapping("/facilities/{id}/inspections")
    @Needs(value = Action.INSPECTION_READ, on = Needs.On.FACILITY)
    List<InspectionView> of(@PathVariable String id, Language language) {
        return inspections.of(id).stream().map(row -> view(row, language)).toList();
    }

    @PostMapping("/facilities/{id}/inspections")
    @Needs(value = Action.INSPECTION_WRITE, on = Needs.On.FACILITY)
    @ResponseStatus(HttpStatus.CREATED)
    InspectionView record(
            @PathVariable String id, @RequestBody Input input, Caller caller, Language language) {
        Inspection inspection = judged(input);
        return view(inspections.record(id, inspection, Acts.actor(caller)), language);
    }

    private static InspectionView view(InspectionRow row, Language language) {
        Inspection inspection = row.inspection();
        return new InspectionView(
                row.id(),
                inspection.on(),
                inspection.inspectors(),
                inspection.remark(),
                inspection.findings().stream()
                        .map(noted ->
                                new FindingView(
                                        noted.finding().code().name(),
                                        DutyWords.said(noted.finding().code().words(), language),
                                        noted.finding().text(),
                                        noted.mendBy()))
                        .toList(),
                row.recordedBy(),
                Moments.text(row.recordedUs()));
    }

    private Inspection judged(Input input) {
        LocalDate on = day("on", input.on());
        if (on == null || on.isAfter(inspections.today())) {
            throw ProblemException.invalid("on", "inspection.day");
        }
        String inspectors = text(input.inspectors());
        if (inspectors.isEmpty() || inspectors.length() > Inspection.MAX_INSPECTORS) {
            throw ProblemException.invalid(
                    "inspectors", "inspection.inspectors", Inspection.MAX_INSPECTORS);
        }
        String remark = text(input.remark());
        if (remark.length() > Inspection.MAX_REMARK) {
            throw ProblemException.invalid("remark", "inspection.remark", Inspection.MAX_REMARK);
        }
        List<FindingInput> findings = input.findings() == null ? List.of() : input.findings();
        if (findings.size() > Inspection.MAX_FINDINGS) {
            throw ProblemException.invalid(
                    "findings", "inspection.findings", Inspection.MAX_FINDINGS);
        }
        List<Inspection.Noted> noted = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            noted.add(noted("findings[" + i + "]", findings.get(i), on));
        }
        return new Inspection(on, inspectors, noted, remark);
    }

    private static Inspection.Noted noted(String field, FindingInput input, LocalDate on) {
        LocalDate mendBy = day(field + ".mendBy", input.mendBy());
        if (mendBy != null && mendBy.isBefore(on)) {
            throw ProblemException.invalid(field + ".mendBy", "inspection.mendBy");
        }
        String words = text(input.words());
        ReasonCode code;
        try {
            code = ReasonCode.valueOf(input.code() == null ? "" : input.code());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field + ".code", "inspection.code");
        }
        if (words.length() > Finding.MAX_CHARACTERS
                || code == ReasonCode.OTHER && words.isEmpty()) {
            throw ProblemException.invalid(
                    field + ".words", "inspection.words", Finding.MAX_CHARACTERS);
        }
        return new Inspection.Noted(new Finding(code, words), mendBy);
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(field, "inspection.date");
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : VietnameseText.normalise(typed);
    }
}
