package org.haidang.server.facility;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.haidang.programme.facility.Zone;

/**
 * The programme's zones as rows, scopes and the contract write them, such as {@code medical-check}.
 */
public final class ZoneCodes {
    private ZoneCodes() {}

    public static String code(Zone zone) {
        return zone.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for what a person wrote freely. */
    public static Optional<Zone> zone(String code) {
        return Stream.of(Zone.values()).filter(zone -> code(zone).equals(code)).findFirst();
    }
}
