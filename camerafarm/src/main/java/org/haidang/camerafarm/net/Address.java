package org.haidang.camerafarm.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.camera.Door;
import org.haidang.camerafarm.camera.FakeCamera;
import org.jspecify.annotations.Nullable;

/**
 * What a request's address names: {@code rtsp://host/camera/stream[/trackID=n]}, or at a recorder
 * {@code rtsp://host/Streaming/Channels/101[/trackID=n]}.
 *
 * @param camera the camera, or null when there is none of that name
 * @param stream the stream, or null when the camera has none of that name
 * @param track -1 when it names the whole stream
 */
record Address(@Nullable FakeCamera camera, @Nullable CameraStream stream, int track) {

    private static final Address NOTHING = new Address(null, null, -1);
    private static final String TRACK = "trackID=";

    /** Channel and stream: {@code 1602} is the sub stream of the sixteenth channel. */
    private static final Pattern CHANNEL = Pattern.compile("(\\d{1,3})0([12])");

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
        return switch (door.paths()) {
            case CAMERA -> parts.length < 2 ? NOTHING : named(parts, door);
            case RECORDER -> parts.length < 3 ? NOTHING : channel(parts, door);
        };
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
        return camera == null ? NOTHING : new Address(camera, camera.stream(stream), track(track));
    }

    private static int track(String part) {
        if (!part.startsWith(TRACK) || part.length() != TRACK.length() + 1) {
            return -1;
        }
        return part.charAt(TRACK.length()) - '0';
    }
}
