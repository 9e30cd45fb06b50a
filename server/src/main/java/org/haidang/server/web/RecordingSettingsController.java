package org.haidang.server.web;

import java.util.ArrayList;
import java.util.List;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.configure.Asker;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.configure.SettingsChange;
import org.haidang.server.configure.SettingsChangedException;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.SettingsLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What is recorded of a camera and for how long, of this server and of sites below. */
@RestController
@RequestMapping("/api/v1/cameras/{id}/recording-settings")
final class RecordingSettingsController {
    private final Services services;

    RecordingSettingsController(Services services) {
        this.services = services;
    }

    /**
     * Schema {@code RecordingSettings}.
     *
     * @param retentionDays null for what is usual where the camera stands
     */
    record SettingsView(boolean recordMain, boolean recordSub, @Nullable Integer retentionDays) {
        static SettingsView of(RecordingSettings settings) {
            return new SettingsView(settings.main(), settings.sub(), settings.retentionDays());
        }
    }

    @PutMapping
    @Needs(value = Action.CAMERA_WRITE, on = Needs.On.CAMERA)
    SettingsView set(@PathVariable String id, @RequestBody JsonNode body, Caller caller)
            throws SettingsChangedException {
        SettingsChange change = Body.read(body);
        Camera camera = services.registry().camera(id).orElseThrow(ProblemException::notFound);
        Asker who = Asker.own(caller.user().id(), Acts.actor(caller));
        try {
            return SettingsView.of(services.settingsDesk().set(camera, who, change, () -> true));
        } catch (NoAnswerException e) {
            throw unreached(e);
        }
    }

    /** The camera stands at another site, which cannot be told or does not do it. */
    private static ProblemException unreached(NoAnswerException e) {
        return switch (e.why()) {
            case NO_LINK -> ProblemException.of(503, "site-settings-no-link");
            case NOT_GRANTED, NO_SUCH_CAMERA ->
                    ProblemException.of(409, "site-settings-not-granted");
            case TOO_OLD -> ProblemException.of(409, "site-settings-too-old");
            case TOO_MANY -> ProblemException.busy(e);
            case LATE -> ProblemException.of(504, "site-settings-silent");
            case OFF -> ProblemException.of(502, "site-settings-unrecorded");
            case FAILED -> ProblemException.of(502, "site-settings-failed");
        };
    }

    /** Reads schema {@code RecordingSettingsChange}: what is missing is no value. */
    private static final class Body {
        private static final String BASE = "base";

        private final List<ProblemException.Field> wrong = new ArrayList<>();

        static SettingsChange read(JsonNode json) {
            Body body = new Body();
            RecordingSettings wanted = body.settings(json, "");
            RecordingSettings base = body.settings(json.path(BASE), BASE + ".");
            for (String name : json.propertyNames()) {
                if (!List.of("recordMain", "recordSub", "retentionDays", BASE).contains(name)) {
                    body.mistake(name, "field.unknown");
                }
            }
            if (!body.wrong.isEmpty()) {
                throw ProblemException.invalid(body.wrong);
            }
            return new SettingsChange(base, wanted);
        }

        private RecordingSettings settings(JsonNode json, String within) {
            return new RecordingSettings(
                    flag(json, within, "recordMain"),
                    flag(json, within, "recordSub"),
                    days(json, within));
        }

        private boolean flag(JsonNode json, String within, String name) {
            JsonNode node = json.get(name);
            if (node == null || node.isNull()) {
                mistake(within + name, "field.required");
                return false;
            }
            if (!node.isBoolean()) {
                mistake(within + name, "field.type", "true, false");
                return false;
            }
            return node.booleanValue();
        }

        private @Nullable Integer days(JsonNode json, String within) {
            String name = within + "retentionDays";
            JsonNode node = json.get("retentionDays");
            if (node == null) {
                mistake(name, "field.required");
                return null;
            }
            if (node.isNull()) {
                return null;
            }
            if (!node.isIntegralNumber() || !node.canConvertToInt()) {
                mistake(name, "field.type", "1, 2, 3 ...");
                return null;
            }
            int days = node.intValue();
            if (days < 1 || days > SettingsLimits.MAX_DAYS) {
                mistake(name, "field.range", 1, SettingsLimits.MAX_DAYS);
            }
            return days;
        }

        private void mistake(String field, String key, Object... arguments) {
            wrong.add(new ProblemException.Field(field, key, List.of(arguments)));
        }
    }
}
