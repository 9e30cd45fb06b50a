package org.haidang.server.dispatch;

import org.haidang.programme.vietnamese.Sentence;

/** A step of a task that the rules do not allow now. */
public final class TaskRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Sentence reason;

    public TaskRefusedException(Sentence reason) {
        super(reason.english(), null, false, false);
        this.reason = reason;
    }

    public Sentence reason() {
        return reason;
    }
}
