package org.haidang.onvif;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.haidang.media.rtsp.Credentials;
import org.jspecify.annotations.Nullable;

/** Who asks a device in tests: at one moment, on loopback only, by chance that repeats itself. */
final class Asker {
    static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private Asker() {}

    static OnvifDevice of(FakeDevice device) {
        return of(device, null);
    }

    static OnvifDevice of(FakeDevice device, @Nullable Credentials login) {
        return new OnvifDevice(
                device.service(),
                login,
                OnvifLimits.DEFAULT,
                InetAddress::isLoopbackAddress,
                InstantSource.fixed(NOW),
                new Random(1));
    }
}
