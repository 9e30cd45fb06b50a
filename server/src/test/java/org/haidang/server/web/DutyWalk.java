package org.haidang.server.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haidang.programme.contact.Contact;
import org.haidang.programme.contact.EmailAddress;
import org.haidang.programme.facility.CameraClock;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.vietnamese.PersonName;
import org.haidang.programme.vietnamese.Phone;
import org.haidang.server.audit.Actor;
import org.haidang.server.facility.Lives;

/** Takes a facility through the programme with evidence of the test's. */
final class DutyWalk {
    static final Actor LAN = new Actor("u1", "Lê Thị Lan", null, "127.0.0.1", null);
    private static final Actor MACHINE = new Actor(null, null, null, null, null);

    private DutyWalk() {}

    /** From where it is registered to where it operates, or to a stage on the way there. */
    static void to(Lives lives, String facilityId, FacilityStage last) {
        for (FacilityStage next :
                List.of(
                        FacilityStage.CONTACT_NAMED,
                        FacilityStage.SURVEYED,
                        FacilityStage.ELIGIBLE,
                        FacilityStage.PLAN_APPROVED,
                        FacilityStage.CONNECTING,
                        FacilityStage.CONNECTED,
                        FacilityStage.OPERATING)) {
            FacilityEvidence evidence = evidence(next);
            lives.advance(facilityId, next, evidence.byPerson() ? LAN : MACHINE, evidence);
            if (next == last) {
                return;
            }
        }
    }

    private static FacilityEvidence evidence(FacilityStage to) {
        return switch (to) {
            case CONTACT_NAMED ->
                    new FacilityEvidence.ContactNominated(
                            new Contact(
                                    new PersonName("Trần Văn Bình"),
                                    "Trưởng cơ sở",
                                    List.of(new Phone.Line("+84912345678", "")),
                                    new EmailAddress("binh@example.vn")));
            case SURVEYED -> new FacilityEvidence.SurveySigned("KS-1");
            case ELIGIBLE -> new FacilityEvidence.FoundEligible("KS-1");
            case PLAN_APPROVED -> new FacilityEvidence.PlanCovers("PA-58", 1);
            case CONNECTING -> new FacilityEvidence.ConnectionOrdered("L-1");
            case CONNECTED -> new FacilityEvidence.ConnectionProven(proof());
            default -> new FacilityEvidence.AcceptanceSigned("BB-1");
        };
    }

    private static FacilityConnection.Connected proof() {
        Instant now = Instant.parse("2021-05-12T03:00:00Z");
        CameraConnection camera =
                CameraConnection.of(
                        new ConnectionFacts(
                                now,
                                true,
                                now.minusSeconds(60),
                                Duration.ofMillis(900),
                                new CameraClock.Told(Duration.ZERO),
                                true,
                                true,
                                ConnectionFacts.Credential.DEFAULT_REFUSED,
                                Duration.ofHours(24)),
                        ConnectionLimits.standard());
        return (FacilityConnection.Connected)
                FacilityConnection.of(
                        new ZoneSufficiency.Enough(), new TreeMap<>(Map.of("gate", camera)));
    }
}
