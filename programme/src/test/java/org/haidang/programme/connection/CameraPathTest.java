package org.haidang.programme.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.haidang.programme.connection.CameraPath.Blocked;
import org.haidang.programme.connection.CameraPath.Done;
import org.haidang.programme.connection.CameraPath.Next;
import org.haidang.programme.connection.CameraPath.Situation;
import org.haidang.programme.connection.CameraPath.Waiting;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.Shortfall;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.plan.PlanVersions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CameraPathTest {

    private static final PlanVersions.Coverage NO_PLAN = PlanVersions.none().covers("F1");
    private static final CameraConnection CONNECTED = Given.camera(Given.good());

    /** Everything before a step is done, the step itself is not. */
    private static Situation upTo(ConnectionStep step) {
        int done = step.ordinal();
        return new Situation(
                done > 0 ? Given.COVERED : NO_PLAN,
                done > 1,
                done > 2,
                done > 3,
                done > 4 ? Credential.DEFAULT_REFUSED : Credential.NOT_TRIED,
                done > 5,
                done > 6 ? Given.GATE : null,
                done > 7,
                null);
    }

    @ParameterizedTest
    @EnumSource(ConnectionStep.class)
    void goesStepByStepAndNoFurther(ConnectionStep step) {
        CameraPath path = CameraPath.of(upTo(step));
        assertThat(path.now().orElseThrow().step()).isEqualTo(step);
        for (CameraPath.Leg leg : path.legs()) {
            if (leg.step().compareTo(step) < 0) {
                assertThat(leg.progress()).as("%s", leg.step()).isEqualTo(new Done());
            }
            if (leg.step().compareTo(step) > 0) {
                assertThat(leg.progress()).as("%s", leg.step()).isEqualTo(new Waiting());
            }
            assertThat(path.refusal(leg.step()).isEmpty())
                    .as("may %s while at %s", leg.step(), step)
                    .isEqualTo(leg.step().compareTo(step) <= 0);
        }
    }

    @Test
    void d5NothingIsConnectedWithoutAnApprovedPlan() {
        Situation all = situation(NO_PLAN, Credential.DEFAULT_REFUSED, Given.GATE, CONNECTED);
        CameraPath path = CameraPath.of(all);
        assertThat(path.legs().getFirst().progress()).isInstanceOf(Blocked.class);
        assertThat(path.legs().stream().skip(1).map(CameraPath.Leg::progress))
                .containsOnly(new Waiting());
        assertThat(path.refusal(ConnectionStep.DEVICE_ANSWERS).orElseThrow().vietnamese())
                .startsWith("Tỉnh chưa có phương án kết nối");
    }

    @Test
    void aDefaultPasswordBlocksEvenACameraThatWasAccepted() {
        CameraPath path =
                CameraPath.of(
                        situation(
                                Given.COVERED, Credential.DEFAULT_ACCEPTED, Given.GATE, CONNECTED));
        assertThat(path.now().orElseThrow())
                .isEqualTo(
                        new CameraPath.Leg(
                                ConnectionStep.DEFAULT_PASSWORD_REFUSED,
                                new Blocked(
                                        Shortfall.DEFAULT_PASSWORD.sentence(), WhoActs.OPERATOR)));
        assertThat(path.refusal(ConnectionStep.PICTURE_ACCEPTED)).isPresent();
        assertThat(path.refusal(ConnectionStep.DEFAULT_PASSWORD_REFUSED)).isEmpty();
    }

    @Test
    void aForbiddenZoneBlocks() {
        for (Zone zone : List.of(Zone.ROOM, Zone.TOILET, Zone.BATHROOM)) {
            CameraPath path =
                    CameraPath.of(
                            situation(
                                    Given.COVERED,
                                    Credential.DEFAULT_REFUSED,
                                    new ZonePlace(zone, "A", "1"),
                                    CONNECTED));
            assertThat(path.now().orElseThrow().step()).isEqualTo(ConnectionStep.ZONE_SET);
            assertThat(path.now().orElseThrow().progress()).isInstanceOf(Blocked.class);
        }
    }

    @Test
    void d9TheLastStepIsAVerdictWithItsReason() {
        CameraConnection weak =
                Given.camera(Given.facts(Credential.DEFAULT_REFUSED, Duration.ofHours(3)));
        assertThat(last(weak))
                .isEqualTo(
                        new Next(
                                Shortfall.LOW_AVAILABILITY.sentence(),
                                Shortfall.LOW_AVAILABILITY.who()));
        assertThat(last(null)).isInstanceOf(Next.class);
        assertThat(last(CONNECTED)).isEqualTo(new Done());
    }

    private static CameraPath.Progress last(@Nullable CameraConnection verdict) {
        CameraPath path =
                CameraPath.of(
                        situation(Given.COVERED, Credential.DEFAULT_REFUSED, Given.GATE, verdict));
        return path.legs().getLast().progress();
    }

    private static Situation situation(
            PlanVersions.Coverage plan,
            Credential credential,
            ZonePlace place,
            @Nullable CameraConnection verdict) {
        return new Situation(plan, true, true, true, credential, true, place, true, verdict);
    }
}
