package org.haidang.programme.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Whether a site's uplink carries what the plan wants of it. Recordings stay at the site and need
 * none of it.
 *
 * @param neededKbps sub streams of all cameras for the wall, and main streams for the views that
 *     the plan shares out, but never more than there are cameras, for the tiers above share one
 *     stream; all with headroom
 * @param subOnlyKbps the sub streams alone, with headroom
 * @param measuredKbps null while nobody has measured
 * @param supplier whose link it is, and so who must act
 */
public record Bandwidth(
        int cameras,
        int mainViews,
        long neededKbps,
        long subOnlyKbps,
        @Nullable Integer measuredKbps,
        WhoActs supplier) {

    public enum Verdict {
        ENOUGH,
        ENOUGH_FOR_SUB_ONLY,
        NOT_ENOUGH,
        UNMEASURED
    }

    public static Bandwidth of(PlanTemplate template, SiteParameters site) {
        int mainViews = Math.min(template.viewing().mainViews(), site.cameras());
        long sub = (long) site.cameras() * site.subKbps();
        long main = (long) mainViews * site.mainKbps();
        return new Bandwidth(
                site.cameras(),
                mainViews,
                withHeadroom(sub + main, template.headroomPercent()),
                withHeadroom(sub, template.headroomPercent()),
                site.uplinkKbps(),
                supplier(template));
    }

    private static long withHeadroom(long kbps, int percent) {
        return Math.ceilDiv(kbps * (100 + percent), 100L);
    }

    private static WhoActs supplier(PlanTemplate template) {
        return switch (template.supplies().get(Supply.LINK)) {
            case FACILITY -> WhoActs.FACILITY;
            case DEPARTMENT, PROVINCE -> WhoActs.DEPARTMENT;
            case OPERATOR -> WhoActs.OPERATOR;
            case null -> throw new IllegalStateException("a template names all supplies");
        };
    }

    public Verdict verdict() {
        if (measuredKbps == null) {
            return Verdict.UNMEASURED;
        }
        if (measuredKbps >= neededKbps) {
            return Verdict.ENOUGH;
        }
        return measuredKbps >= subOnlyKbps ? Verdict.ENOUGH_FOR_SUB_ONLY : Verdict.NOT_ENOUGH;
    }

    /** What the uplink lacks for all that is needed; 0 when it is enough or not measured. */
    public long missingKbps() {
        return measuredKbps == null ? 0 : Math.max(0, neededKbps - measuredKbps);
    }

    /** Null when nothing is to be done. Measuring is the engineer's work, whosever link it is. */
    public @Nullable WhoActs whoActs() {
        return switch (verdict()) {
            case ENOUGH -> null;
            case ENOUGH_FOR_SUB_ONLY, NOT_ENOUGH -> supplier;
            case UNMEASURED -> WhoActs.OPERATOR;
        };
    }

    public Sentence sentence() {
        return switch (verdict()) {
            case ENOUGH ->
                    new Sentence(
                            "Đủ băng thông: cần "
                                    + vi(neededKbps)
                                    + ", đo được "
                                    + vi(measured())
                                    + ".",
                            "Enough: "
                                    + en(neededKbps)
                                    + " needed, "
                                    + en(measured())
                                    + " measured.");
            case ENOUGH_FOR_SUB_ONLY ->
                    new Sentence(
                            "Chỉ đủ cho hình nhỏ trên màn hình giám sát; thiếu "
                                    + vi(missingKbps())
                                    + " để xem "
                                    + mainViews
                                    + " hình lớn cùng lúc. Hãy nâng đường truyền hoặc giảm tốc độ luồng chính.",
                            "Enough for the small pictures of the wall only; "
                                    + en(missingKbps())
                                    + " are missing to view "
                                    + mainViews
                                    + " large ones at once. Raise the uplink or lower the main stream's rate.");
            case NOT_ENOUGH ->
                    new Sentence(
                            "Không đủ băng thông: cần "
                                    + vi(neededKbps)
                                    + ", đo được "
                                    + vi(measured())
                                    + ", thiếu "
                                    + vi(missingKbps())
                                    + ". Hãy nâng đường truyền hoặc giảm tốc độ luồng.",
                            "Not enough: "
                                    + en(neededKbps)
                                    + " needed, "
                                    + en(measured())
                                    + " measured, "
                                    + en(missingKbps())
                                    + " missing. Raise the uplink or lower the streams' rates.");
            case UNMEASURED ->
                    new Sentence(
                            "Chưa đo đường lên; cần "
                                    + vi(neededKbps)
                                    + ". Hãy đo tại cơ sở rồi nhập kết quả.",
                            "The uplink was not measured; "
                                    + en(neededKbps)
                                    + " are needed. Measure at the site and enter the result.");
        };
    }

    private long measured() {
        return measuredKbps == null ? 0 : measuredKbps;
    }

    private static String vi(long kbps) {
        return VietnameseNumbers.decimal(mbps(kbps), 1) + " Mbit/s";
    }

    private static String en(long kbps) {
        return mbps(kbps).setScale(1, RoundingMode.HALF_UP) + " Mbit/s";
    }

    private static BigDecimal mbps(long kbps) {
        return BigDecimal.valueOf(kbps, 3);
    }
}
