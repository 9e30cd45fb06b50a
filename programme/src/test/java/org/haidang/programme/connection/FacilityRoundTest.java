package org.haidang.programme.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.haidang.programme.facility.Actor;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityLife;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FacilityRoundTest {

    /** The table once more, by hand: connected, some pictures, no picture. */
    private static final Map<FacilityStage, String> MOVES =
            Map.of(
                    FacilityStage.CONNECTING, "CONNECTED - -",
                    FacilityStage.OPERATING, "- DEGRADED LOST",
                    FacilityStage.DEGRADED, "OPERATING - LOST",
                    FacilityStage.LOST, "OPERATING DEGRADED -");

    @ParameterizedTest
    @EnumSource(FacilityStage.class)
    void movesByMeasurementsAsTheTableSays(FacilityStage stage) {
        String moves =
                word(FacilityRound.of(stage, Given.connected(), 1, "log"))
                        + " "
                        + word(FacilityRound.of(stage, Given.notConnected(), 1, "log"))
                        + " "
                        + word(FacilityRound.of(stage, Given.notConnected(), 0, "log"));
        assertThat(moves).isEqualTo(MOVES.getOrDefault(stage, "- - -"));
    }

    @ParameterizedTest
    @EnumSource(FacilityStage.class)
    void makesOnlyStepsThatAMachineMayTake(FacilityStage stage) {
        for (FacilityConnection measured :
                new FacilityConnection[] {Given.connected(), Given.notConnected()}) {
            for (int pictures = 0; pictures < 2; pictures++) {
                FacilityRound.of(stage, measured, pictures, "log")
                        .ifPresent(move ->
                                assertThat(
                                                FacilityLife.step(
                                                        new FacilityState.At(stage),
                                                        move.to(),
                                                        new Actor.Machine("round"),
                                                        Given.NOW,
                                                        move.evidence()))
                                        .as("%s to %s", stage, move.to())
                                        .isInstanceOf(FacilityLife.Taken.class));
            }
        }
    }

    @Test
    void d9NoRoundConnectsAFacilityWithoutCameras() {
        FacilityConnection none =
                FacilityConnection.of(
                        new org.haidang.programme.facility.ZoneSufficiency.Enough(),
                        new TreeMap<>());
        assertThat(FacilityRound.of(FacilityStage.CONNECTING, none, 0, "log")).isEmpty();
    }

    private static String word(Optional<FacilityRound.Move> move) {
        return move.map(m -> m.to().name()).orElse("-");
    }
}
