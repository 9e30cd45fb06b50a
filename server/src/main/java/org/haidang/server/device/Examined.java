package org.haidang.server.device;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.DeviceInformation;
import org.haidang.onvif.MediaProfile;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.store.CameraDevice;
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
     * What is to be known of a camera of ours at this device: the channel that its address plays. A
     * device with one channel is the camera, by whichever of its paths it is played.
     *
     * @return empty when none of its channels is the camera
     */
    public Optional<CameraDevice> known(Camera camera) {
        Optional<FoundChannel> channel =
                channels.size() == 1
                        ? Optional.of(channels.getFirst())
                        : channels.stream()
                                .filter(one ->
                                        plays(one.main(), camera) || plays(one.sub(), camera))
                                .findFirst();
        return channel.map(one -> {
            FoundStream main = one.main();
            String turned = one.ptzProfile();
            String own = main == null ? "" : main.profile().token();
            return new CameraDevice(camera.id(), service, turned == null ? own : turned, one.ptz());
        });
    }

    private static boolean plays(@Nullable FoundStream stream, Camera camera) {
        return stream != null
                && (samePath(stream.url(), camera.url())
                        || samePath(stream.url(), camera.subUrl()));
    }

    private static boolean samePath(String one, String other) {
        try {
            return RtspUri.of(one).path().equals(RtspUri.of(other).path());
        } catch (MalformedInputException e) {
            return false; // there is no smaller stream
        }
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
