package org.haidang.server.web.programme;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.instruction.InstructionRefusedException;
import org.haidang.server.instruction.Instructions;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.instruction.store.Instruction.Kind;
import org.haidang.server.instruction.store.Instruction.State;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Action;
import org.haidang.server.tier.Tiers;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.uplink.Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people at one tier want of people at a tier below, and what came of it. */
@RestController
@RequestMapping("/api/v1")
final class InstructionController {
    private static final int MAX_WHY = 500;

    record Input(@Nullable String kind, @Nullable String words, @Nullable String due) {}

    record Why(@Nullable String why) {}

    record Result(@Nullable String result) {}

    /**
     * @param site where it is to be done; null for one from above, to be done here
     * @param onward the site that one from above was passed on to; null for none
     * @param tooOld the site's program does not know instructions yet; it waits for that
     * @param result what was done, or why the site did not take it
     * @param may what the reader may do: {@code withdraw}, {@code answer}
     */
    record View(
            String id,
            @Nullable String site,
            @Nullable String onward,
            boolean tooOld,
            String facilityId,
            String facility,
            String kind,
            String words,
            @Nullable String due,
            boolean overdue,
            String giver,
            String issuer,
            String givenAt,
            String state,
            @Nullable String keptAt,
            @Nullable String seenAt,
            String seenBy,
            @Nullable String doneAt,
            String doneBy,
            String result,
            @Nullable String withdrawnAt,
            String withdrawnBy,
            String why,
            List<String> may) {}

    record PlaceView(String facilityId, String facility, String site) {}

    private final Services services;
    private final Tiers tiers;
    private final Instructions instructions;
    private final Gate gate;

    InstructionController(Services services, Gate gate) {
        this.services = services;
        this.tiers = services.tiers();
        this.instructions = tiers.instructions();
        this.gate = gate;
    }

    @GetMapping("/instructions")
    @Needs(value = Action.INSTRUCTION_READ, on = Needs.On.SOMEWHERE)
    List<View> list(@RequestParam(defaultValue = "open") String state, Caller caller) {
        if (!state.equals("open") && !state.equals("over")) {
            throw ProblemException.invalid("state", "field.type", "open, over");
        }
        List<Instruction> all = instructions.newest(state.equals("over"));
        Map<String, Instruction> onward =
                all.stream()
                        .filter(one -> one.aboveId() != null)
                        .collect(
                                Collectors.toMap(
                                        one -> Objects.requireNonNull(one.aboveId()),
                                        Function.identity(),
                                        (newer, older) -> newer));
        boolean everywhere = gate.mayEverywhere(caller, Action.INSTRUCTION_READ);
        return all.stream()
                .filter(one ->
                        everywhere || gate.mayAt(caller, Action.INSTRUCTION_READ, one.facilityId()))
                .map(one -> view(one, onward.get(one.id()), caller))
                .toList();
    }

    private View view(Instruction one, @Nullable Instruction onward, Caller caller) {
        String site = one.siteId();
        Long due = one.asked().dueUs();
        State state = one.state();
        int version = site == null ? 0 : tiers.version(site);
        return new View(
                one.id(),
                site == null ? null : instructions.siteName(one),
                onward == null ? null : instructions.siteName(onward),
                state == State.WAITING && version != 0 && version < Protocol.INSTRUCTIONS_SINCE,
                one.facilityId(),
                one.facility(),
                one.asked().kind().name(),
                one.asked().words(),
                due == null ? null : Moments.text(due),
                one.overdue(Moments.nowUs(services.clock())),
                one.giver(),
                one.issuer(),
                Moments.text(one.asked().givenUs()),
                state.name(),
                Moments.textOrNull(one.answer().keptUs()),
                Moments.textOrNull(one.answer().seenUs()),
                one.answer().seenBy(),
                Moments.textOrNull(one.answer().doneUs()),
                one.answer().doneBy(),
                one.answer().result(),
                Moments.textOrNull(one.withdrawal().atUs()),
                one.withdrawal().by(),
                one.withdrawal().why(),
                may(one, caller));
    }

    /** What was passed on is not ours to take back: whoever gave it does. */
    private List<String> may(Instruction one, Caller caller) {
        if (one.state().over() || one.aboveId() != null) {
            return List.of();
        }
        boolean given = one.siteId() != null;
        Action action = given ? Action.INSTRUCTION_GIVE : Action.INSTRUCTION_ANSWER;
        return gate.mayAt(caller, action, one.facilityId())
                ? List.of(given ? "withdraw" : "answer")
                : List.of();
    }

