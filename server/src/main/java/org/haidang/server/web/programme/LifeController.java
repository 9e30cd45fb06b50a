package org.haidang.server.web.programme;

import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.store.LifeStore.CameraRow;
import org.haidang.server.facility.store.LifeStore.FacilityRow;
import org.haidang.server.facility.store.StepRow;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where facilities and cameras stand in the programme, and how they came there. */
@RestController
@RequestMapping("/api/v1")
final class LifeController {
    record FindingView(String code, String text) {}

    record StepView(
            String from,
            String to,
            String at,
            String actor,
            boolean byPerson,
            String evidence,
            String about) {
        static StepView of(StepRow row) {
            return of(row, row.about());
        }

        private static StepView of(StepRow row, String about) {
            return new StepView(
                    row.from(),
                    row.to(),
                    Moments.text(row.atUs()),
                    row.actor(),
                    row.byPerson(),
                    row.evidence(),
                    about);
        }

        /** What the evidence of a named contact names is a person. */
        static StepView ofFacility(StepRow row, boolean contactsKnown) {
            boolean contact = row.to().equals(FacilityStage.CONTACT_NAMED.name());
            return of(row, contact && !contactsKnown ? "" : row.about());
        }
    }

    record FacilityLifeView(
            String stage,
            @Nullable String since,
            List<FindingView> findings,
            @Nullable String owner,
            @Nullable LocalDate escalateOn,
            @Nullable Integer retentionDays,
            List<StepView> steps) {}

    record CameraLifeView(
            String state,
            @Nullable String since,
            String block,
            String floor,
            List<StepView> steps) {}

    private final Lives lives;
    private final Gate gate;

    LifeController(Services services, Gate gate) {
        this.gate = gate;
        this.lives = services.programme().lives();
    }

    @GetMapping("/facilities/{id}/life")
    @Needs(value = Action.FACILITY_READ, on = Needs.On.FACILITY)
    FacilityLifeView facility(@PathVariable String id, Caller caller) {
        boolean contactsKnown = gate.mayAt(caller, Action.CONTACT_READ, id);
        FacilityRow row = lives.facility(id);
        FacilityState state = row.state();
        var not = state instanceof FacilityState.NotEligible one ? one : null;
        return new FacilityLifeView(
                state.stage().name(),
                Moments.textOrNull(row.sinceUs()),
                switch (state) {
                    case FacilityState.Conditional conditional ->
                            conditional.findings().stream()
                                    .map(f -> new FindingView(f.code().name(), f.text()))
                                    .toList();
                    case FacilityState.NotEligible one ->
                            List.of(
                                    new FindingView(
                                            one.finding().code().name(), one.finding().text()));
                    case FacilityState.At _, FacilityState.Closed _ -> List.of();
                },
                not == null ? null : not.owner(),
                not == null ? null : not.escalateOn(),
                state instanceof FacilityState.Closed closed ? closed.retentionDays() : null,
                lives.facilitySteps(id).stream()
                        .map(step -> StepView.ofFacility(step, contactsKnown))
                        .toList());
    }

    @GetMapping("/cameras/{id}/life")
    @Needs(value = Action.CAMERA_READ, on = Needs.On.CAMERA)
    CameraLifeView camera(@PathVariable String id) {
        CameraRow row = lives.camera(id);
        return new CameraLifeView(
                row.state().name(),
                Moments.textOrNull(row.sinceUs()),
                row.block(),
                row.floor(),
                lives.cameraSteps(id).stream().map(StepView::of).toList());
    }
}
