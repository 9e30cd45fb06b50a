package org.haidang.server.facility;

import java.util.stream.Collectors;
import org.haidang.programme.facility.CameraEvidence;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ZonePlace;

/** What a piece of evidence names, on one line, for the row of its step. */
final class EvidenceWords {
    private EvidenceWords() {}

    static String of(FacilityEvidence evidence) {
        return switch (evidence) {
            case FacilityEvidence.ContactNominated(var contact) ->
                    contact.fullName().full() + ", " + contact.title();
            case FacilityEvidence.SurveySigned(String survey) -> survey;
            case FacilityEvidence.FoundEligible(String survey) -> survey;
            case FacilityEvidence.FoundConditional(String survey, var findings) ->
                    survey
                            + " "
                            + findings.stream()
                                    .map(EvidenceWords::finding)
                                    .collect(Collectors.joining(", "));
            case FacilityEvidence.FoundNotEligible not ->
                    not.survey()
                            + " "
                            + finding(not.finding())
                            + ", "
                            + not.owner()
                            + ", "
                            + not.escalateOn();
            case FacilityEvidence.PlanCovers(String plan, int version) -> plan + " v" + version;
            case FacilityEvidence.ConnectionOrdered(String order) -> order;
            case FacilityEvidence.ConnectionProven(var proof) -> proof.cameras() + " camera";
            case FacilityEvidence.AcceptanceSigned(String connectionRecord) -> connectionRecord;
            case FacilityEvidence.SomeCamerasFail(String probeLog) -> probeLog;
            case FacilityEvidence.NothingArrives(String probeLog) -> probeLog;
            case FacilityEvidence.NoOccupants(String notice) -> notice;
            case FacilityEvidence.OccupantsReturn(String notice) -> notice;
            case FacilityEvidence.ClosingSigned(String closingRecord, int days) ->
                    closingRecord + ", " + days + " d";
        };
    }

    static String of(CameraEvidence evidence) {
        return switch (evidence) {
            case CameraEvidence.DeviceAnswered(String hash) -> hash;
            case CameraEvidence.DefaultPasswordRefused(String hash) -> hash;
            case CameraEvidence.PictureDecoded(String hash) -> hash;
            case CameraEvidence.ZoneChosen(ZonePlace place) ->
                    place.zone() + " " + place.block() + " " + place.floor();
            case CameraEvidence.PictureSeen(String hash) -> hash;
            case CameraEvidence.ConnectionProven(var proof) -> proof.facts().at().toString();
            case CameraEvidence.HealthSeen(var health, String hash) -> health + " " + hash;
            case CameraEvidence.RetirementSigned(String retirementRecord) -> retirementRecord;
        };
    }

    private static String finding(Finding finding) {
        return finding.text().isEmpty()
                ? finding.code().name()
                : finding.code() + " (" + finding.text() + ")";
    }
}
