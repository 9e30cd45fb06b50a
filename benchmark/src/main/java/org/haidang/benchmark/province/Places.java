package org.haidang.benchmark.province;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency.Block;

/** Who stands where: the layout, and how far each facility and camera has come. */
final class Places {
    static final List<Block> BLOCKS =
            List.of(new Block("A", List.of("1", "2", "3")), new Block("B", List.of("1", "2", "3")));

    /** Facilities from 0 on have been surveyed, evaluated, planned; the rest has not. */
    static final int SURVEYED = 140;

    static final int EVALUATED = 130;
    static final int PLANNED = 120;

    /** Of those that were named a focal point. */
    static final int NAMED = 190;

    private static final List<CameraState> ON_THE_WAY =
            List.of(
                    CameraState.DECLARED,
                    CameraState.IDENTIFIED,
                    CameraState.CREDENTIAL_OK,
                    CameraState.STREAM_OK,
                    CameraState.ZONE_SET,
                    CameraState.PICTURE_ACCEPTED);

    private static final List<CameraState> ARRIVED =
            List.of(
                    CameraState.CONNECTED,
                    CameraState.LIVE,
                    CameraState.LIVE,
                    CameraState.LIVE,
                    CameraState.DEGRADED,
                    CameraState.FROZEN,
                    CameraState.BLACK,
                    CameraState.COVERED,
                    CameraState.MOVED,
                    CameraState.OFFLINE,
                    CameraState.RETIRED);

    private static final List<Zone> ZONES =
            List.of(
                    Zone.CORRIDOR,
                    Zone.WAITING_HALL,
                    Zone.OUTSIDE_BATHROOM,
                    Zone.YARD,
                    Zone.SAMPLING,
                    Zone.RECEPTION,
                    Zone.MEDICAL_CHECK,
                    Zone.GOODS,
                    Zone.GATE,
                    Zone.COMMON);

    private Places() {}

    /** Where a facility stands at last. */
    static FacilityStage stage(int facility) {
        return facility < 40
                ? FacilityStage.CONNECTING
                : facility < 55
                        ? FacilityStage.CONNECTED
                        : facility < 95
                                ? FacilityStage.OPERATING
                                : facility < 100
                                        ? FacilityStage.DEGRADED
                                        : facility < 105
                                                ? FacilityStage.LOST
                                                : facility < 108
                                                        ? FacilityStage.SUSPENDED
                                                        : facility < 110
                                                                ? FacilityStage.CLOSED
                                                                : earlier(facility);
    }

    private static FacilityStage earlier(int facility) {
        return facility < PLANNED
                ? FacilityStage.PLAN_APPROVED
                : facility < EVALUATED
                        ? FacilityStage.ELIGIBLE
                        : facility < 135
                                ? FacilityStage.SURVEYED
                                : facility < 138
                                        ? FacilityStage.CONDITIONAL
                                        : facility < SURVEYED
                                                ? FacilityStage.NOT_ELIGIBLE
                                                : facility < NAMED
                                                        ? FacilityStage.CONTACT_NAMED
                                                        : FacilityStage.REGISTERED;
    }

    /** The stages behind a plan, from it to where the facility stands; none before it connects. */
    static List<FacilityStage> way(int facility) {
        FacilityStage last = stage(facility);
        List<FacilityStage> way = new ArrayList<>();
        for (FacilityStage next :
                List.of(
                        FacilityStage.CONNECTING,
                        FacilityStage.CONNECTED,
                        FacilityStage.OPERATING,
                        last)) {
            if (facility < 110 && !way.contains(last)) {
                way.add(next);
            }
        }
        return way;
    }

    /** Where a camera stands: by what its facility has come to. */
    static CameraState state(int facility, int camera) {
        return facility < 40
                ? ON_THE_WAY.get((facility + camera) % ON_THE_WAY.size())
                : facility < 110
                        ? ARRIVED.get((facility + camera) % ARRIVED.size())
                        : CameraState.DECLARED;
    }

    /** The states from the first behind "declared" to that one. */
    static List<CameraState> way(CameraState last) {
        List<CameraState> way = new ArrayList<>();
        for (CameraState next : CameraState.values()) {
            boolean passed = !next.health() && next != CameraState.RETIRED;
            if (next != CameraState.DECLARED
                    && (next == last || (passed && (last.health() || next.compareTo(last) < 0)))) {
                way.add(next);
            }
        }
        return way;
    }

    static Zone zone(int camera) {
        return ZONES.get(camera % ZONES.size());
    }

    static ZonePlace place(int camera) {
        Zone zone = zone(camera);
        return zone.rule() == Zone.Rule.EACH_FLOOR
                ? new ZonePlace(zone, "A", Integer.toString(camera % 3 + 1))
                : new ZonePlace(zone, "", "");
    }

    static String cameraName(int camera) {
        return zone(camera).words().vietnamese().replaceFirst(",.*", "")
                + String.format(Locale.ROOT, " %02d", camera + 1);
    }
}
