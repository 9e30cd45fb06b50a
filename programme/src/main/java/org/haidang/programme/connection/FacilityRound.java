package org.haidang.programme.connection;

import java.util.Optional;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.FacilityEvidence;
import org.haidang.programme.facility.FacilityEvidence.ConnectionProven;
import org.haidang.programme.facility.FacilityEvidence.NothingArrives;
import org.haidang.programme.facility.FacilityEvidence.SomeCamerasFail;
import org.haidang.programme.facility.FacilityStage;

/**
 * Where measurements alone move a facility. Signatures move it from CONNECTED on, and nothing here
 * signs.
 *
 * <pre>
 * at                    measured                         to
 * CONNECTING            connected                        CONNECTED
 * OPERATING             not connected, some pictures     DEGRADED
 * OPERATING, DEGRADED   no picture of any camera         LOST
 * LOST                  not connected, some pictures     DEGRADED
 * DEGRADED, LOST        connected                        OPERATING
 * </pre>
 */
public final class FacilityRound {

    private FacilityRound() {}

    /** A step for {@link org.haidang.programme.facility.FacilityLife}. */
    public record Move(FacilityStage to, FacilityEvidence evidence) {}

    /**
     * What a round of measuring means.
     *
     * @param pictures how many cameras give pictures now
     * @param probeLog names the measurements, for whoever asks later
     */
    public static Optional<Move> of(
            FacilityStage at, FacilityConnection measured, int pictures, String probeLog) {
        return switch (at) {
            case CONNECTING -> proven(measured, FacilityStage.CONNECTED);
            case OPERATING, DEGRADED, LOST -> running(at, measured, pictures, probeLog);
            case REGISTERED,
                    CONTACT_NAMED,
                    SURVEYED,
                    ELIGIBLE,
                    CONDITIONAL,
                    NOT_ELIGIBLE,
                    PLAN_APPROVED,
                    CONNECTED,
                    SUSPENDED,
                    CLOSED ->
                    Optional.empty();
        };
    }

    private static Optional<Move> running(
            FacilityStage at, FacilityConnection measured, int pictures, String probeLog) {
        if (measured instanceof FacilityConnection.Connected) {
            return at == FacilityStage.OPERATING
                    ? Optional.empty()
                    : proven(measured, FacilityStage.OPERATING);
        }
        if (pictures == 0) {
            return at == FacilityStage.LOST
                    ? Optional.empty()
                    : Optional.of(new Move(FacilityStage.LOST, new NothingArrives(probeLog)));
        }
        return at == FacilityStage.DEGRADED
                ? Optional.empty()
                : Optional.of(new Move(FacilityStage.DEGRADED, new SomeCamerasFail(probeLog)));
    }

    private static Optional<Move> proven(FacilityConnection measured, FacilityStage to) {
        return switch (measured) {
            case FacilityConnection.Connected proof ->
                    Optional.of(new Move(to, new ConnectionProven(proof)));
            case FacilityConnection.NotConnected _ -> Optional.empty();
        };
    }
}
