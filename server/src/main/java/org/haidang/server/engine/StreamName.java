package org.haidang.server.engine;

import java.util.Locale;

/** The two streams of a camera. */
public enum StreamName {
    MAIN,
    SUB;

    public StreamName other() {
        return this == MAIN ? SUB : MAIN;
    }

    /** As it stands in addresses and folders. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
