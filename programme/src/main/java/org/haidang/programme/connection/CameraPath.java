package org.haidang.programme.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.Shortfall;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * How far one camera is on its way from plan to picture, all steps in order.
 *
 * <p>The first step that is not done is the next one, or it blocks; those behind it wait, also when
 * they were done once: a camera that fell back to its default password has lost its way again.
 */
public record CameraPath(List<Leg> legs) {

    /** How a step stands. */
    public sealed interface Progress {}

    public record Done() implements Progress {}

    /** To be done now. */
    public record Next(Sentence what, WhoActs who) implements Progress {}

    /** Forbids every step behind it. */
    public record Blocked(Sentence why, WhoActs who) implements Progress {}

    /** Until the steps before are done. */
    public record Waiting() implements Progress {}

    public record Leg(ConnectionStep step, Progress progress) {}

    /**
     * What is known of a camera.
     *
     * @param ordered whether connecting its facility was ordered
     * @param place null until chosen
     * @param verdict null while nothing was measured
     */
    public record Situation(
            PlanVersions.Coverage plan,
            boolean ordered,
            boolean deviceAnswered,
            boolean passwordSealed,
            Credential defaultPassword,
            boolean pictureDecoded,
            @Nullable ZonePlace place,
            boolean pictureAccepted,
            @Nullable CameraConnection verdict) {}

    public CameraPath {
        legs = List.copyOf(legs);
    }

    public static CameraPath of(Situation situation) {
        List<Leg> legs = new ArrayList<>();
        boolean open = true;
        for (ConnectionStep step : ConnectionStep.values()) {
            Progress progress = open ? progress(step, situation) : new Waiting();
            open = progress instanceof Done;
            legs.add(new Leg(step, progress));
        }
        return new CameraPath(legs);
    }

    /** The step where it stands; empty when all are done. */
    public Optional<Leg> now() {
        return legs.stream().filter(leg -> !(leg.progress() instanceof Done)).findFirst();
    }

    /**
     * Whether a step may be taken, again or for the first time: all steps before it are done.
     *
     * @return why not; empty when it may
     */
    public Optional<Sentence> refusal(ConnectionStep step) {
        for (Leg leg : legs) {
            if (leg.step() == step) {
                return Optional.empty();
            }
            switch (leg.progress()) {
                case Done() -> {}
                case Next(Sentence what, WhoActs _) -> {
                    return Optional.of(what);
                }
                case Blocked(Sentence why, WhoActs _) -> {
                    return Optional.of(why);
                }
                case Waiting() -> throw new IllegalStateException("a step waits for no other");
            }
        }
        throw new IllegalStateException("no such step: " + step);
    }

    private static Progress progress(ConnectionStep step, Situation now) {
        return switch (step) {
            case PLAN_COVERS ->
                    switch (now.plan()) {
                        case PlanVersions.Covered _ -> new Done();
                        case PlanVersions.NotCovered(Sentence why) ->
                                new Blocked(why, WhoActs.DEPARTMENT);
                    };
            case CONNECTION_ORDERED ->
                    doneOr(
                            now.ordered(),
                            WhoActs.DEPARTMENT,
                            "Chưa giao việc kết nối cơ sở này; hãy bấm \"Bắt đầu kết nối\".",
                            "Connecting this facility is not ordered yet; press \"Begin to connect\".");
            case DEVICE_ANSWERS ->
                    doneOr(
                            now.deviceAnswered(),
                            WhoActs.OPERATOR,
                            "Chưa kiểm tra camera; hãy chạy kiểm tra để biết camera có trả lời không.",
                            "The camera was not tested; run the test to see whether it answers.");
            case PASSWORD_SEALED ->
                    doneOr(
                            now.passwordSealed(),
                            WhoActs.OPERATOR,
                            "Camera chưa có mật khẩu riêng; hãy đặt mật khẩu trên camera rồi nhập vào đây.",
                            "The camera has no password of its own; set one on it and enter it here.");
            case DEFAULT_PASSWORD_REFUSED -> defaultPassword(now.defaultPassword());
            case STREAM_OK ->
                    doneOr(
                            now.pictureDecoded(),
                            WhoActs.OPERATOR,
                            "Chưa giải mã được hình nào của camera; hãy kiểm tra luồng hình.",
                            "No picture of the camera was decoded yet; check its stream.");
            case ZONE_SET -> zone(now.place());
            case PICTURE_ACCEPTED ->
                    doneOr(
                            now.pictureAccepted(),
                            Shortfall.PICTURE_NOT_ACCEPTED.who(),
                            Shortfall.PICTURE_NOT_ACCEPTED.sentence());
            case PROVEN -> proven(now.verdict());
        };
    }

    private static Progress defaultPassword(Credential credential) {
        return switch (credential) {
            case DEFAULT_REFUSED -> new Done();
            case DEFAULT_ACCEPTED ->
                    new Blocked(
                            Shortfall.DEFAULT_PASSWORD.sentence(),
                            Shortfall.DEFAULT_PASSWORD.who());
            case NOT_TRIED ->
                    new Next(
                            Shortfall.PASSWORD_NOT_TRIED.sentence(),
                            Shortfall.PASSWORD_NOT_TRIED.who());
        };
    }

    private static Progress zone(@Nullable ZonePlace place) {
        if (place != null && place.zone().rule() == Zone.Rule.FORBIDDEN) {
            return new Blocked(
                    new Sentence(
                            "Không được đặt camera ở vị trí này: "
                                    + place.zone().words().vietnamese()
                                    + ". Hãy dời camera rồi chọn lại vị trí.",
                            "No camera may stand here: "
                                    + place.zone().words().english()
                                    + ". Move the camera and choose its zone again."),
                    WhoActs.FACILITY);
        }
        return doneOr(place != null, Shortfall.NO_ZONE.who(), Shortfall.NO_ZONE.sentence());
    }

    private static Progress proven(@Nullable CameraConnection verdict) {
        return switch (verdict) {
            case CameraConnection.Connected _ -> new Done();
            case CameraConnection.NotConnected not ->
                    new Next(not.first().sentence(), not.first().who());
            case null ->
                    new Next(
                            new Sentence(
                                    "Chưa có số đo; hệ thống đo mỗi phút, hãy chờ.",
                                    "Nothing was measured yet; it is measured each minute, wait."),
                            WhoActs.OPERATOR);
        };
    }

    private static Progress doneOr(boolean done, WhoActs who, String vietnamese, String english) {
        return doneOr(done, who, new Sentence(vietnamese, english));
    }

    private static Progress doneOr(boolean done, WhoActs who, Sentence what) {
        return done ? new Done() : new Next(what, who);
    }
}
