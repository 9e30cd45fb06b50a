package org.haidang.server.web.programme;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.OnvifException;
import org.haidang.programme.connection.DefaultLogins;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.device.Examined;
import org.haidang.server.rights.Action;
import org.haidang.server.survey.DeviceAnswers;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.Taken;
import org.haidang.server.survey.store.SurveyRow;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.DeviceAddress;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
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
    private static final int AT_ONCE = 4;

    record DeviceBody(
            @Nullable String device, @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "DeviceBody[" + device + "]";
        }
    }

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

    private final Services services;
    private final Surveys surveys;
    private final Gate gate;
    private final SurveyGate surveyGate;
    private final Acts acts;
    private final Semaphore running = new Semaphore(AT_ONCE);

    SurveyDeviceController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.surveys = services.programme().surveys();
        this.gate = gate;
        this.acts = acts;
        this.surveyGate = new SurveyGate(surveys, gate);
    }

    /** Asks a device by ONVIF, and answers the questions of a camera for each of its channels. */
    @PostMapping("/api/v1/surveys/{id}/devices")
    @Needs(value = Action.SURVEY_WRITE, on = Needs.On.SOMEWHERE)
    Filled device(
            @PathVariable String id,
            @RequestBody DeviceBody body,
            Caller caller,
            Language language) {
        SurveyRow row = surveyGate.need(caller, Action.SURVEY_WRITE, id);
        gate.needAt(caller, Action.CAMERA_TEST, row.facilityId(), Action.SURVEY_READ);
        URI service = DeviceAddress.service(body.device());
        String username = body.username() == null ? "" : body.username().strip();
        String password = body.password() == null ? "" : body.password();
        if (!running.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            acts.deviceExamined(caller, service.getRawAuthority());
            Examined examined =
                    services.devices()
                            .examine(
                                    service,
                                    username.isEmpty()
                                            ? null
                                            : new Credentials(username, password));
            boolean factory = !username.isEmpty() && DefaultLogins.isDefault(password);
            return filled(row, examined, factory, caller, language);
        } catch (OnvifException e) {
            DeviceFault fault = DeviceFault.of(e.failure());
            return new Filled(
                    false,
                    Words.of(language, "device." + fault.word()),
                    Words.of(language, "device." + fault.word() + ".action"),
                    Words.of(language, "doctor.owner." + fault.owner().word()),
                    0,
                    List.of());
        } finally {
            running.release();
        }
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
