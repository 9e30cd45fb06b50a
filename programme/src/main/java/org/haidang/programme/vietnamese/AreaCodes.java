package org.haidang.programme.vietnamese;

import java.util.Set;

/** The 63 area codes in force in 2021, one a province, since the change of 2015 to 2017. */
final class AreaCodes {

    /** National digits of every fixed line: trunk zero, area code and subscriber together. */
    static final int FIXED_DIGITS = 11;

    static final Set<String> OF_2021 =
            Set.of(
                    ("0203 0204 0205 0206 0207 0208 0209 0210 0211 0212 0213 0214 0215 0216 0218"
                                    + " 0219 0220 0221 0222 0225 0226 0227 0228 0229 0232 0233 0234"
                                    + " 0235 0236 0237 0238 0239 024 0251 0252 0254 0255 0256 0257"
                                    + " 0258 0259 0260 0261 0262 0263 0269 0270 0271 0272 0273 0274"
                                    + " 0275 0276 0277 028 0290 0291 0292 0293 0294 0296 0297 0299")
                            .split(" "));

    private AreaCodes() {}

    static boolean fixed(String national) {
        return national.length() == FIXED_DIGITS
                && (OF_2021.contains(national.substring(0, 3))
                        || OF_2021.contains(national.substring(0, 4)));
    }

    static String grouped(String national) {
        if (national.length() != FIXED_DIGITS) {
            return groups(national, 4, 7);
        }
        boolean shortCode = OF_2021.contains(national.substring(0, 3));
        return shortCode ? groups(national, 3, 7) : groups(national, 4, 8);
    }

    private static String groups(String digits, int first, int second) {
        return digits.substring(0, first)
                + " "
                + digits.substring(first, second)
                + " "
                + digits.substring(second);
    }
}
