package org.haidang.programme.facility;

import java.time.Instant;
import org.haidang.programme.facility.CameraEvidence.ConnectionProven;
import org.haidang.programme.facility.CameraEvidence.DefaultPasswordRefused;
import org.haidang.programme.facility.CameraEvidence.DeviceAnswered;
import org.haidang.programme.facility.CameraEvidence.HealthSeen;
import org.haidang.programme.facility.CameraEvidence.PictureDecoded;
import org.haidang.programme.facility.CameraEvidence.PictureSeen;
import org.haidang.programme.facility.CameraEvidence.RetirementSigned;
import org.haidang.programme.facility.CameraEvidence.ZoneChosen;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Which state of a camera follows which, and on what evidence. Everything not listed is refused.
 *
 * <pre>
 * from                     to                evidence
 * DECLARED                 IDENTIFIED        DeviceAnswered
 * IDENTIFIED               CREDENTIAL_OK     DefaultPasswordRefused
 * CREDENTIAL_OK            STREAM_OK         PictureDecoded
 * STREAM_OK                ZONE_SET          ZoneChosen, of a zone that is not forbidden
 * ZONE_SET                 PICTURE_ACCEPTED  PictureSeen, by a person
 * PICTURE_ACCEPTED         CONNECTED         ConnectionProven
 * ZONE_SET, PICTURE_ACCEPTED, CONNECTED, any health
 *                          ZONE_SET          ZoneChosen: it stands elsewhere, all to be proven anew
 * CONNECTED, any health    another health    HealthSeen, of that health
 * CONNECTED, any health    RETIRED           RetirementSigned, by a person
 * </pre>
 */
public final class CameraLife {

    private CameraLife() {}

    /** What became of a step. */
    public sealed interface Step {}

    /** The event to keep; its {@code to} is the new state. */
    public record Taken(Event event) implements Step {}

    public record Refused(Sentence reason) implements Step {}

    public record Event(
            CameraState from, CameraState to, Actor actor, Instant at, CameraEvidence evidence) {}

    /** The evidence a step needs; null where there is no such step. */
    public static @Nullable Class<? extends CameraEvidence> needed(
            CameraState from, CameraState to) {
        boolean running = from == CameraState.CONNECTED || from.health();
        return switch (to) {
            case DECLARED -> null;
            case IDENTIFIED -> from == CameraState.DECLARED ? DeviceAnswered.class : null;
            case CREDENTIAL_OK ->
                    from == CameraState.IDENTIFIED ? DefaultPasswordRefused.class : null;
            case STREAM_OK -> from == CameraState.CREDENTIAL_OK ? PictureDecoded.class : null;
            case ZONE_SET ->
                    from == CameraState.STREAM_OK
                                    || from == CameraState.ZONE_SET
                                    || from == CameraState.PICTURE_ACCEPTED
                                    || running
                            ? ZoneChosen.class
                            : null;
            case PICTURE_ACCEPTED -> from == CameraState.ZONE_SET ? PictureSeen.class : null;
            case CONNECTED -> from == CameraState.PICTURE_ACCEPTED ? ConnectionProven.class : null;
            case LIVE, DEGRADED, FROZEN, BLACK, COVERED, MOVED, OFFLINE ->
                    running && from != to ? HealthSeen.class : null;
            case RETIRED -> running ? RetirementSigned.class : null;
        };
    }

    public static Step step(
            CameraState from, CameraState to, Actor actor, Instant at, CameraEvidence evidence) {
        Class<? extends CameraEvidence> needed = needed(from, to);
        if (needed == null) {
            return refused(
                    "Camera không thể chuyển từ " + from + " sang " + to + ".",
                    "A camera cannot go from " + from + " to " + to + ".");
        }
        if (!needed.isInstance(evidence)) {
            return refused(
                    "Thiếu căn cứ để chuyển sang " + to + ": " + needed.getSimpleName() + ".",
                    "Evidence for " + to + " is missing: " + needed.getSimpleName() + ".");
        }
        Sentence objection = objection(to, actor, evidence);
        return objection == null
                ? new Taken(new Event(from, to, actor, at, evidence))
                : new Refused(objection);
    }

    private static @Nullable Sentence objection(
            CameraState to, Actor actor, CameraEvidence evidence) {
        return switch (evidence) {
            case ZoneChosen(ZonePlace place) when place.zone().rule() == Zone.Rule.FORBIDDEN ->
                    new Sentence(
                            "Không được đặt camera ở vị trí này: "
                                    + place.zone().words().vietnamese()
                                    + ".",
                            "No camera may stand here: " + place.zone().words().english() + ".");
            case HealthSeen(CameraState health, String hash) when health != to ->
                    new Sentence(
                            "Căn cứ cho thấy " + health + ", không phải " + to + ".",
                            "The evidence shows " + health + ", not " + to + ".");
            case PictureSeen _, RetirementSigned _ when !(actor instanceof Actor.Person) ->
                    new Sentence(
                            "Bước này cần một người xác nhận, không phải hệ thống.",
                            "This step needs a person's word, not a machine's.");
            case DeviceAnswered _,
                    DefaultPasswordRefused _,
                    PictureDecoded _,
                    ZoneChosen _,
                    PictureSeen _,
                    ConnectionProven _,
                    HealthSeen _,
                    RetirementSigned _ ->
                    null;
        };
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }
}
