package org.haidang.camerafarm.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one device: the farm's, moved by whoever set it and by the fault {@code clock}. All
 * channels of a recorder share one. Safe for use from several threads.
 */
public final class DeviceClock implements InstantSource {

    private static final double MS = 1_000;

    private final FarmClock right;
    private final DeviceFaults faults;
    private volatile Setting setting = new Setting(Duration.ZERO, false);

    /** How a client has set it. */
    private record Setting(Duration offset, boolean byHand) {}

    public DeviceClock(FarmClock right, DeviceFaults faults) {
        this.right = right;
        this.faults = faults;
    }

    /** The right time. */
    public FarmClock farm() {
        return right;
    }

    /** The faults of its device, of which {@code clock} moves it. */
    public DeviceFaults faults() {
        return faults;
    }

    /** How far it is from the right time. */
    public Duration offset() {
        DeviceFault wrong = faults.fault(DeviceFault.Kind.CLOCK);
        Duration set = setting.offset;
        return wrong == null ? set : set.plusMillis((long) (wrong.value() * MS));
    }

    @Override
    public Instant instant() {
        return right.instant().plus(offset());
    }

    /** What it shows at a moment of the monotonic clock. */
    public Instant at(long ns) {
        return right.at(ns).plus(offset());
    }

    public boolean setByHand() {
        return setting.byHand;
    }

    /** Sets it, or has it follow NTP when null; a wrong clock stays wrong on top of it. */
    public void set(@Nullable Instant now) {
        setting =
                now == null
                        ? new Setting(Duration.ZERO, false)
                        : new Setting(Duration.between(right.instant(), now), true);
    }
}
