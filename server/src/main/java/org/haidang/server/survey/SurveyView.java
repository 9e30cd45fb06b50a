package org.haidang.server.survey;

import java.util.List;
import org.haidang.programme.survey.Answers;
import org.haidang.programme.survey.Gap;
import org.haidang.programme.survey.Proposal;
import org.haidang.programme.survey.Survey;
import org.haidang.server.survey.store.OperationRow;
import org.haidang.server.survey.store.PhotoRow;
import org.haidang.server.survey.store.SurveyRow;
import org.haidang.server.survey.store.UplinkRow;
import org.haidang.server.survey.store.VersionRow;

/**
 * A survey with all that belongs to it.
 *
 * @param answers of the newest version
 * @param late what came after it was submitted, for the next version
 * @param versions newest first
 */
public record SurveyView(
        SurveyRow row,
        Answers answers,
        List<OperationRow> late,
        List<VersionRow> versions,
        List<Gap> gaps,
        Proposal proposal,
        List<PhotoRow> photos,
        List<UplinkRow> uplinks) {

    public Survey survey() {
        return versions.getFirst().survey();
    }
}
