package org.haidang.server.web;

import java.util.List;
import org.haidang.onvif.Preset;
import org.haidang.onvif.Ptz;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.ptz.Command;
import org.haidang.server.ptz.DeviceTrouble;
import org.haidang.server.ptz.DeviceTroubleException;
import org.haidang.server.ptz.Holding;
import org.haidang.server.ptz.Motion;
import org.haidang.server.ptz.PtzDesk;
import org.haidang.server.ptz.PtzRefusedException;
import org.haidang.server.ptz.SitesBelow;
import org.haidang.server.ptz.Told;
import org.haidang.server.ptz.Turner;
import org.haidang.server.ptz.Turning;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.haidang.uplink.NoAnswerException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Turning cameras, of this server and of sites below. */
@RestController
@RequestMapping("/api/v1")
final class PtzController {
    private static final int MAX_TOKEN = 256;

    /**
     * Who turns a camera.
     *
     * @param holder his name
     * @param until when it is free again unless he goes on
     */
    record HoldingView(String cameraId, String holder, String until, boolean mine) {}

    record PresetView(String token, String name) {}

    /**
     * @param holder null when nobody turns it
     * @param takeOver whether the asker may take it from whoever turns it
     * @param presets none for whoever may not turn it, and when the device does not tell
     * @param fault why the device does not tell; null when it does
     */
    record PtzView(
            @Nullable String holder,
            @Nullable String until,
            boolean mine,
            boolean takeOver,
            List<PresetView> presets,
            @Nullable String fault) {}

    /** Parts of the greatest speed; what is left out is 0. */
    record MoveBody(@Nullable Double pan, @Nullable Double tilt, @Nullable Double zoom) {}

    record PresetBody(@Nullable String name) {}

    private final Services services;
    private final Turning turning;
    private final Gate gate;

    PtzController(Services services, Gate gate) {
        this.services = services;
        this.turning = services.turning();
        this.gate = gate;
    }

    // ---- who

    @GetMapping("/ptz")
    @Needs(value = Action.LIVE_VIEW, on = Needs.On.SOMEWHERE)
    List<HoldingView> holdings(Caller caller) {
        return turning.holdings().stream()
                .filter(holding ->
                        services.registry()
                                .camera(holding.cameraId())
                                .filter(camera -> gate.may(caller, Action.LIVE_VIEW, camera))
                                .isPresent())
                .map(holding -> view(holding, caller))
                .toList();
    }

    @GetMapping("/cameras/{id}/ptz")
    @Needs(value = Action.LIVE_VIEW, on = Needs.On.CAMERA)
    PtzView ptz(@PathVariable String id, Caller caller, Language language) {
        Camera camera = camera(id);
        if (!gate.may(caller, Action.PTZ_CONTROL, camera)) {
            // For him nothing is asked.
            if (turning.known(camera) != SitesBelow.Known.TURNS) {
                throw ProblemException.of(409, "ptz-none");
            }
            Holding holding = turning.holding(camera).orElse(null);
            return view(new Told(holding, List.of(), null, ""), camera, caller, language);
        }
        return view(turn(camera, caller, new Command.Look()), camera, caller, language);
    }

    private PtzView view(Told told, Camera camera, Caller caller, Language language) {
        Holding holding = told.holding();
        boolean mine = holding != null && holding.isOf(caller.user().id());
        boolean superior = holding != null && !mine && holding.holder().superior();
        return new PtzView(
                holding == null ? null : holding.holder().name(),
                holding == null ? null : Moments.text(holding.untilUs()),
                mine,
                gate.may(caller, Action.PTZ_TAKE_OVER, camera) && !superior,
                told.presets().stream().map(PtzController::view).toList(),
                words(told.fault(), language));
    }

    private static @Nullable String words(@Nullable DeviceTrouble fault, Language language) {
        return switch (fault) {
            case null -> null;
            case DeviceTrouble.Fault(DeviceFault device) ->
                    Words.of(language, "device." + device.word());
            case DeviceTrouble.Busy _ -> Words.of(language, "problem.busy.detail");
        };
    }

    @PostMapping("/cameras/{id}/ptz/take-overs")
    @Needs(value = Action.PTZ_TAKE_OVER, on = Needs.On.CAMERA)
    HoldingView takeOver(@PathVariable String id, Caller caller) {
        return held(turn(camera(id), caller, new Command.Take(true)), caller);
    }

    @DeleteMapping("/cameras/{id}/ptz")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void letGo(@PathVariable String id, Caller caller) {
        turn(camera(id), caller, new Command.LetGo());
    }

    // ---- moving

    @PostMapping("/cameras/{id}/ptz/moves")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    HoldingView move(@PathVariable String id, @RequestBody MoveBody body, Caller caller) {
        Motion motion =
                new Motion(
                        speed("pan", body.pan()),
                        speed("tilt", body.tilt()),
                        speed("zoom", body.zoom()));
        if (motion.pan() == 0 && motion.tilt() == 0 && motion.zoom() == 0) {
            throw ProblemException.invalid("pan", "field.required");
        }
        return held(turn(camera(id), caller, new Command.Move(motion)), caller);
    }

