package org.haidang.programme.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * The one thing that keeps a facility from being connected and running, the first in the order of
 * the work, and who must act. What comes after it is not worth a telephone call yet.
 *
 * @param camera the camera it is about, by id; null when about the facility
 */
public record WhyNot(Sentence sentence, WhoActs who, @Nullable String camera) {

    /**
     * What is known of a facility.
     *
     * @param cameras the ways of its cameras by id
     * @param missing required places without camera or waiver
     * @param layoutKnown whether its blocks and floors were entered, which {@code missing} needs
     */
    public record Situation(
            FacilityStage stage,
            PlanVersions.Coverage plan,
            SortedMap<String, CameraPath> cameras,
            List<ZonePlace> missing,
            boolean layoutKnown) {}

    /** Empty when it runs as it should, and when it is closed. */
    public static Optional<WhyNot> of(Situation now) {
        return switch (now.stage()) {
            case REGISTERED ->
                    facility(
                            WhoActs.FACILITY,
                            "Chưa cử đầu mối của cơ sở.",
                            "No focal point is named yet.");
            case CONTACT_NAMED ->
                    facility(
                            WhoActs.DEPARTMENT,
                            "Chưa khảo sát cơ sở.",
                            "The facility was not surveyed yet.");
            case SURVEYED ->
                    facility(
                            WhoActs.DEPARTMENT,
                            "Đã khảo sát, chưa có kết luận đánh giá.",
                            "Surveyed, without an evaluation yet.");
            case NOT_ELIGIBLE ->
                    facility(
                            WhoActs.DEPARTMENT,
                            "Kết luận không đạt; cần khắc phục rồi khảo sát lại.",
                            "Found not eligible; mend that and survey it again.");
            case SUSPENDED ->
                    facility(
                            WhoActs.FACILITY,
                            "Cơ sở tạm dừng vì không có người cách ly.",
                            "Suspended: nobody is quarantined there.");
            case ELIGIBLE, CONDITIONAL, PLAN_APPROVED -> beforeOrder(now);
            case CONNECTING, DEGRADED, LOST -> cameras(now);
            case CONNECTED ->
                    cameras(now)
                            .or(() ->
                                    facility(
                                            WhoActs.DEPARTMENT,
                                            "Đã đạt kết nối, chưa ký đủ biên bản nghiệm thu.",
                                            "Connected; the connection record is not signed by all yet."));
            case OPERATING, CLOSED -> Optional.empty();
        };
    }

    private static Optional<WhyNot> beforeOrder(Situation now) {
        return switch (now.plan()) {
            case PlanVersions.NotCovered(Sentence reason) ->
                    Optional.of(new WhyNot(reason, WhoActs.DEPARTMENT, null));
            case PlanVersions.Covered _ ->
                    facility(
                            WhoActs.DEPARTMENT,
                            "Phương án đã phê duyệt, chưa giao việc kết nối.",
                            "The plan is approved; connecting is not ordered yet.");
        };
    }

    private static Optional<WhyNot> cameras(Situation now) {
        if (now.cameras().isEmpty()) {
            return facility(
                    WhoActs.OPERATOR,
                    "Chưa có camera nào được khai cho cơ sở này.",
                    "No camera is entered for this facility yet.");
        }
        String first = null;
        CameraPath.Leg at = null;
        for (Map.Entry<String, CameraPath> camera : now.cameras().entrySet()) {
            CameraPath.Leg leg = camera.getValue().now().orElse(null);
            if (leg != null && (at == null || worse(leg, at))) {
                at = leg;
                first = camera.getKey();
            }
        }
        return at == null || first == null ? zones(now) : Optional.of(at(first, at));
    }

    /** What blocks goes before what is merely open; among equals the one that is further behind. */
    private static boolean worse(CameraPath.Leg one, CameraPath.Leg other) {
        boolean blocked = one.progress() instanceof CameraPath.Blocked;
        return blocked == other.progress() instanceof CameraPath.Blocked
                ? one.step().compareTo(other.step()) < 0
                : blocked;
    }

    private static WhyNot at(String camera, CameraPath.Leg leg) {
        return switch (leg.progress()) {
            case CameraPath.Next(Sentence what, WhoActs who) -> new WhyNot(what, who, camera);
            case CameraPath.Blocked(Sentence why, WhoActs who) -> new WhyNot(why, who, camera);
            case CameraPath.Done(), CameraPath.Waiting() ->
                    throw new IllegalStateException("no camera stands at " + leg);
        };
    }

    private static Optional<WhyNot> zones(Situation now) {
        if (!now.layoutKnown()) {
            return facility(
                    WhoActs.FACILITY,
                    "Chưa khai các khối nhà và tầng nên chưa biết đã đủ camera chưa.",
                    "Blocks and floors are not entered, so nobody knows whether there are enough cameras.");
        }
        if (now.missing().isEmpty()) {
            return Optional.empty();
        }
        ZonePlace place = now.missing().getFirst();
        String where =
                place.block().isEmpty() ? "" : " (" + place.block() + ", " + place.floor() + ")";
        int more = now.missing().size() - 1;
        return facility(
                WhoActs.FACILITY,
                "Chưa đủ camera: thiếu "
                        + place.zone().words().vietnamese()
                        + where
                        + (more == 0 ? "." : " và " + more + " vị trí khác."),
                "Not enough cameras: "
                        + place.zone().words().english()
                        + where
                        + (more == 0 ? " lacks one." : " and " + more + " other places lack one."));
    }

    private static Optional<WhyNot> facility(WhoActs who, String vietnamese, String english) {
        return Optional.of(new WhyNot(new Sentence(vietnamese, english), who, null));
    }
}
