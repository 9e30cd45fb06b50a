package org.haidang.server.survey.store;

import org.haidang.programme.survey.Survey;
import org.jspecify.annotations.Nullable;

/**
 * A version of a survey.
 *
 * @param endPosition of the last operation that belongs to it; null while it is a draft
 */
public record VersionRow(Survey survey, long begunUs, @Nullable Long endPosition) {}
