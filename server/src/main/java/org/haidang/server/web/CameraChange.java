package org.haidang.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haidang.server.camera.CameraInput;
import org.haidang.server.web.request.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads schema {@code CameraChange}, in which a missing property and a null one are not the same,
 * and tells whether the camera is still as whoever asks for the change saw it.
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

    private static final String BASE = "base";

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
        change.known();
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

    private void known() {
        for (String name : json.propertyNames()) {
            if (!name.equals(BASE) && !FIELDS.contains(name)) {
                unknown(name);
            }
        }
        JsonNode base = json.path(BASE);
        if (!base.isMissingNode() && !base.isObject()) {
            wrongType(BASE, "{...}");
        }
        for (String name : base.propertyNames()) {
            if (name.equals("password") || !FIELDS.contains(name)) {
                unknown(BASE + "." + name);
            }
        }
    }

    /**
     * Refuses a change that was decided on what holds no longer: where {@code base} has something
     * else than the camera, and the camera not just what is wanted.
     *
     * @throws ProblemException naming those fields, with what is there now
     */
    static void needBase(JsonNode json, CameraViews.CameraView now) {
        List<ProblemException.Field> overtaken = new ArrayList<>();
        JsonNode base = json.path(BASE);
        for (String name : base.propertyNames()) {
            Object holds = field(name, now);
            if (!same(base.get(name), holds) && !same(json.get(name), holds)) {
                overtaken.add(
                        readable(name, holds)
                                ? new ProblemException.Field(
                                        name, "field.overtaken-by", List.of(String.valueOf(holds)))
                                : new ProblemException.Field(name, "field.overtaken", List.of()));
            }
        }
        if (!overtaken.isEmpty()) {
            throw ProblemException.overtaken("camera-overtaken", overtaken);
        }
    }

    /**
     * Whether a person reads anything in it: not in nothing, a tick, an id or the code of a zone.
     */
    private static boolean readable(String name, @Nullable Object holds) {
        return holds != null
                && !(holds instanceof Boolean)
                && !holds.equals("")
                && !name.equals("facilityId")
                && !name.equals("zone");
    }

    private static @Nullable Object field(String name, CameraViews.CameraView of) {
        return switch (name) {
            case "facilityId" -> of.facilityId();
            case "name" -> of.name();
            case "zone" -> of.zone();
            case "url" -> of.url();
            case "subUrl" -> of.subUrl();
            case "username" -> of.username();
            case "transport" -> of.transport();
            case "recordMain" -> of.recordMain();
            case "recordSub" -> of.recordSub();
            case "retentionDays" -> of.retentionDays();
            case "retentionGiB" -> of.retentionGiB();
            case "enabled" -> of.enabled();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static boolean same(@Nullable JsonNode told, @Nullable Object holds) {
        if (told == null || told.isNull()) {
            return told != null && holds == null;
        }
        return switch (holds) {
            case null -> false;
            case Boolean flag -> told.isBoolean() && told.booleanValue() == flag;
            case Number number ->
                    told.isNumber()
                            && Double.compare(told.doubleValue(), number.doubleValue()) == 0;
            default -> told.isString() && told.stringValue().strip().equals(holds);
        };
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

    private void unknown(String name) {
        wrong.add(new ProblemException.Field(name, "field.unknown", List.of()));
    }

    private void wrongType(String name, String expected) {
        wrong.add(new ProblemException.Field(name, "field.type", List.of(expected)));
    }
}
