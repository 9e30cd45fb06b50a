package org.haidang.server.notification;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The ways to reach somebody. Their ids are part of the contract. */
public enum ChannelKind {
    EMAIL,
    WEBHOOK,
    TELEGRAM,
    ZALO;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ChannelKind> of(String id) {
        return Stream.of(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }
}
