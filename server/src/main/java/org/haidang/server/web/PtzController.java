package org.haidang.server.web;

import java.util.List;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.Preset;
import org.haidang.onvif.Ptz;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.RemoteAddress;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.device.store.CameraDevice;
import org.haidang.server.ptz.Head;
import org.haidang.server.ptz.HeadBusyException;
import org.haidang.server.ptz.Heads;
import org.haidang.server.ptz.Holding;
import org.haidang.server.ptz.Motion;
import org.haidang.server.ptz.PtzDesk;
import org.haidang.server.ptz.PtzRefusedException;
import org.haidang.server.ptz.Turner;
import org.haidang.server.ptz.Use;
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

/** Turning cameras. */
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

    /** A camera that can be turned, and somebody who wants to. */
    private record Turn(Camera camera, Head head, Turner who) {}

    private interface Told<T> {
        T by(Heads heads, Head head) throws OnvifException, HeadBusyException;
    }

    private final Services services;
    private final PtzDesk desk;
    private final Gate gate;
    private final Acts acts;

    PtzController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.desk = services.ptzDesk();
        this.gate = gate;
        this.acts = acts;
    }

    // ---- who

    @GetMapping("/ptz")
    @Needs(value = Action.LIVE_VIEW, on = Needs.On.SOMEWHERE)
    List<HoldingView> holdings(Caller caller) {
        return desk.holdings().stream()
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
        Turn turn = turn(id, caller);
        Holding holding = desk.holding(id).orElse(null);
        boolean mine = holding != null && holding.isOf(caller.user().id());
        boolean superior = holding != null && !mine && holding.holder().superior();
        List<PresetView> presets = List.of();
        String fault = null;
        if (gate.may(caller, Action.PTZ_CONTROL, turn.camera())) {
            try {
                presets =
                        services.heads().presets(turn.head()).stream()
                                .map(PtzController::view)
                                .toList();
            } catch (OnvifException e) {
                fault = Words.of(language, "device." + DeviceFault.of(e.failure()).word());
            } catch (HeadBusyException e) {
                fault = Words.of(language, "problem.busy.detail");
            }
        }
        return new PtzView(
                holding == null ? null : holding.holder().name(),
                holding == null ? null : Moments.text(holding.untilUs()),
                mine,
                turn.who().superior() && !superior,
                presets,
                fault);
    }

    @PostMapping("/cameras/{id}/ptz/take-overs")
    @Needs(value = Action.PTZ_TAKE_OVER, on = Needs.On.CAMERA)
    HoldingView takeOver(@PathVariable String id, Caller caller) {
        Turn turn = turn(id, caller);
        try {
            return view(desk.takeOver(acts.subject(turn.camera()), turn.who()), caller);
        } catch (PtzRefusedException e) {
            throw refused(e);
        }
    }

    @DeleteMapping("/cameras/{id}/ptz")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void letGo(@PathVariable String id, Caller caller) {
        desk.letGo(id, caller.user().id());
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
        Turn turn = turn(id, caller);
        Holding holding = use(turn, new Use.Turn());
        tell(
                turn,
                (heads, head) -> {
                    heads.move(head, motion);
                    return true;
                });
        return view(holding, caller);
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
        Turn turn = turn(id, caller);
        try {
            if (!desk.stop(acts.subject(turn.camera()), turn.who())) {
                return;
            }
        } catch (PtzRefusedException e) {
            throw refused(e);
        }
        tell(
                turn,
                (heads, head) -> {
                    heads.stop(head);
                    return true;
                });
    }

    // ---- presets

    @PostMapping("/cameras/{id}/ptz/presets/{token}/calls")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    HoldingView call(@PathVariable String id, @PathVariable String token, Caller caller) {
        Turn turn = turn(id, caller);
        needToken(token);
        Holding holding = use(turn, new Use.Call(services.heads().nameOf(turn.head(), token)));
        tell(
                turn,
                (heads, head) -> {
                    heads.call(head, token);
                    return true;
                });
        return view(holding, caller);
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
        Turn turn = turn(id, caller);
        use(turn, new Use.Change(name));
        return view(tell(turn, (heads, head) -> heads.save(head, name)));
    }

    @DeleteMapping("/cameras/{id}/ptz/presets/{token}")
    @Needs(value = Action.PTZ_CONTROL, on = Needs.On.CAMERA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String token, Caller caller) {
        Turn turn = turn(id, caller);
        needToken(token);
        use(turn, new Use.Change(services.heads().nameOf(turn.head(), token)));
        tell(
                turn,
                (heads, head) -> {
                    heads.remove(head, token);
                    return true;
                });
    }

    private static void needToken(String token) {
        if (token.isBlank() || token.length() > MAX_TOKEN) {
            throw ProblemException.notFound();
        }
    }

    // ---- all of them

    private Turn turn(String id, Caller caller) {
        Camera camera = services.registry().camera(id).orElseThrow(ProblemException::notFound);
        if (RemoteAddress.of(camera.url()).isPresent()) {
            throw ProblemException.of(409, "ptz-elsewhere");
        }
        CameraDevice device =
                services.cameraDevices()
                        .of(camera)
                        .filter(CameraDevice::ptz)
                        .orElseThrow(() -> ProblemException.of(409, "ptz-none"));
        return new Turn(
                camera,
                new Head(
                        device.service(),
                        CameraDeviceController.login(services, camera),
                        device.profile()),
                new Turner(
                        caller.user().id(),
                        Acts.actor(caller),
                        gate.may(caller, Action.PTZ_TAKE_OVER, camera)));
    }

    private Holding use(Turn turn, Use use) {
        try {
            return desk.use(acts.subject(turn.camera()), turn.who(), use);
        } catch (PtzRefusedException e) {
            throw refused(e);
        }
    }

    private ProblemException refused(PtzRefusedException e) {
        Object[] who =
                e.holding()
                        .map(holding ->
                                new Object[] {holding.holder().name(), secondsLeft(holding)})
                        .orElse(new Object[0]);
        return switch (e.reason()) {
            case HELD -> ProblemException.of(409, "ptz-held", who);
            case HELD_BY_SUPERIOR -> ProblemException.of(409, "ptz-held-by-superior", who);
            case TOO_FAST -> ProblemException.of(429, "ptz-too-fast", PtzDesk.COMMANDS_PER_SECOND);
        };
    }

    private long secondsLeft(Holding holding) {
        long leftUs = holding.untilUs() - Moments.nowUs(services.clock());
        return Math.max(1, Math.ceilDiv(leftUs, 1_000_000));
    }

    private <T> T tell(Turn turn, Told<T> told) {
        try {
            return told.by(services.heads(), turn.head());
        } catch (OnvifException e) {
            String key = "device." + DeviceFault.of(e.failure()).word();
            throw ProblemException.of(502, "ptz-device", said(key), said(key + ".action"));
        } catch (HeadBusyException e) {
            throw ProblemException.busy(null);
        }
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
