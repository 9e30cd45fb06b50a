package org.haidang.server.camera;

import java.util.Optional;

/**
 * Where a camera of another site is found: {@code haidang://SITE/CAMERA}. Nobody types it; the link
 * to the site makes it.
 *
 * @param siteId the site, as this server calls it
 * @param cameraId the camera, as the site calls it
 */
public record RemoteAddress(String siteId, String cameraId) {
    private static final String SCHEME = "haidang://";
    private static final int MAX_NAME = 64;

    /** Reads it again; empty for every other address. */
    public static Optional<RemoteAddress> of(String address) {
        // By hand: thousands are read for one screen.
        int slash = address.startsWith(SCHEME) ? address.indexOf('/', SCHEME.length()) : -1;
        if (slash < 0) {
            return Optional.empty();
        }
        String site = address.substring(SCHEME.length(), slash);
        String camera = address.substring(slash + 1);
        return named(site) && named(camera)
                ? Optional.of(new RemoteAddress(site, camera))
                : Optional.empty();
    }

    private static boolean named(String name) {
        return !name.isEmpty() && name.length() <= MAX_NAME && name.indexOf('/') < 0;
    }

    @Override
    public String toString() {
        return "haidang://" + siteId + "/" + cameraId;
    }
}
