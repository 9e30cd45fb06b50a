package org.haidang.programme.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.plan.PlanVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhyNotTest {

    private static final PlanVersions.Coverage NO_PLAN = PlanVersions.none().covers("F1");

    @ParameterizedTest
    @EnumSource(FacilityStage.class)
    void hasASentenceForEveryStageButThoseThatNeedNone(FacilityStage stage) {
        boolean quiet = stage == FacilityStage.OPERATING || stage == FacilityStage.CLOSED;
        WhyNot.Situation situation =
                new WhyNot.Situation(stage, Given.COVERED, new TreeMap<>(), List.of(), true);
        assertThat(WhyNot.of(situation).isEmpty()).isEqualTo(quiet);
    }

    @Test
    void d5NamesThePlanBeforeAnythingElse() {
        WhyNot why =
                WhyNot.of(
                                new WhyNot.Situation(
                                        FacilityStage.ELIGIBLE,
                                        NO_PLAN,
                                        cameras(true, true),
                                        List.of(),
                                        true))
                        .orElseThrow();
        assertThat(why.who()).isEqualTo(WhoActs.DEPARTMENT);
        assertThat(why.sentence().vietnamese()).contains("chưa có phương án");
    }

    @Test
    void namesTheCameraThatIsFurthestBehind() {
        WhyNot why = connecting(cameras(true, false), List.of(), true);
        assertThat(why.camera()).isEqualTo("cam-b");
        assertThat(why.who()).isEqualTo(WhoActs.OPERATOR);
    }

    @Test
    void namesACameraThatBlocksBeforeOneThatIsFurtherBehind() {
        TreeMap<String, CameraPath> cameras = cameras(false, false);
        cameras.put("cam-z", path(Credential.DEFAULT_ACCEPTED, true));
        cameras.put("cam-a", path(Credential.NOT_TRIED, false));
        assertThat(connecting(cameras, List.of(), true).camera()).isEqualTo("cam-z");
    }

    @Test
    void namesMissingZonesOnceAllCamerasAreConnected() {
        List<ZonePlace> missing = List.of(Given.GATE, Given.GATE);
        assertThat(connecting(cameras(true, true), missing, true).sentence().vietnamese())
                .isEqualTo("Chưa đủ camera: thiếu Cổng ra vào và 1 vị trí khác.");
        assertThat(connecting(cameras(true, true), missing, false).sentence().english())
                .startsWith("Blocks and floors are not entered");
    }

    private static WhyNot connecting(
            TreeMap<String, CameraPath> cameras, List<ZonePlace> missing, boolean layoutKnown) {
        return WhyNot.of(
                        new WhyNot.Situation(
                                FacilityStage.CONNECTING,
                                Given.COVERED,
                                cameras,
                                missing,
                                layoutKnown))
                .orElseThrow();
    }

    private static TreeMap<String, CameraPath> cameras(boolean first, boolean second) {
        TreeMap<String, CameraPath> cameras = new TreeMap<>();
        cameras.put("cam-a", path(first));
        cameras.put("cam-b", path(second));
        return cameras;
    }

    private static CameraPath path(boolean tried) {
        return path(tried ? Credential.DEFAULT_REFUSED : Credential.NOT_TRIED, true);
    }

    private static CameraPath path(Credential credential, boolean answered) {
        return CameraPath.of(
                new CameraPath.Situation(
                        Given.COVERED,
                        true,
                        answered,
                        true,
                        credential,
                        true,
                        Given.GATE,
                        true,
                        Given.camera(Given.good())));
    }
}
