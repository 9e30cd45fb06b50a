package org.haidang.server.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.onvif.Channel;
import org.haidang.onvif.MediaProfile;
import org.haidang.server.event.store.EventKind;

/**
 * Which cameras of ours a device means when it names a video source.
 *
 * @param byName cameras by the source's name and by that of its configuration
 * @param all of the device's cameras, in the order of its channels
 * @param single whether it has one picture only, so that names do not matter
 */
record Sources(Map<String, Set<String>> byName, List<String> all, boolean single) {

    /**
     * By the profiles that a device has.
     *
     * @param profiles the profile by which each of our cameras is known, by the camera's id
     */
    static Sources of(List<Channel> channels, Map<String, String> profiles) {
        if (channels.size() <= 1) {
            return new Sources(Map.of(), profiles.keySet().stream().sorted().toList(), true);
        }
        Map<String, Set<String>> byName = new HashMap<>();
        Set<String> all = new LinkedHashSet<>();
        for (Channel channel : channels) {
            List<String> cameras = cameras(channel, profiles);
            all.addAll(cameras);
            for (MediaProfile profile : channel.profiles()) {
                byName.computeIfAbsent(profile.sourceToken(), _ -> new LinkedHashSet<>())
                        .addAll(cameras);
                byName.computeIfAbsent(profile.sourceConfiguration(), _ -> new LinkedHashSet<>())
                        .addAll(cameras);
            }
        }
        byName.remove("");
        return new Sources(byName, new ArrayList<>(all), false);
    }

    private static List<String> cameras(Channel channel, Map<String, String> profiles) {
        return profiles.entrySet().stream()
                .filter(one ->
                        channel.profiles().stream()
                                .anyMatch(profile -> profile.token().equals(one.getValue())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * Whose event it is. What belongs to the whole device is told of the first of its cameras only:
     * one broken disk is one thing to mend.
     *
     * @return perhaps none: a channel that is no camera of ours
     */
    List<String> cameras(EventKind kind, String source) {
        if (kind.ofDevice()) {
            return all.subList(0, Math.min(1, all.size()));
        }
        return single ? all : List.copyOf(byName.getOrDefault(source, Set.of()));
    }
}
