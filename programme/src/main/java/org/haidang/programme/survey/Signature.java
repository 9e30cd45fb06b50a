package org.haidang.programme.survey;

import java.time.Instant;

/** One of the three signatures below a survey. */
public record Signature(Party party, Author by, Instant at) {}
