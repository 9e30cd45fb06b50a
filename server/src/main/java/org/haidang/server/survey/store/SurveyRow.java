package org.haidang.server.survey.store;

import org.haidang.programme.survey.SurveyStage;
import org.haidang.programme.survey.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Where the newest version of a survey stands.
 *
 * @param verdict of the newest version that has one
 * @param gaps things that keep it from being submitted
 * @param late answers that came after it was submitted
 */
public record SurveyRow(
        String id,
        String facilityId,
        int version,
        SurveyStage stage,
        @Nullable Verdict verdict,
        int gaps,
        int disputes,
        int cameras,
        int late,
        long changedUs) {}
