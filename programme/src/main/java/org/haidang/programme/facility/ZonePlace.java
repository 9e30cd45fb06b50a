package org.haidang.programme.facility;

/**
 * A zone at its place. Zones of the whole site have neither block nor floor (empty), zones of
 * floors have both.
 */
public record ZonePlace(Zone zone, String block, String floor) {

    public ZonePlace {
        boolean complete =
                switch (zone.rule()) {
                    case EACH_FLOOR -> !block.isBlank() && !floor.isBlank();
                    case EACH_SITE -> block.isEmpty() && floor.isEmpty();
                    case FORBIDDEN -> true;
                };
        if (!complete) {
            throw new IllegalArgumentException(
                    zone + " cannot be at block '" + block + "', floor '" + floor + "'");
        }
    }

    static ZonePlace ofSite(Zone zone) {
        return new ZonePlace(zone, "", "");
    }
}
