package org.haidang.server.device.store;

import java.net.URI;

/**
 * A camera as a device.
 *
 * @param service its device service, at the host of the camera's address
 * @param profile the device's name for the profile by which the camera is turned; at most {@value
 *     #MAX_PROFILE} characters
 * @param ptz whether the device says that it can be turned
 */
public record CameraDevice(String cameraId, URI service, String profile, boolean ptz) {
    /** ONVIF Core, type ReferenceToken, allows 64; some devices do not keep to it. */
    public static final int MAX_PROFILE = 256;
}
