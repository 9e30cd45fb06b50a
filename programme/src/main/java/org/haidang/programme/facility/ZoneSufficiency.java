package org.haidang.programme.facility;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * "Đủ camera": each required zone of each block and floor has an accepted camera or a signed
 * waiver.
 */
public sealed interface ZoneSufficiency {

    int MAX_FLOORS = 1_000;

    record Enough() implements ZoneSufficiency {}

    /** In the order of the layout, site zones last. */
    record Missing(List<ZonePlace> places) implements ZoneSufficiency {
        public Missing {
            places = List.copyOf(places);
        }
    }

    record Block(String name, List<String> floors) {
        public Block {
            floors = List.copyOf(floors);
        }
    }

    record Layout(List<Block> blocks) {
        public Layout {
            blocks = List.copyOf(blocks);
            int floors = blocks.stream().mapToInt(block -> block.floors().size()).sum();
            if (floors < 1 || floors > MAX_FLOORS) {
                throw new IllegalArgumentException("a facility has 1 to 1000 floors: " + floors);
            }
        }
    }

    /** A camera whose picture a person accepted, and the place it shows. */
    record AcceptedCamera(String camera, ZonePlace place) {
        public AcceptedCamera {
            if (place.zone().rule() == Zone.Rule.FORBIDDEN) {
                throw new IllegalArgumentException(camera + " stands in " + place.zone());
            }
        }
    }

    /** A signed word that a place needs no camera, such as a floor without shared bathrooms. */
    record Waiver(ZonePlace place, Actor.Person signer, String reason) {
        public Waiver {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a waiver has a reason: " + place);
            }
        }
    }

    static ZoneSufficiency of(Layout layout, List<AcceptedCamera> cameras, List<Waiver> waivers) {
        Set<ZonePlace> settled = new HashSet<>();
        cameras.forEach(camera -> settled.add(camera.place()));
        waivers.forEach(waiver -> settled.add(waiver.place()));
        List<ZonePlace> missing =
                required(layout).stream().filter(place -> !settled.contains(place)).toList();
        return missing.isEmpty() ? new Enough() : new Missing(missing);
    }

    static List<ZonePlace> required(Layout layout) {
        List<ZonePlace> places = new ArrayList<>();
        for (Block block : layout.blocks()) {
            for (String floor : block.floors()) {
                for (Zone zone : Zone.values()) {
                    if (zone.rule() == Zone.Rule.EACH_FLOOR) {
                        places.add(new ZonePlace(zone, block.name(), floor));
                    }
                }
            }
        }
        for (Zone zone : Zone.values()) {
            if (zone.rule() == Zone.Rule.EACH_SITE) {
                places.add(ZonePlace.ofSite(zone));
            }
        }
        return places;
    }
}
