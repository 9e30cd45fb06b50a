package org.haidang.server.survey;

import java.time.Instant;

/**
 * An answer as a phone sends it.
 *
 * @param path of the question
 * @param notKnown the text says why it is not known
 */
public record Typed(
        String id, String path, int baseVersion, boolean notKnown, String text, Instant typedAt) {}
