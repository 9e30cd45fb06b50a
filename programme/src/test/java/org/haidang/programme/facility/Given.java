package org.haidang.programme.facility;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;

/** Facts and evidence that are all right, one of each kind. */
final class Given {

    static final Instant NOW = Instant.parse("2021-05-12T03:00:00Z");
    static final Actor PERSON = new Actor.Person("Nguyễn Văn Hòa");
    static final Actor MACHINE = new Actor.Machine("prober");
    static final String HASH = "ab".repeat(32);
    static final Finding FINDING = new Finding(ReasonCode.OBSOLETE, "");

    static final ConnectionFacts GOOD =
            new ConnectionFacts(
                    NOW,
                    true,
                    NOW.minusSeconds(60),
                    Duration.ofMillis(900),
                    new CameraClock.Told(Duration.ofMillis(-300)),
                    true,
                    true,
                    Credential.DEFAULT_REFUSED,
                    Duration.ofHours(24));

    private Given() {}

    static CameraConnection.Connected camera() {
        return (CameraConnection.Connected) CameraConnection.of(GOOD, ConnectionLimits.standard());
    }

    static FacilityConnection.Connected facility() {
        TreeMap<String, CameraConnection> cameras = new TreeMap<>();
        cameras.put("gate-1", camera());
        return (FacilityConnection.Connected)
                FacilityConnection.of(new ZoneSufficiency.Enough(), cameras);
    }

    static List<FacilityEvidence> facilityEvidence() {
        return List.of(
                new FacilityEvidence.ContactNominated(contact()),
                new FacilityEvidence.SurveySigned("KS-1"),
                new FacilityEvidence.FoundEligible("KS-1"),
                new FacilityEvidence.FoundConditional("KS-1", List.of(FINDING)),
                new FacilityEvidence.FoundNotEligible(
                        "KS-1", FINDING, "Sở TT&TT", LocalDate.of(2021, 5, 14)),
                new FacilityEvidence.PlanCovers("PA-58", 1),
                new FacilityEvidence.ConnectionOrdered("L-1"),
                new FacilityEvidence.ConnectionProven(facility()),
                new FacilityEvidence.AcceptanceSigned("BB-1"),
                new FacilityEvidence.SomeCamerasFail("log-1"),
                new FacilityEvidence.NothingArrives("log-2"),
                new FacilityEvidence.NoOccupants("TB-1"),
                new FacilityEvidence.OccupantsReturn("TB-2"),
                new FacilityEvidence.ClosingSigned("BB-9", 28));
    }

    static FacilityState state(FacilityStage stage) {
        return switch (stage) {
            case CONDITIONAL -> new FacilityState.Conditional(List.of(FINDING));
            case NOT_ELIGIBLE ->
                    new FacilityState.NotEligible(FINDING, "Sở", LocalDate.of(2021, 5, 14));
            case CLOSED -> new FacilityState.Closed(NOW, 28);
            default -> new FacilityState.At(stage);
        };
    }

    static List<CameraEvidence> cameraEvidence(CameraState to) {
        return List.of(
                new CameraEvidence.DeviceAnswered(HASH),
                new CameraEvidence.DefaultPasswordRefused(HASH),
                new CameraEvidence.PictureDecoded(HASH),
                new CameraEvidence.ZoneChosen(ZonePlace.ofSite(Zone.GATE)),
                new CameraEvidence.PictureSeen(HASH),
                new CameraEvidence.ConnectionProven(camera()),
                new CameraEvidence.HealthSeen(to.health() ? to : CameraState.LIVE, HASH),
                new CameraEvidence.RetirementSigned("BB-2"));
    }

    private static Contact contact() {
        return new Contact(
                new PersonName("Nguyễn Văn Hòa"),
                "Trưởng khu",
                List.of(new Phone.Line("+84912345678", "")),
                new EmailAddress("hoa@ninhthuan.gov.vn"));
    }
}
