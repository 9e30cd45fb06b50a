package org.haidang.server.document;

import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.vietnamese.VietnameseDates;
import org.jspecify.annotations.Nullable;

/**
 * The two columns at the top.
 *
 * @param superior lines of the body above, none if there is none
 * @param issuer lines of the body that issues
 * @param number null until the clerk gives one
 * @param sign of kind and issuer: "BC-STTTT"; empty for papers without a number
 * @param date null until the clerk gives one
 */
public record Letterhead(
        List<String> superior,
        List<String> issuer,
        @Nullable Integer number,
        String sign,
        String place,
        @Nullable LocalDate date) {

    /** Room to write by hand. */
    private static final String ROOM = "      ";

    public Letterhead {
        superior = List.copyOf(superior);
        issuer = List.copyOf(issuer);
        if (issuer.isEmpty()) {
            throw new IllegalArgumentException("somebody issues a document");
        }
    }

    /** "Số: 45/BC-STTTT", with a zero before a single digit; blank for the clerk without one. */
    public String numberLine() {
        if (sign.isEmpty()) {
            return "";
        }
        return "Số: " + (number == null ? ROOM : "%02d".formatted(number)) + "/" + sign;
    }

    /** "Ninh Thuận, ngày 06 tháng 5 năm 2021". */
    public String placeLine() {
        return place
                + ", "
                + (date == null
                                ? "ngày" + ROOM + "tháng" + ROOM + "năm" + ROOM
                                : VietnameseDates.inWords(date))
                        .stripTrailing();
    }
}
