package org.haidang.server.ptz;

import org.haidang.server.device.DeviceFault;

/** Why a camera did not follow. */
public sealed interface DeviceTrouble {
    /** It could not be told, or did not want to. */
    record Fault(DeviceFault fault) implements DeviceTrouble {}

    /** It was not free to be told anything in time. */
    record Busy() implements DeviceTrouble {}
}
