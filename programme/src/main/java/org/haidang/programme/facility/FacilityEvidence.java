package org.haidang.programme.facility;

import java.time.LocalDate;
import java.util.List;
import org.haidang.programme.contact.Contact;

/** What a step of a facility is founded on. */
public sealed interface FacilityEvidence {

    /** Whether only a person can give it; a measurement can come from a machine. */
    default boolean byPerson() {
        return true;
    }

    /** D2: there is no invalid {@link Contact}, so holding one is the proof. */
    record ContactNominated(Contact contact) implements FacilityEvidence {}

    record SurveySigned(String survey) implements FacilityEvidence {
        public SurveySigned {
            requireId(survey);
        }
    }

    record FoundEligible(String survey) implements FacilityEvidence {
        public FoundEligible {
            requireId(survey);
        }
    }

    record FoundConditional(String survey, List<Finding> findings) implements FacilityEvidence {
        public FoundConditional {
            requireId(survey);
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a condition names what is to be mended");
            }
        }
    }

    record FoundNotEligible(String survey, Finding finding, String owner, LocalDate escalateOn)
            implements FacilityEvidence {
        public FoundNotEligible {
            requireId(survey);
            requireId(owner);
        }
    }

    /** D5: an approved version of the province's plan that covers this site. */
    record PlanCovers(String plan, int version) implements FacilityEvidence {
        public PlanCovers {
            requireId(plan);
        }
    }

    record ConnectionOrdered(String order) implements FacilityEvidence {
        public ConnectionOrdered {
            requireId(order);
        }
    }

    /** D9: carries the computed verdict; there is no other way to say so. */
    record ConnectionProven(FacilityConnection.Connected proof) implements FacilityEvidence {
        @Override
        public boolean byPerson() {
            return false;
        }
    }

    /** Biên bản nghiệm thu. */
    record AcceptanceSigned(String connectionRecord) implements FacilityEvidence {
        public AcceptanceSigned {
            requireId(connectionRecord);
        }
    }

    record SomeCamerasFail(String probeLog) implements FacilityEvidence {
        public SomeCamerasFail {
            requireId(probeLog);
        }

        @Override
        public boolean byPerson() {
            return false;
        }
    }

    record NothingArrives(String probeLog) implements FacilityEvidence {
        public NothingArrives {
            requireId(probeLog);
        }

        @Override
        public boolean byPerson() {
            return false;
        }
    }

    record NoOccupants(String notice) implements FacilityEvidence {
        public NoOccupants {
            requireId(notice);
        }
    }

    record OccupantsReturn(String notice) implements FacilityEvidence {
        public OccupantsReturn {
            requireId(notice);
        }
    }

    record ClosingSigned(String closingRecord, int retentionDays) implements FacilityEvidence {
        public ClosingSigned {
            requireId(closingRecord);
            if (retentionDays < 1 || retentionDays > 90) {
                throw new IllegalArgumentException("retention is 1 to 90 days: " + retentionDays);
            }
        }
    }

    private static void requireId(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("evidence names its document");
        }
    }
}