    private static double speed(String field, @Nullable Double part) {
        double speed = part == null ? 0 : part;
        if (!Motion.isSpeed(speed)) {
            throw ProblemException.invalid(field, "field.range", -1, 1);
        }
        return speed;
    }

    @PostMapping("/cameras/{id}/ptz/stops")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable String id, Caller caller) {
        turn(camera(id), caller, new Command.Stop());
    }

    // ---- presets

    @PostMapping("/cameras/{id}/ptz/presets/{token}/calls")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    HoldingView call(@PathVariable String id, @PathVariable String token, Caller caller) {
        Camera camera = camera(id);
        needToken(token);
        return held(turn(camera, caller, new Command.Call(token)), caller);
    }

    @PostMapping("/cameras/{id}/ptz/presets")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.CREATED)
    PresetView save(@PathVariable String id, @RequestBody PresetBody body, Caller caller) {
        String name = body.name() == null ? "" : body.name().strip();
        if (name.isEmpty()) {
            throw ProblemException.invalid("name", "field.required");
        }
        if (name.length() > Ptz.MAX_NAME) {
            throw ProblemException.invalid("name", "field.long", Ptz.MAX_NAME);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name", "field.control");
        }
        return turn(camera(id), caller, new Command.Save(name)).presets().stream()
                .findFirst()
                .map(PtzController::view)
                .orElseThrow(() -> ProblemException.of(502, "site-ptz-failed"));
    }

    @DeleteMapping("/cameras/{id}/ptz/presets/{token}")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String token, Caller caller) {
        Camera camera = camera(id);
        needToken(token);
        turn(camera, caller, new Command.Remove(token));
    }

    private static void needToken(String token) {
        if (token.isBlank() || token.length() > MAX_TOKEN) {
            throw ProblemException.notFound();
        }
    }

    // ---- all of them

    private Camera camera(String id) {
        return services.registry().camera(id).orElseThrow(ProblemException::notFound);
    }

    private Told turn(Camera camera, Caller caller, Command command) {
        Turner who =
                new Turner(
                        caller.user().id(),
                        Acts.actor(caller),
                        gate.may(caller, Action.PTZ_TAKE_OVER, camera));
        try {
            return turning.turn(camera, who, command);
        } catch (PtzRefusedException e) {
            throw refused(e);
        } catch (DeviceTroubleException e) {
            throw unmoved(e.trouble());
        } catch (NoAnswerException e) {
            throw unreached(e);
        }
    }

    private HoldingView held(Told told, Caller caller) {
        Holding holding = told.holding();
        if (holding == null) {
            // A site that does it and does not say for whom.
            throw ProblemException.of(502, "site-ptz-failed");
        }
        return view(holding, caller);
    }

    private ProblemException refused(PtzRefusedException e) {
        Object[] who =
                e.holding()
                        .map(holding ->
                                new Object[] {holding.holder().name(), secondsLeft(holding)})
                        .orElse(new Object[] {"?", 1});
        return switch (e.reason()) {
            case HELD -> ProblemException.of(409, "ptz-held", who);
            case HELD_BY_SUPERIOR -> ProblemException.of(409, "ptz-held-by-superior", who);
            case TOO_FAST -> ProblemException.of(429, "ptz-too-fast", PtzDesk.COMMANDS_PER_SECOND);
            case NO_HEAD -> ProblemException.of(409, "ptz-none");
        };
    }

    private long secondsLeft(Holding holding) {
        long leftUs = holding.untilUs() - Moments.nowUs(services.clock());
        return Math.max(1, Math.ceilDiv(leftUs, 1_000_000));
    }

    private static ProblemException unmoved(DeviceTrouble trouble) {
        return switch (trouble) {
            case DeviceTrouble.Fault(DeviceFault fault) -> {
                String key = "device." + fault.word();
                yield ProblemException.of(502, "ptz-device", said(key), said(key + ".action"));
            }
            case DeviceTrouble.Busy _ -> ProblemException.busy(null);
        };
    }

    /** The camera stands at another site, which cannot be told or does not do it. */
    private static ProblemException unreached(NoAnswerException e) {
        return switch (e.why()) {
            case NO_LINK -> ProblemException.of(503, "site-ptz-no-link");
            case NOT_GRANTED, NO_SUCH_CAMERA -> ProblemException.of(409, "site-ptz-not-granted");
            case TOO_OLD -> ProblemException.of(409, "site-ptz-too-old");
            case TOO_MANY -> ProblemException.busy(e);
            case LATE -> ProblemException.of(504, "site-ptz-silent");
            case OFF -> ProblemException.of(502, "site-ptz-unrecorded");
            case FAILED -> ProblemException.of(502, "site-ptz-failed");
        };
    }

    private static Sentence said(String key) {
        return new Sentence(Words.of(Language.VI, key), Words.of(Language.EN, key));
    }

    private static HoldingView view(Holding holding, Caller caller) {
        return new HoldingView(
                holding.cameraId(),
                holding.holder().name(),
                Moments.text(holding.untilUs()),
                holding.isOf(caller.user().id()));
    }

    private static PresetView view(Preset preset) {
        return new PresetView(preset.token(), preset.name());
    }
}
