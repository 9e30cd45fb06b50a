package org.haidang.server.web.programme;

import org.haidang.server.rights.Action;
import org.haidang.server.survey.Surveys;
import org.haidang.server.survey.store.SurveyRow;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.ProblemException;

/** A survey by its id, for whoever may do something at its facility. */
final class SurveyGate {
    private final Surveys surveys;
    private final Gate gate;

    SurveyGate(Surveys surveys, Gate gate) {
        this.surveys = surveys;
        this.gate = gate;
    }

    /** As if it did not exist for whoever may not read it. */
    SurveyRow need(Caller caller, Action action, String surveyId) {
        SurveyRow row = surveys.byId(surveyId).orElseThrow(ProblemException::notFound);
        gate.needAt(caller, action, row.facilityId(), Action.SURVEY_READ);
        return row;
    }
}
