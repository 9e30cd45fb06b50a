package org.haidang.programme.vietnamese;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with a decimal comma and a dot at each thousand: 1.234.567,8. */
public final class VietnameseNumbers {

    private VietnameseNumbers() {}

    public static String whole(long value) {
        return decimal(BigDecimal.valueOf(value), 0);
    }

    /** Rounds half up, as reports do, and shows exactly {@code decimals} digits after the comma. */
    public static String decimal(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        String plain = rounded.abs().toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        String fraction = point < 0 ? "" : "," + plain.substring(point + 1);
        return (rounded.signum() < 0 ? "-" : "") + thousands(whole) + fraction;
    }

    private static String thousands(String digits) {
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            grouped.insert(at, '.');
        }
        return grouped.toString();
    }
}
