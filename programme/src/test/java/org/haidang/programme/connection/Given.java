package org.haidang.programme.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.haidang.programme.facility.CameraClock;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityEvidence.PlanCovers;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.PlanVersions.Covered;
import org.haidang.programme.plan.SiteParameters;

/** Facts of one camera that are all right, and a facility of it. */
final class Given {

    static final Instant NOW = Instant.parse("2021-05-12T03:00:00Z");
    static final ZonePlace GATE = new ZonePlace(Zone.GATE, "", "");
    static final String HASH = "ab".repeat(32);
    static final Covered COVERED =
            new Covered(
                    new PlanCovers("PA", 1),
                    SiteParameters.asTemplate(
                            "F1", 1, PlanTemplate.standard(), LocalDate.of(2021, 5, 12), "VNPT"));

    private Given() {}

    static ConnectionFacts facts(Credential credential, Duration available) {
        return new ConnectionFacts(
                NOW,
                true,
                NOW.minusSeconds(60),
                Duration.ofMillis(900),
                new CameraClock.Told(Duration.ofMillis(-300)),
                true,
                true,
                credential,
                available);
    }

    static ConnectionFacts good() {
        return facts(Credential.DEFAULT_REFUSED, Duration.ofHours(24));
    }

    static CameraConnection camera(ConnectionFacts facts) {
        return CameraConnection.of(facts, ConnectionLimits.standard());
    }

    static FacilityConnection connected() {
        return facility(good());
    }

    static FacilityConnection notConnected() {
        return facility(facts(Credential.DEFAULT_REFUSED, Duration.ofHours(12)));
    }

    private static FacilityConnection facility(ConnectionFacts facts) {
        TreeMap<String, CameraConnection> cameras = new TreeMap<>();
        cameras.put("gate-1", camera(facts));
        return FacilityConnection.of(new ZoneSufficiency.Enough(), cameras);
    }

    static ConnectionRecord record(ConnectionFacts facts, ZoneSufficiency zones) {
        return ConnectionRecord.drawUp(
                "BB-1",
                "F1",
                new PlanCovers("PA", 1),
                NOW,
                ConnectionLimits.standard(),
                List.of(
                        new ConnectionRecord.RecordedCamera(
                                "gate-1", "Cổng chính", GATE, HASH, "Trần Văn Bình", facts)),
                zones);
    }
}
