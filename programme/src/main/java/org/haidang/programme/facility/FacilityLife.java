package org.haidang.programme.facility;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.haidang.programme.facility.FacilityEvidence.AcceptanceSigned;
import org.haidang.programme.facility.FacilityEvidence.ClosingSigned;
import org.haidang.programme.facility.FacilityEvidence.ConnectionOrdered;
import org.haidang.programme.facility.FacilityEvidence.ConnectionProven;
import org.haidang.programme.facility.FacilityEvidence.ContactNominated;
import org.haidang.programme.facility.FacilityEvidence.FoundConditional;
import org.haidang.programme.facility.FacilityEvidence.FoundEligible;
import org.haidang.programme.facility.FacilityEvidence.FoundNotEligible;
import org.haidang.programme.facility.FacilityEvidence.NoOccupants;
import org.haidang.programme.facility.FacilityEvidence.NothingArrives;
import org.haidang.programme.facility.FacilityEvidence.OccupantsReturn;
import org.haidang.programme.facility.FacilityEvidence.PlanCovers;
import org.haidang.programme.facility.FacilityEvidence.SomeCamerasFail;
import org.haidang.programme.facility.FacilityEvidence.SurveySigned;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Which stage of a facility follows which, and on what evidence. Everything not listed is refused.
 *
 * <pre>
 * from                          to             evidence
 * REGISTERED                    CONTACT_NAMED  ContactNominated
 * CONTACT_NAMED                 SURVEYED       SurveySigned
 * SURVEYED                      ELIGIBLE       FoundEligible
 * SURVEYED                      CONDITIONAL    FoundConditional
 * SURVEYED                      NOT_ELIGIBLE   FoundNotEligible
 * CONDITIONAL, NOT_ELIGIBLE     SURVEYED       SurveySigned (a new one: refusal is no dead end)
 * ELIGIBLE, CONDITIONAL         PLAN_APPROVED  PlanCovers
 * PLAN_APPROVED                 CONNECTING     ConnectionOrdered
 * CONNECTING                    CONNECTED      ConnectionProven
 * CONNECTED                     OPERATING      AcceptanceSigned
 * OPERATING, LOST               DEGRADED       SomeCamerasFail
 * OPERATING, DEGRADED           LOST           NothingArrives
 * DEGRADED, LOST                OPERATING      ConnectionProven
 * OPERATING, DEGRADED, LOST     SUSPENDED      NoOccupants
 * SUSPENDED                     CONNECTING     OccupantsReturn (to be proven anew)
 * OPERATING, DEGRADED, LOST,
 *   SUSPENDED                   CLOSED         ClosingSigned
 * </pre>
 */
public final class FacilityLife {

    private static final Map<FacilityStage, Map<FacilityStage, Class<? extends FacilityEvidence>>>
            TABLE = table();

    private FacilityLife() {}

    /** What became of a step. */
    public sealed interface Step {}

    /** The new state and the event to keep. */
    public record Taken(FacilityState state, Event event) implements Step {}

    public record Refused(Sentence reason) implements Step {}

    public record Event(
            FacilityStage from,
            FacilityStage to,
            Actor actor,
            Instant at,
            FacilityEvidence evidence) {}

    /** The evidence a step needs; null where there is no such step. */
    public static @Nullable Class<? extends FacilityEvidence> needed(
            FacilityStage from, FacilityStage to) {
        Map<FacilityStage, Class<? extends FacilityEvidence>> row = TABLE.get(from);
        return row == null ? null : row.get(to);
    }

    public static Step step(
            FacilityState from,
            FacilityStage to,
            Actor actor,
            Instant at,
            FacilityEvidence evidence) {
        Class<? extends FacilityEvidence> needed = needed(from.stage(), to);
        if (needed == null) {
            return refused(
                    "Cơ sở không thể chuyển từ " + from.stage() + " sang " + to + ".",
                    "A facility cannot go from " + from.stage() + " to " + to + ".");
        }
        if (!needed.isInstance(evidence)) {
            return refused(
                    "Thiếu căn cứ để chuyển sang " + to + ": " + needed.getSimpleName() + ".",
                    "Evidence for " + to + " is missing: " + needed.getSimpleName() + ".");
        }
        if (evidence.byPerson() && !(actor instanceof Actor.Person)) {
            return refused(
                    "Bước này cần một người ký, không phải hệ thống.",
                    "This step needs a person's signature, not a machine's.");
        }
        Event event = new Event(from.stage(), to, actor, at, evidence);
        return new Taken(state(to, at, evidence), event);
    }

