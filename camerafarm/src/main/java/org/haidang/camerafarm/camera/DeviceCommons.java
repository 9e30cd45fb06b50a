package org.haidang.camerafarm.camera;

/**
 * What the RTSP side and the ONVIF side of one device share.
 *
 * @param logins counts who tries to log in at either
 * @param clock its clock, with its faults
 * @param maxReplays how many replays of its storage may be set up at once
 */
public record DeviceCommons(LoginCount logins, DeviceClock clock, int maxReplays) {

    public DeviceFaults faults() {
        return clock.faults();
    }
}
