package org.haidang.server.words;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the catalogue. */
public enum Language {
    VI,
    EN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By code, {@link #VI} for any other. */
    public static Language of(@Nullable String code) {
        return "en".equals(code) ? EN : VI;
    }

    /**
     * The better liked of both in an {@code Accept-Language} header, {@link #VI} when it names
     * neither.
     */
    public static Language accepted(@Nullable String header) {
        if (header == null || header.length() > 500) {
            return VI;
        }
        try {
            Locale best =
                    Locale.lookup(
                            Locale.LanguageRange.parse(header),
                            java.util.List.of(Locale.of("vi"), Locale.ENGLISH));
            return best == null ? VI : of(best.getLanguage());
        } catch (IllegalArgumentException e) {
            return VI;
        }
    }
}
