package org.haidang.camerafarm.onvif;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * The keys of one device that speaks HTTPS.
 *
 * @param own the usual one
 * @param other as after a reset, or of somebody in between
 */
public record DeviceKeys(DeviceKey own, DeviceKey other) {

    /** Makes both. */
    public static DeviceKeys make(String name, Instant since, SecureRandom random) {
        return new DeviceKeys(
                DeviceKey.make(name, since, random), DeviceKey.make(name, since, random));
    }
}
