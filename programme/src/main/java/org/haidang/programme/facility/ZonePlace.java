package org.haidang.programme.facility;

import org.haidang.programme.vietnamese.Sentence;

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

    /** "Hành lang, khu A tầng 2". */
    public Sentence words() {
        Sentence words = zone.words();
        return block.isEmpty()
                ? words
                : new Sentence(
                        words.vietnamese() + ", khu " + block + " tầng " + floor,
                        words.english() + ", block " + block + " floor " + floor);
    }

    static ZonePlace ofSite(Zone zone) {
        return new ZonePlace(zone, "", "");
    }
}
