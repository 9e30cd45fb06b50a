package org.haidang.server.device;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.haidang.onvif.DeviceInformation;
import org.haidang.onvif.MediaProfile;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself.
 *
 * @param service where it was asked
 * @param hardwareAddress of its network, as {@code aa:bb:cc:dd:ee:ff}; null when it does not tell
 * @param clockOffset its clock minus ours; null when it does not tell its time
 * @param channels pictures it has, in its order; a camera has one, a recorder as many as cameras
 *     are plugged into it
 */
public record Examined(
        URI service,
        DeviceInformation information,
        @Nullable String hardwareAddress,
        @Nullable Duration clockOffset,
        List<FoundChannel> channels) {

    public Examined {
        channels = List.copyOf(channels);
    }

    /**
     * One channel.
     *
     * @param number from 1, in the device's order
     * @param main the largest picture, null when it has none that this program can keep
     * @param sub the smallest of the others, null when there is none
     * @param ptzProfile the profile by which it is turned, main's when that can; null when the
     *     device does not say that it can be turned
     */
    public record FoundChannel(
            int number,
            String name,
            @Nullable FoundStream main,
            @Nullable FoundStream sub,
            @Nullable String ptzProfile) {
        /** Whether it says that it can be turned. */
        public boolean ptz() {
            return ptzProfile != null;
        }
    }

    /**
     * A stream and where it is played, without login.
     *
     * @param url RTSP
     */
    public record FoundStream(MediaProfile profile, String url) {}
}
