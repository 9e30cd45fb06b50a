package org.haidang.onvif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One video source of a device with all its profiles: a camera has one, a recorder one per camera.
 *
 * @param number from 1, in the order the device names its sources
 * @param sourceToken the device's name for the source
 * @param name for people, from the profile of the largest picture; may be empty
 * @param profiles largest picture first, at least one; those that the engine cannot carry last
 */
public record Channel(int number, String sourceToken, String name, List<MediaProfile> profiles) {

    /** A sub stream has no larger picture than this when there is a choice: 800 x 600. */
    private static final long SUB_PIXELS = 480_000;

    private static final Comparator<MediaProfile> LARGEST_FIRST =
            Comparator.comparing(Channel::carried)
                    .thenComparingLong(Channel::pixels)
                    .thenComparingInt(p -> p.video() == null ? 0 : p.video().kbps())
                    .reversed();

    public Channel {
        profiles = profiles.stream().sorted(LARGEST_FIRST).toList();
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("channel " + number + " without a profile");
        }
    }

    private static boolean carried(MediaProfile profile) {
        return profile.video() != null && profile.video().carried();
    }

    private static long pixels(MediaProfile profile) {
        return profile.video() == null ? 0 : profile.video().pixels();
    }

    /** Profiles by their sources, sources in the order in which they first come. */
    static List<Channel> of(List<MediaProfile> profiles) {
        Map<String, List<MediaProfile>> bySource = new LinkedHashMap<>();
        for (MediaProfile profile : profiles) {
            bySource.computeIfAbsent(profile.sourceToken(), _ -> new ArrayList<>()).add(profile);
        }
        List<Channel> channels = new ArrayList<>();
        for (Map.Entry<String, List<MediaProfile>> source : bySource.entrySet()) {
            Channel unnamed =
                    new Channel(channels.size() + 1, source.getKey(), "", source.getValue());
            channels.add(
                    new Channel(
                            unnamed.number,
                            unnamed.sourceToken,
                            unnamed.main().name(),
                            unnamed.profiles));
        }
        return channels;
    }

    /** The largest picture. */
    public MediaProfile main() {
        return profiles.getFirst();
    }

    /**
     * The stream for walls: the largest of those up to 800 x 600, else the smallest; null when no
     * other profile that the engine carries is smaller than {@link #main()}.
     */
    public @Nullable MediaProfile sub() {
        List<MediaProfile> smaller =
                profiles.stream()
                        .filter(p -> carried(p) && pixels(p) > 0 && pixels(p) < pixels(main()))
                        .toList();
        return smaller.stream()
                .filter(p -> pixels(p) <= SUB_PIXELS)
                .findFirst()
                .orElse(smaller.isEmpty() ? null : smaller.getLast());
    }
}
