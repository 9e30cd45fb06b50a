package org.haidang.server.event;

import java.net.URI;
import java.util.Map;
import org.haidang.media.rtsp.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * A device that is listened to.
 *
 * @param service its device service
 * @param login null for a device open to all
 * @param profiles by which its cameras are known to it, by their ids
 */
record Followed(URI service, @Nullable Credentials login, Map<String, String> profiles) {
    Followed {
        profiles = Map.copyOf(profiles);
    }
}
