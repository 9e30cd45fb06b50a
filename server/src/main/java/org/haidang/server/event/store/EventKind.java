package org.haidang.server.event.store;

import java.util.Locale;

/** What a camera reports, of that what is kept. */
public enum EventKind {
    MOTION,
    TAMPER,
    LINE_CROSSED,
    DIGITAL_INPUT,
    STORAGE_FAILURE;

    /** Whether somebody has to do something while it lasts. */
    public boolean alarming() {
        return this == TAMPER || this == STORAGE_FAILURE;
    }

    /** Whether it belongs to a device rather than to one picture of it. */
    public boolean ofDevice() {
        return this == DIGITAL_INPUT || this == STORAGE_FAILURE;
    }

    /** Such as {@code line-crossed}: part of the contract. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
