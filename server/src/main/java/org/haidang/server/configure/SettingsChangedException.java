package org.haidang.server.configure;

/**
 * Something else holds than what somebody saw as he decided; nothing was done. Without a stack
 * trace: it happens as people work.
 */
public final class SettingsChangedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient RecordingSettings holds;

    public SettingsChangedException(RecordingSettings holds) {
        super(holds.toString(), null, false, false);
        this.holds = holds;
    }

    /** What holds now. */
    public RecordingSettings holds() {
        return holds;
    }
}
