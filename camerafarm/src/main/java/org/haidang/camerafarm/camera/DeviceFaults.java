package org.haidang.camerafarm.camera;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one device does wrong now, over ONVIF and RTSP. Safe for use from several threads. */
public final class DeviceFaults {

    private static final long NANOS = 1_000_000_000L;

    private final InstantSource clock;
    private final Map<DeviceFault.Kind, Active> active = new EnumMap<>(DeviceFault.Kind.class);

    /** A fault and when it is over. */
    private record Active(DeviceFault fault, Instant until) {}

    /**
     * @param clock the right time
     */
    public DeviceFaults(InstantSource clock) {
        this.clock = clock;
    }

    /** Does this wrong as well from now on. */
    public synchronized void add(DeviceFault fault) {
        Instant until =
                fault.seconds() == 0
                        ? Instant.MAX
                        : clock.instant().plusNanos((long) (fault.seconds() * NANOS));
        active.put(fault.kind(), new Active(fault, until));
    }

    /** Back to normal. */
    public synchronized void clear() {
        active.clear();
    }

    /** What it does wrong now, in the order of the kinds. */
    public synchronized List<DeviceFault> all() {
        if (active.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        active.values().removeIf(each -> !now.isBefore(each.until));
        return active.values().stream().map(Active::fault).toList();
    }

    /** The fault of a kind while it lasts, or null. */
    public @Nullable DeviceFault fault(DeviceFault.Kind kind) {
        for (DeviceFault fault : all()) {
            if (fault.kind() == kind) {
                return fault;
            }
        }
        return null;
    }

    public boolean does(DeviceFault.Kind kind) {
        return fault(kind) != null;
    }
}
