package org.haidang.server.dispatch;

import org.jspecify.annotations.Nullable;

/** A task as somebody types it in. */
public record TaskInput(
        String item,
        String agency,
        @Nullable String organisationId,
        String wording,
        DeadlineInput deadline) {}
