package org.haidang.programme.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.haidang.programme.facility.CameraLife.Refused;
import org.haidang.programme.facility.CameraLife.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CameraLifeTest {

    private static final List<String> HEALTH =
            List.of("LIVE", "DEGRADED", "FROZEN", "BLACK", "COVERED", "MOVED", "OFFLINE");

    private static final Set<String> ALLOWED = allowed();

    private static Set<String> allowed() {
        Set<String> allowed =
                new TreeSet<>(
                        List.of(
                                "DECLARED IDENTIFIED DeviceAnswered",
                                "IDENTIFIED CREDENTIAL_OK DefaultPasswordRefused",
                                "CREDENTIAL_OK STREAM_OK PictureDecoded",
                                "STREAM_OK ZONE_SET ZoneChosen",
                                "ZONE_SET PICTURE_ACCEPTED PictureSeen",
                                "ZONE_SET ZONE_SET ZoneChosen",
                                "PICTURE_ACCEPTED ZONE_SET ZoneChosen",
                                "PICTURE_ACCEPTED CONNECTED ConnectionProven",
                                "CONNECTED ZONE_SET ZoneChosen",
                                "CONNECTED RETIRED RetirementSigned"));
        for (String health : HEALTH) {
            allowed.add("CONNECTED " + health + " HealthSeen");
            allowed.add(health + " RETIRED RetirementSigned");
            allowed.add(health + " ZONE_SET ZoneChosen");
            HEALTH.stream()
                    .filter(other -> !other.equals(health))
                    .forEach(other -> allowed.add(health + " " + other + " HealthSeen"));
        }
        return allowed;
    }

    static Stream<Arguments> allPairs() {
        return Arrays.stream(CameraState.values())
                .flatMap(from ->
                        Arrays.stream(CameraState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void goesFromOneStateToAnotherOnTheListedEvidenceAndOnNoOther(
            CameraState from, CameraState to) {
        for (CameraEvidence evidence : Given.cameraEvidence(to)) {
            String name = from + " " + to + " " + evidence.getClass().getSimpleName();
            assertThat(
                            CameraLife.step(from, to, Given.PERSON, Given.NOW, evidence)
                                    instanceof Taken)
                    .as(name)
                    .isEqualTo(ALLOWED.contains(name));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Zone.class,
            names = {"ROOM", "TOILET", "BATHROOM"})
    void refusesACameraInAForbiddenZone(Zone zone) {
        ZonePlace place = new ZonePlace(zone, "A", "1");
        assertThat(
                        CameraLife.step(
                                CameraState.STREAM_OK,
                                CameraState.ZONE_SET,
                                Given.PERSON,
                                Given.NOW,
                                new CameraEvidence.ZoneChosen(place)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> new ZoneSufficiency.AcceptedCamera("c", place))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsNoMachineAcceptAPicture() {
        assertThat(
                        CameraLife.step(
                                CameraState.ZONE_SET,
                                CameraState.PICTURE_ACCEPTED,
                                Given.MACHINE,
                                Given.NOW,
                                new CameraEvidence.PictureSeen(Given.HASH)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void takesOnlyTheHealthThatWasSeen() {
        assertThat(
                        CameraLife.step(
                                CameraState.BLACK,
                                CameraState.LIVE,
                                Given.MACHINE,
                                Given.NOW,
                                new CameraEvidence.HealthSeen(CameraState.FROZEN, Given.HASH)))
                .isInstanceOf(Refused.class);
    }
}
