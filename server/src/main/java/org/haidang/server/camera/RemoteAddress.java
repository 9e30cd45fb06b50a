package org.haidang.server.camera;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a camera of another site is found: {@code haidang://SITE/CAMERA}. Nobody types it; the link
 * to the site makes it.
 *
 * @param siteId the site, as this server calls it
 * @param cameraId the camera, as the site calls it
 */
public record RemoteAddress(String siteId, String cameraId) {
    private static final Pattern TEXT = Pattern.compile("haidang://([^/]{1,64})/([^/]{1,64})");

    /** Reads it again; empty for every other address. */
    public static Optional<RemoteAddress> of(String address) {
        if (!address.startsWith("haidang:")) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(address);
        return matcher.matches()
                ? Optional.of(new RemoteAddress(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "haidang://" + siteId + "/" + cameraId;
    }
}
