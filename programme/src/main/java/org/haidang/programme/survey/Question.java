package org.haidang.programme.survey;

import java.util.List;
import java.util.regex.Pattern;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.survey.AnswerKind.OneOf;
import org.haidang.programme.survey.AnswerReading.Read;
import org.haidang.programme.vietnamese.Sentence;

/**
 * A field at its place in the survey. Its path is what phones and stores call it: {@code site/ISP},
 * {@code camera/k3x9-1/MAKE}, {@code zone/CORRIDOR/A/2}, {@code zone/GATE}.
 */
public sealed interface Question {

    int MAX_PATH_CHARACTERS = 120;

    /** Made on the phone that first saw the camera, so that two phones never name two alike. */
    Pattern CAMERA = Pattern.compile("[0-9a-z-]{1,40}");

    Option COVERED = Option.of("COVERED", "Đã có camera", "Has a camera");
    Option MISSING = Option.of("MISSING", "Còn thiếu", "Lacks a camera");
    Option NO_SUCH_PLACE =
            Option.of("NO_SUCH_PLACE", "Không có vị trí này", "There is no such place");

    AnswerKind ZONE_KIND = new OneOf(List.of(COVERED, MISSING, NO_SUCH_PLACE));

    String path();

    AnswerKind kind();

    record OfSite(SiteField field) implements Question {
        @Override
        public String path() {
            return "site/" + field;
        }

        @Override
        public AnswerKind kind() {
            return field.kind();
        }
    }

    record OfCamera(String camera, CameraField field) implements Question {
        public OfCamera {
            if (!CAMERA.matcher(camera).matches()) {
                throw new IllegalArgumentException("no camera's key: " + camera);
            }
        }

        @Override
        public String path() {
            return "camera/" + camera + "/" + field;
        }

        @Override
        public AnswerKind kind() {
            return field.kind();
        }
    }

    record OfZone(ZonePlace place) implements Question {
        public OfZone {
            if (place.zone().rule() == Zone.Rule.FORBIDDEN) {
                throw new IllegalArgumentException("forbidden: " + place);
            }
        }

        @Override
        public String path() {
            return place.zone().rule() == Zone.Rule.EACH_SITE
                    ? "zone/" + place.zone()
                    : "zone/" + place.zone() + "/" + place.block() + "/" + place.floor();
        }

        @Override
        public AnswerKind kind() {
            return ZONE_KIND;
        }
    }

    /** What a path leads to. */
    sealed interface Found {}

    record Asked(Question question) implements Found {}

    record NotAsked(Sentence reason) implements Found {}

    static Found at(String path) {
        String[] parts = path.length() > MAX_PATH_CHARACTERS ? new String[0] : path.split("/", -1);
        return switch (parts.length) {
            case 2 -> parts[0].equals("site") ? site(parts[1]) : zone(parts, "", "");
            case 3 -> camera(parts);
            case 4 -> zone(parts, parts[2], parts[3]);
            default -> unknown(path);
        };
    }

    private static Found site(String name) {
        for (SiteField field : SiteField.values()) {
            if (field.name().equals(name)) {
                return new Asked(new OfSite(field));
            }
        }
        return unknown("site/" + name);
    }

    private static Found camera(String[] parts) {
        for (CameraField field : CameraField.values()) {
            if (parts[0].equals("camera")
                    && field.name().equals(parts[2])
                    && CAMERA.matcher(parts[1]).matches()) {
                return new Asked(new OfCamera(parts[1], field));
            }
        }
        return unknown(String.join("/", parts));
    }

    private static Found zone(String[] parts, String block, String floor) {
        for (Zone zone : Zone.values()) {
            if (!parts[0].equals("zone") || !zone.name().equals(parts[1])) {
                continue;
            }
            boolean named =
                    AnswerKind.BLOCK_OR_FLOOR.matcher(block).matches()
                            && AnswerKind.BLOCK_OR_FLOOR.matcher(floor).matches();
            return switch (zone.rule()) {
                case FORBIDDEN -> new NotAsked(forbidden(zone));
                case EACH_SITE ->
                        parts.length == 2
                                ? new Asked(new OfZone(new ZonePlace(zone, "", "")))
                                : unknown(String.join("/", parts));
                case EACH_FLOOR ->
                        named
                                ? new Asked(new OfZone(new ZonePlace(zone, block, floor)))
                                : unknown(String.join("/", parts));
            };
        }
        return unknown(String.join("/", parts));
    }

    /**
     * Reads what was typed into this field; a camera's forbidden zone is refused with its reason.
     */
    default AnswerReading read(String typed) {
        AnswerReading reading = kind().read(typed);
        if (this instanceof OfCamera(String _, CameraField field)
                && field == CameraField.ZONE
                && reading instanceof Read(Answer.Chosen(List<String> options))
                && Zone.valueOf(options.getFirst()).rule() == Zone.Rule.FORBIDDEN) {
            return new AnswerReading.Refused(forbidden(Zone.valueOf(options.getFirst())));
        }
        return reading;
    }

    private static Sentence forbidden(Zone zone) {
        return new Sentence(
                "Không được đặt camera ở vị trí này: "
                        + zone.words().vietnamese()
                        + ". Nếu camera đang đặt ở đó, hãy ghi ở câu “Có đang đặt ở vị trí cấm"
                        + " không?”.",
                "No camera may stand here: "
                        + zone.words().english()
                        + ". If one does, say so at “Does it stand at a forbidden place?”.");
    }

    private static Found unknown(String path) {
        return new NotAsked(
                new Sentence(
                        "Phiếu khảo sát không có câu hỏi “" + shortened(path) + "”.",
                        "The survey has no question “" + shortened(path) + "”."));
    }

    private static String shortened(String path) {
        return path.length() <= MAX_PATH_CHARACTERS
                ? path
                : path.substring(0, MAX_PATH_CHARACTERS) + "…";
    }
}