    @GetMapping("/instructions/places")
    @Needs(value = Action.INSTRUCTION_GIVE, on = Needs.On.SOMEWHERE)
    List<PlaceView> places(Caller caller) {
        Map<String, String> sites = instructions.places();
        return services.registry().facilities().stream()
                .filter(facility -> sites.containsKey(facility.id()))
                .filter(facility -> gate.may(caller, Action.INSTRUCTION_GIVE, facility))
                .map(facility ->
                        new PlaceView(
                                facility.id(),
                                facility.name(),
                                Objects.requireNonNull(sites.get(facility.id()))))
                .toList();
    }

    // ---- giving

    @PostMapping("/facilities/{id}/instructions")
    @Needs(value = Action.INSTRUCTION_GIVE, on = Needs.On.FACILITY)
    @ResponseStatus(HttpStatus.CREATED)
    View give(@PathVariable String id, @RequestBody Input input, Caller caller) {
        Kind kind = kind(input.kind());
        String words = text("words", input.words(), Instructions.MAX_WORDS);
        if (words.isEmpty()) {
            throw ProblemException.invalid("words", "field.required");
        }
        Instructions.Draft draft =
                new Instructions.Draft(
                        id,
                        kind,
                        words,
                        due(input.due()),
                        caller.user().displayName(),
                        issuer(services, caller));
        try {
            return view(instructions.give(Acts.actor(caller), draft), null, caller);
        } catch (InstructionRefusedException e) {
            throw refused(e);
        }
    }

    /** The agency that a person speaks for; else what this server is called. */
    static String issuer(Services services, Caller caller) {
        Organisation own =
                services.organisations().directory().organisation(caller.user().organisationId());
        return own == null ? Tiers.hostName() : own.name();
    }

    static ProblemException refused(InstructionRefusedException e) {
        return ProblemException.of(
                409,
                switch (e.why()) {
                    case NO_SITE -> "instruction-no-site";
                    case TOO_MANY -> "instruction-too-many";
                    case OVER -> "instruction-over";
                });
    }

    private static Kind kind(@Nullable String given) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(given)) {
                return kind;
            }
        }
        throw ProblemException.invalid("kind", "field.type", "REMIND, ORDER");
    }

    private @Nullable Long due(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        long due = DispatchController.moment("due", given);
        if (due <= Moments.nowUs(services.clock())) {
            throw ProblemException.invalid("due", "instruction.due");
        }
        return due;
    }

    private static String text(String field, @Nullable String given, int max) {
        String text = given == null ? "" : VietnameseText.normalise(given).strip();
        if (text.length() > max) {
            throw ProblemException.invalid(field, "field.long", max);
        }
        return text;
    }

    @PostMapping("/instructions/{id}/withdrawal")
    @Needs(value = Action.INSTRUCTION_GIVE, on = Needs.On.SOMEWHERE)
    View withdraw(@PathVariable String id, @RequestBody Why body, Caller caller) {
        Instruction known = known(caller, Action.INSTRUCTION_GIVE, id);
        String why = text("why", body.why(), MAX_WHY);
        if (why.isEmpty()) {
            throw ProblemException.invalid("why", "field.required");
        }
        if (known.aboveId() != null) {
            throw ProblemException.of(409, "instruction-over");
        }
        try {
            return view(
                    instructions.withdraw(Acts.actor(caller), caller.user().displayName(), id, why),
                    null,
                    caller);
        } catch (InstructionRefusedException e) {
            throw refused(e);
        }
    }

    private Instruction known(Caller caller, Action action, String id) {
        Instruction known = instructions.byId(id).orElseThrow(ProblemException::notFound);
        if (!gate.mayEverywhere(caller, action)) {
            gate.needAt(caller, action, known.facilityId(), Action.INSTRUCTION_READ);
        }
        return known;
    }

    // ---- answering

    @PostMapping("/instructions/{id}/seen")
    @Needs(value = Action.INSTRUCTION_ANSWER, on = Needs.On.SOMEWHERE)
    View seen(@PathVariable String id, Caller caller) {
        known(caller, Action.INSTRUCTION_ANSWER, id);
        try {
            return view(
                    instructions.seen(Acts.actor(caller), caller.user().displayName(), id),
                    null,
                    caller);
        } catch (InstructionRefusedException e) {
            throw refused(e);
        }
    }

    @PostMapping("/instructions/{id}/done")
    @Needs(value = Action.INSTRUCTION_ANSWER, on = Needs.On.SOMEWHERE)
    View done(@PathVariable String id, @RequestBody Result body, Caller caller) {
        known(caller, Action.INSTRUCTION_ANSWER, id);
        String result = text("result", body.result(), Instructions.MAX_RESULT);
        if (result.isEmpty()) {
            throw ProblemException.invalid("result", "field.required");
        }
        try {
            return view(
                    instructions.done(Acts.actor(caller), caller.user().displayName(), id, result),
                    null,
                    caller);
        } catch (InstructionRefusedException e) {
            throw refused(e);
        }
    }
}
