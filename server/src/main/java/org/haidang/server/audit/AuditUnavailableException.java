package org.haidang.server.audit;

/** An act could not be recorded, so it must not be done. */
public final class AuditUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AuditUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