    private static FacilityState state(FacilityStage to, Instant at, FacilityEvidence evidence) {
        return switch (evidence) {
            case FoundConditional conditional ->
                    new FacilityState.Conditional(conditional.findings());
            case FoundNotEligible not ->
                    new FacilityState.NotEligible(not.finding(), not.owner(), not.escalateOn());
            case ClosingSigned closing -> new FacilityState.Closed(at, closing.retentionDays());
            case ContactNominated _,
                    SurveySigned _,
                    FoundEligible _,
                    PlanCovers _,
                    ConnectionOrdered _,
                    ConnectionProven _,
                    AcceptanceSigned _,
                    SomeCamerasFail _,
                    NothingArrives _,
                    NoOccupants _,
                    OccupantsReturn _ ->
                    new FacilityState.At(to);
        };
    }

    private static Refused refused(String vietnamese, String english) {
        return new Refused(new Sentence(vietnamese, english));
    }

    private static Map<FacilityStage, Map<FacilityStage, Class<? extends FacilityEvidence>>>
            table() {
        Map<FacilityStage, Map<FacilityStage, Class<? extends FacilityEvidence>>> table =
                new EnumMap<>(FacilityStage.class);
        for (FacilityStage stage : FacilityStage.values()) {
            table.put(stage, row(stage));
        }
        return table;
    }

    private static Map<FacilityStage, Class<? extends FacilityEvidence>> row(FacilityStage from) {
        return switch (from) {
            case REGISTERED -> Map.of(FacilityStage.CONTACT_NAMED, ContactNominated.class);
            case CONTACT_NAMED -> Map.of(FacilityStage.SURVEYED, SurveySigned.class);
            case SURVEYED ->
                    Map.of(
                            FacilityStage.ELIGIBLE, FoundEligible.class,
                            FacilityStage.CONDITIONAL, FoundConditional.class,
                            FacilityStage.NOT_ELIGIBLE, FoundNotEligible.class);
            case ELIGIBLE -> Map.of(FacilityStage.PLAN_APPROVED, PlanCovers.class);
            case CONDITIONAL ->
                    Map.of(
                            FacilityStage.PLAN_APPROVED, PlanCovers.class,
                            FacilityStage.SURVEYED, SurveySigned.class);
            case NOT_ELIGIBLE -> Map.of(FacilityStage.SURVEYED, SurveySigned.class);
            case PLAN_APPROVED -> Map.of(FacilityStage.CONNECTING, ConnectionOrdered.class);
            case CONNECTING -> Map.of(FacilityStage.CONNECTED, ConnectionProven.class);
            case CONNECTED -> Map.of(FacilityStage.OPERATING, AcceptanceSigned.class);
            case OPERATING ->
                    Map.of(
                            FacilityStage.DEGRADED, SomeCamerasFail.class,
                            FacilityStage.LOST, NothingArrives.class,
                            FacilityStage.SUSPENDED, NoOccupants.class,
                            FacilityStage.CLOSED, ClosingSigned.class);
            case DEGRADED ->
                    Map.of(
                            FacilityStage.OPERATING, ConnectionProven.class,
                            FacilityStage.LOST, NothingArrives.class,
                            FacilityStage.SUSPENDED, NoOccupants.class,
                            FacilityStage.CLOSED, ClosingSigned.class);
            case LOST ->
                    Map.of(
                            FacilityStage.OPERATING, ConnectionProven.class,
                            FacilityStage.DEGRADED, SomeCamerasFail.class,
                            FacilityStage.SUSPENDED, NoOccupants.class,
                            FacilityStage.CLOSED, ClosingSigned.class);
            case SUSPENDED ->
                    Map.of(
                            FacilityStage.CONNECTING, OccupantsReturn.class,
                            FacilityStage.CLOSED, ClosingSigned.class);
            case CLOSED -> Map.of();
        };
    }
}
