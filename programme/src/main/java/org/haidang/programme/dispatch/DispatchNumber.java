package org.haidang.programme.dispatch;

import java.util.Locale;
import java.util.regex.Pattern;

/** "2220/UBND-KTTH": a number of the year and the signs of kind, issuer and drafting unit. */
public record DispatchNumber(String text) {

    private static final Pattern FORM = Pattern.compile("\\d{1,6}/[\\p{Lu}\\d-]{1,30}");

    public DispatchNumber {
        // Clerks leave room for the number: "Số: 2220 /UBND-KTTH".
        text = text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number like 2220/UBND-KTTH: " + text);
        }
    }
}
