package org.haidang.camerafarm.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.haidang.camerafarm.camera.Feed;
import org.haidang.camerafarm.camera.Storage;
import org.jspecify.annotations.Nullable;

/**
 * What a request's address names: {@code rtsp://host/camera/stream[/trackID=n]}, at a recorder
 * {@code rtsp://host/Streaming/Channels/101[/trackID=n]}, or at a device what it has stored, {@code
 * rtsp://host/replay/recording_1[/trackID=n]}.
 *
 * @param camera the camera, or null when there is none of that name
 * @param feed the stream, or null when the camera has none of that name
 * @param track -1 when it names the whole stream
 * @param replay whether it names what is stored of the stream
 */
record Address(@Nullable FakeCamera camera, @Nullable Feed feed, int track, boolean replay) {

    private static final Address NOTHING = new Address(null, null, -1, false);
    private static final String TRACK = "trackID=";

    /** Channel and stream: {@code 1602} is the sub stream of the sixteenth channel. */
    private static final Pattern CHANNEL = Pattern.compile("(\\d{1,3})0([12])");

    private static final Pattern RECORDING = Pattern.compile("recording_(\\d{1,3})");

    /** Finds what an address names at a door. */
    static Address of(String uri, Door door) {
        int scheme = uri.indexOf("://");
        int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        if (slash < 0) {
            return NOTHING;
        }
        String path = uri.substring(slash + 1);
        int query = path.indexOf('?');
        String[] parts = (query < 0 ? path : path.substring(0, query)).split("/");
        if (parts[0].equals("replay") && door.device() != null) {
            return parts.length < 2 ? NOTHING : stored(parts, door);
        }
        return switch (door.paths()) {
            case CAMERA -> parts.length < 2 ? NOTHING : named(parts, door);
            case RECORDER -> parts.length < 3 ? NOTHING : channel(parts, door);
        };
    }

    private static Address stored(String[] parts, Door door) {
        Matcher number = RECORDING.matcher(parts[1]);
        FakeCamera camera =
                parts.length > 3 || !number.matches()
                        ? null
                        : door.channel(Integer.parseInt(number.group(1)));
        Storage storage = camera == null ? null : camera.storage();
        return storage == null
                ? NOTHING
                : new Address(
                        camera, storage.feed(), track(parts.length == 3 ? parts[2] : ""), true);
    }

    private static Address named(String[] parts, Door door) {
        return parts.length > 3
                ? NOTHING
                : found(door.cameras().get(parts[0]), parts[1], parts.length == 3 ? parts[2] : "");
    }

    private static Address channel(String[] parts, Door door) {
        Matcher number = CHANNEL.matcher(parts[2]);
        boolean fits = parts[0].equals("Streaming") && parts[1].equals("Channels");
        if (!fits || parts.length > 4 || !number.matches()) {
            return NOTHING;
        }
        String stream = number.group(2).equals("1") ? "main" : "sub";
        FakeCamera camera = door.channel(Integer.parseInt(number.group(1)));
        return found(camera, stream, parts.length == 4 ? parts[3] : "");
    }

    private static Address found(@Nullable FakeCamera camera, String stream, String track) {
        return camera == null
                ? NOTHING
                : new Address(camera, camera.feed(stream), track(track), false);
    }

    private static int track(String part) {
        if (!part.startsWith(TRACK) || part.length() != TRACK.length() + 1) {
            return -1;
        }
        return part.charAt(TRACK.length()) - '0';
    }
}
