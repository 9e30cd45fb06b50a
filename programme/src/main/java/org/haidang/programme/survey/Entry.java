package org.haidang.programme.survey;

import java.time.Instant;

/**
 * An answer with who gave it.
 *
 * @param typedAt by the clock of the phone, which may be wrong; order never depends on it
 */
public record Entry(Answer answer, Author by, Instant typedAt, Source source) {}
