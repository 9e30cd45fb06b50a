package org.haidang.programme.plan;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What holds for every site of the province unless the site says otherwise, with a reason.
 *
 * @param retentionDays {@value #MIN_RETENTION_DAYS} to {@value #MAX_RETENTION_DAYS}
 * @param supplies all of {@link Supply}
 * @param headroomPercent what an uplink must carry beyond the streams' own rates, 0 to 200:
 *     pictures of much motion, protocol, others on the line
 */
public record PlanTemplate(
        StreamTarget main,
        StreamTarget sub,
        RecordingMode recording,
        int retentionDays,
        LinkType link,
        Map<Supply, Supply.By> supplies,
        ViewingShare viewing,
        int headroomPercent) {

    public static final int MIN_RETENTION_DAYS = 1;
    public static final int MAX_RETENTION_DAYS = 90;
    public static final int MAX_HEADROOM_PERCENT = 200;

    public PlanTemplate {
        StreamTarget.require(
                "retention in days", retentionDays, MIN_RETENTION_DAYS, MAX_RETENTION_DAYS);
        StreamTarget.require("headroom in percent", headroomPercent, 0, MAX_HEADROOM_PERCENT);
        if (!supplies.keySet().containsAll(Arrays.asList(Supply.values()))) {
            throw new IllegalArgumentException("who supplies what is missing: " + supplies);
        }
        if (sub.kbps() > main.kbps()) {
            throw new IllegalArgumentException(
                    "the sub stream is the smaller: " + sub.kbps() + " > " + main.kbps());
        }
        supplies = Map.copyOf(new EnumMap<>(supplies));
    }

    /**
     * A place to begin. No dispatch gives any of these numbers: they are ours, for 1080p of common
     * cameras, and 14 to 21 days of quarantine and a week (28 days).
     */
    public static PlanTemplate standard() {
        return new PlanTemplate(
                new StreamTarget(Codec.H264, 1_920, 1_080, 15, 2_048),
                new StreamTarget(Codec.H264, 640, 360, 10, 384),
                RecordingMode.CONTINUOUS_MAIN,
                28,
                LinkType.FIBRE,
                Map.of(
                        Supply.CAMERAS, Supply.By.FACILITY,
                        Supply.SITE_MACHINE, Supply.By.OPERATOR,
                        Supply.LINK, Supply.By.OPERATOR,
                        Supply.BACKUP_POWER, Supply.By.FACILITY,
                        Supply.DUTY_SCREEN, Supply.By.FACILITY),
                new ViewingShare(2, 1),
                25);
    }
}
