package org.haidang.server.ptz;

/** A camera did not follow. Without a stack trace: devices cause it. */
public final class DeviceTroubleException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient DeviceTrouble trouble;

    public DeviceTroubleException(DeviceTrouble trouble) {
        super(String.valueOf(trouble), null, false, false);
        this.trouble = trouble;
    }

    public DeviceTrouble trouble() {
        return trouble;
    }
}
