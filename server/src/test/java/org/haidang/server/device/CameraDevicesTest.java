package org.haidang.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.haidang.server.camera.store.Camera;
import org.junit.jupiter.api.Test;

/** A camera's login is sent to its own host, and to no other. */
class CameraDevicesTest {
    private static boolean isAt(String url, String service) {
        Camera camera =
                new Camera(
                        "c", "f", "c", "", url, "", "", null, "tcp", false, false, null, null,
                        true);
        return CameraDevices.isAt(camera, URI.create(service));
    }

    @Test
    void knowsTheCamerasHostHoweverItIsWritten() {
        assertThat(isAt("rtsp://10.0.0.1:554/x", "http://10.0.0.1:8080/onvif")).isTrue();
        assertThat(isAt("rtsp://Cam.lan/x", "https://cam.LAN/onvif")).isTrue();
        assertThat(isAt("rtsp://[fd00::5]:554/x", "http://[FD00:0:0::5]/onvif")).isTrue();
        assertThat(isAt("rtsp://[fe80::1%lo]/x", "http://[fe80:0::1%lo]/onvif")).isTrue();
    }

    @Test
    void takesNoOtherHostForIt() {
        assertThat(isAt("rtsp://10.0.0.1/x", "http://10.0.0.2/onvif")).isFalse();
        assertThat(isAt("rtsp://[fd00::5]/x", "http://[fd00::6]/onvif")).isFalse();
        assertThat(isAt("rtsp://[fe80::1%lo]/x", "http://[fe80::1%eth0]/onvif"))
                .as("another network, another machine")
                .isFalse();
        assertThat(isAt("haidang://site/camera", "http://10.0.0.1/onvif")).isFalse();
    }
}
