package org.haidang.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.web.request.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads schema {@code CameraChange}, in which a missing property and a null one are not the same.
 */
final class CameraChange {
    private static final Set<String> FIELDS =
            Set.of(
                    "facilityId",
                    "name",
                    "zone",
                    "url",
                    "subUrl",
                    "username",
                    "password",
                    "transport",
                    "recordMain",
                    "recordSub",
                    "retentionDays",
                    "retentionGiB",
                    "enabled");

    private final JsonNode json;
    private final List<ProblemException.Field> wrong = new ArrayList<>();

    private CameraChange(JsonNode json) {
        this.json = json;
    }

    static CameraInput read(JsonNode json) {
        if (!json.isObject()) {
            throw ProblemException.of(400, "unreadable", "{...}");
        }
        CameraChange change = new CameraChange(json);
        for (String name : json.propertyNames()) {
            if (!FIELDS.contains(name)) {
                change.wrong.add(new ProblemException.Field(name, "field.unknown", List.of()));
            }
        }
        CameraInput input =
                new CameraInput(
                        change.text("facilityId"),
                        change.text("name"),
                        change.text("zone"),
                        change.text("url"),
                        change.text("subUrl"),
                        change.text("username"),
                        change.text("password"),
                        change.text("transport"),
                        change.flag("recordMain"),
                        change.flag("recordSub"),
                        change.days(),
                        change.gib(),
                        change.flag("enabled"));
        if (!change.wrong.isEmpty()) {
            throw ProblemException.invalid(change.wrong);
        }
        return input;
    }

    private @Nullable String text(String name) {
        JsonNode node = json.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            wrongType(name, "text");
            return null;
        }
        return node.stringValue();
    }

    private @Nullable Boolean flag(String name) {
        JsonNode node = json.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            wrongType(name, "true, false");
            return null;
        }
        return node.booleanValue();
    }

    private CameraInput.@Nullable Given<Integer> days() {
        JsonNode node = json.get("retentionDays");
        if (node == null) {
            return null;
        }
        if (node.isNull()) {
            return new CameraInput.Given<>(null);
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            wrongType("retentionDays", "1, 2, 3 ...");
            return null;
        }
        return new CameraInput.Given<>(node.intValue());
    }

    private CameraInput.@Nullable Given<Double> gib() {
        JsonNode node = json.get("retentionGiB");
        if (node == null) {
            return null;
        }
        if (node.isNull()) {
            return new CameraInput.Given<>(null);
        }
        if (!node.isNumber()) {
            wrongType("retentionGiB", "0.1 ...");
            return null;
        }
        return new CameraInput.Given<>(node.doubleValue());
    }

    private void wrongType(String name, String expected) {
        wrong.add(new ProblemException.Field(name, "field.type", List.of(expected)));
    }
}
