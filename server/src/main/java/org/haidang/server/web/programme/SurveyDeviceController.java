package org.haidang.server.web.programme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haidang.server.device.Examined;
import org.haidang.server.rights.Action;
import org.haidang.server.survey.DeviceAnswers;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.Taken;
import org.haidang.server.survey.store.SurveyRow;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.DeviceQuestions;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A camera or recorder fills in what it knows of itself. */
@RestController
final class SurveyDeviceController {
    /**
     * @param cameras how many cameras of the form it answered
     */
    record Filled(
            boolean ok,
            String message,
            @Nullable String action,
            @Nullable String owner,
            int cameras,
            List<SurveyAnswer.TakenView> results) {}

    private final Surveys surveys;
    private final Gate gate;
    private final SurveyGate surveyGate;
    private final DeviceQuestions questions;

    SurveyDeviceController(Services services, Gate gate, DeviceQuestions questions) {
        this.surveys = services.programme().surveys();
        this.gate = gate;
        this.questions = questions;
        this.surveyGate = new SurveyGate(surveys, gate);
    }

    /** Asks a device by ONVIF, and answers the questions of a camera for each of its channels. */
    @PostMapping("/api/v1/surveys/{id}/devices")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    Filled device(
            @PathVariable String id,
            @RequestBody DeviceQuestions.Body body,
            Caller caller,
            Language language) {
        SurveyRow row = surveyGate.need(caller, Action.SURVEY_WRITE, id);
        gate.needAt(caller, Action.CAMERA_TEST, row.facilityId(), Action.SURVEY_READ);
        return switch (questions.ask(body, caller, language)) {
            case DeviceQuestions.Told(Examined examined, boolean factory) ->
                    filled(row, examined, factory, caller, language);
            case DeviceQuestions.Fault fault ->
                    new Filled(false, fault.message(), fault.action(), fault.owner(), 0, List.of());
        };
    }

    private Filled filled(
            SurveyRow row, Examined examined, boolean factory, Caller caller, Language language) {
        Map<String, String> answers =
                DeviceAnswers.of(examined, surveys.view(row).answers().cameras());
        Map<String, Map<String, String>> byCamera = new LinkedHashMap<>();
        answers.forEach((path, text) ->
                byCamera.computeIfAbsent(path.split("/")[1], key -> new LinkedHashMap<>())
                        .put(path, text));
        List<SurveyAnswer.TakenView> results = new ArrayList<>();
        byCamera.forEach((key, ofCamera) -> {
            if (factory) {
                ofCamera.put("camera/" + key + "/DEFAULT_PASSWORD", "ACCEPTED");
            }
            for (Taken taken : surveys.measured(row.id(), ofCamera, Acts.actor(caller))) {
                results.add(SurveyAnswer.TakenView.of(taken, language));
            }
        });
        return new Filled(
                true,
                Words.of(language, "device.filled", byCamera.size()),
                null,
                null,
                byCamera.size(),
                results);
    }
}
