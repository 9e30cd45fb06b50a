package org.haidang.programme.survey;

import java.time.Instant;
import java.util.List;

/** Where a version of a survey stands, with what only that stage knows. */
public sealed interface SurveyState {

    SurveyStage stage();

    default List<Signature> signatures() {
        return List.of();
    }

    record Draft() implements SurveyState {
        @Override
        public SurveyStage stage() {
            return SurveyStage.DRAFT;
        }
    }

    record Submitted(Author by, Instant at, List<Signature> signatures) implements SurveyState {
        public Submitted {
            signatures = List.copyOf(signatures);
            if (signatures.size() >= Party.values().length) {
                throw new IllegalArgumentException("signed by all, so no longer waiting");
            }
        }

        @Override
        public SurveyStage stage() {
            return SurveyStage.SUBMITTED;
        }
    }

    record Signed(Author by, Instant at, List<Signature> signatures) implements SurveyState {
        public Signed {
            signatures = List.copyOf(signatures);
            if (signatures.stream().map(Signature::party).distinct().count()
                    != Party.values().length) {
                throw new IllegalArgumentException("not signed by all: " + signatures);
            }
        }

        @Override
        public SurveyStage stage() {
            return SurveyStage.SIGNED;
        }
    }

    record Evaluated(Signed signed, Evaluation evaluation) implements SurveyState {
        @Override
        public SurveyStage stage() {
            return SurveyStage.EVALUATED;
        }

        @Override
        public List<Signature> signatures() {
            return signed.signatures();
        }
    }

    record SentBack(Author by, Instant at, String reason) implements SurveyState {
        @Override
        public SurveyStage stage() {
            return SurveyStage.SENT_BACK;
        }
    }
}
