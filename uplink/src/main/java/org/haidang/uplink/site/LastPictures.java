package org.haidang.uplink.site;

import java.io.IOException;
import java.util.Optional;
import org.haidang.uplink.wire.Still;

/**
 * The newest picture of each camera, small, of what is at hand anyway: nothing is opened for it.
 */
public interface LastPictures {
    /**
     * When the newest one was taken; asked of many cameras in a row, so it must not wait.
     *
     * @return microseconds since 1970 UTC; 0 when none is at hand
     */
    long takenUs(String cameraId);

    /**
     * Makes a JPEG of it. Called on one platform thread and may take seconds.
     *
     * @return empty when none is at hand any more
     * @throws IOException when it cannot be made, or must not go
     */
    Optional<Still> make(String cameraId) throws IOException;

    /** No more of this camera go up, for now: withdrawn, or the link is gone. */
    void stopped(String cameraId);

    /** There never is one. */
    static LastPictures none() {
        return new LastPictures() {
            @Override
            public long takenUs(String cameraId) {
                return 0;
            }

            @Override
            public Optional<Still> make(String cameraId) {
                return Optional.empty();
            }

            @Override
            public void stopped(String cameraId) {}
        };
    }
}
