package org.haidang.server.incident;

/** Somebody else changed the incident in the same moment; the person looks again and decides. */
public final class IncidentConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IncidentConflictException(String id) {
        super("incident " + id + " was changed meanwhile");
    }
}
