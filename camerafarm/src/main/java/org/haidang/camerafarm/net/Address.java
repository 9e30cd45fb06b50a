package org.haidang.camerafarm.net;

import org.haidang.camerafarm.camera.CameraStream;
import org.haidang.camerafarm.camera.FakeCamera;
import org.jspecify.annotations.Nullable;

/**
 * What a request's address names: {@code rtsp://host/camera/stream[/trackID=n]}.
 *
 * @param track -1 when it names the whole stream
 */
record Address(String camera, String stream, int track) {

    private static final String TRACK = "trackID=";

    /** The camera and stream found under an address. */
    record Found(FakeCamera camera, CameraStream stream) {}

    /** Reads an address; null when it has another form. */
    static @Nullable Address of(String uri) {
        int scheme = uri.indexOf("://");
        int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
        if (slash < 0) {
            return null;
        }
        String path = uri.substring(slash + 1);
        int query = path.indexOf('?');
        String[] parts = (query < 0 ? path : path.substring(0, query)).split("/");
        if (parts.length < 2 || parts.length > 3) {
            return null;
        }
        return new Address(parts[0], parts[1], parts.length == 3 ? track(parts[2]) : -1);
    }

    private static int track(String part) {
        if (!part.startsWith(TRACK) || part.length() != TRACK.length() + 1) {
            return -1;
        }
        return part.charAt(TRACK.length()) - '0';
    }
}
