package org.haidang.server.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haidang.onvif.Preset;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.ptz.Command;
import org.haidang.server.ptz.DeviceTrouble;
import org.haidang.server.ptz.DeviceTroubleException;
import org.haidang.server.ptz.Holding;
import org.haidang.server.ptz.Motion;
import org.haidang.server.ptz.PtzDesk;
import org.haidang.server.ptz.PtzRefusedException;
import org.haidang.server.ptz.Told;
import org.haidang.server.ptz.Turner;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.TurnLimits;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Person;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;
import org.jspecify.annotations.Nullable;

/** The turning of cameras in the words of the link. */
final class TurnWords {
    static final String DONE = "done";
    private static final String DEVICE = "device";
    private static final String BUSY = "busy";

    /** Times of who holds a camera are told in such steps. */
    private static final long STEP_US = 5_000_000;

    private TurnWords() {}

    // ------------------------------------------------------------------ who

    static Person said(Turner who) {
        return Person.newBuilder()
                .setKey(cut(who.key(), TurnLimits.MAX_KEY))
                .setName(cut(who.person(), TurnLimits.MAX_PERSON))
                .setIssuer(cut(who.issuer(), TurnLimits.MAX_TIER))
                .setSuperior(who.superior())
                .build();
    }

    /**
     * @param centre what the tier above is called, which speaks of its own people without it
     */
    static Turner heard(Person said, String centre) {
        return Turner.above(
                said.getKey(),
                clean(said.getName()),
                said.getIssuer().isBlank() ? centre : clean(said.getIssuer()),
                said.getSuperior());
    }

    static Holder said(Holding holding) {
        Turner who = holding.holder();
        return Holder.newBuilder()
                .setKey(cut(who.keyAbove(), TurnLimits.MAX_KEY))
                .setName(cut(who.person(), TurnLimits.MAX_PERSON))
                .setIssuer(cut(who.issuer(), TurnLimits.MAX_TIER))
                .setUntilUs(holding.untilUs())
                .setSuperior(who.superior())
                .build();
    }

    /** For states, which are told anew when they changed: rarely, and never too short a time. */
    static Holder saidRoughly(Holding holding) {
        return said(holding).toBuilder()
                .setUntilUs(Math.ceilDiv(holding.untilUs(), STEP_US) * STEP_US)
                .build();
    }

    /**
     * @param cameraId as we call the camera
     * @param site what the site is called here, which speaks of its own people without it
     * @param clockOffsetUs its clock minus ours
     * @param nowUs by our clock
     */
    static Holding heard(
            Holder said, String cameraId, String site, long clockOffsetUs, long nowUs) {
        String key = said.getKey();
        // Of our own people it tells what we told it: that they are of ours we need not read.
        boolean ours = !key.isEmpty() && !Turner.below(key, "", "", false).isFromAbove();
        String issuer = ours ? "" : clean(said.getIssuer());
        long mostUs = PtzDesk.LEASE.toMillis() * 1_000 + STEP_US;
        return new Holding(
                cameraId,
                Turner.below(
                        key,
                        clean(said.getName()),
                        issuer.isEmpty() && !ours ? site : issuer,
                        said.getSuperior()),
                Math.clamp(said.getUntilUs() - clockOffsetUs, nowUs, nowUs + mostUs));
    }

    // ------------------------------------------------------------------ what

    static Turn.Builder said(String cameraId, Turner who, Command command) {
        Turn.Builder turn = Turn.newBuilder().setCameraId(cameraId).setPerson(said(who));
        return switch (command) {
            case Command.Look _ -> turn.setLook(Turn.Look.getDefaultInstance());
            case Command.Take(boolean over) -> turn.setTake(Turn.Take.newBuilder().setOver(over));
            case Command.Move(Motion motion) ->
                    turn.setMove(
                            Turn.Move.newBuilder()
                                    .setPan(motion.pan())
                                    .setTilt(motion.tilt())
                                    .setZoom(motion.zoom()));
            case Command.Stop _ -> turn.setStop(Turn.Stop.getDefaultInstance());
            case Command.Call(String token) -> turn.setCall(Turn.Call.newBuilder().setToken(token));
            case Command.Save(String name) -> turn.setSave(Turn.Save.newBuilder().setName(name));
            case Command.Remove(String token) ->
                    turn.setRemove(Turn.Remove.newBuilder().setToken(token));
            case Command.LetGo _ -> turn.setLetGo(Turn.LetGo.getDefaultInstance());
        };
    }

    /** Empty for what is newer than we know. */
    static Optional<Command> heard(Turn turn) {
        return Optional.ofNullable(
                switch (turn.getWhatCase()) {
                    case LOOK -> new Command.Look();
                    case TAKE -> new Command.Take(turn.getTake().getOver());
                    case MOVE ->
                            new Command.Move(
                                    new Motion(
                                            turn.getMove().getPan(),
                                            turn.getMove().getTilt(),
                                            turn.getMove().getZoom()));
                    case STOP -> new Command.Stop();
                    case CALL -> new Command.Call(turn.getCall().getToken());
                    case SAVE -> new Command.Save(clean(turn.getSave().getName()));
                    case REMOVE -> new Command.Remove(turn.getRemove().getToken());
                    case LET_GO -> new Command.LetGo();
                    case WHAT_NOT_SET -> null;
                });
    }

    // ------------------------------------------------------------------ what came of it

    static Turned.Builder said(Told told) {
        Turned.Builder turned =
                answer(DONE, told.holding())
                        .setTakenFrom(
                                cut(told.takenFrom(), TurnLimits.MAX_PERSON + TurnLimits.MAX_TIER))
                        .addAllPresets(said(told.presets()));
        DeviceTrouble fault = told.fault();
        return fault == null ? turned : turned.setFault(word(fault));
    }

    private static List<org.haidang.uplink.wire.Preset> said(List<Preset> presets) {
        List<org.haidang.uplink.wire.Preset> said = new ArrayList<>();
        int bytes = 0;
        for (Preset preset : presets) {
            org.haidang.uplink.wire.Preset one =
                    org.haidang.uplink.wire.Preset.newBuilder()
                            .setToken(preset.token())
                            .setName(cut(preset.name(), TurnLimits.MAX_PRESET))
                            .build();
            bytes += one.getSerializedSize();
            if (said.size() == TurnLimits.MAX_PRESETS || bytes > TurnLimits.MAX_PRESET_BYTES) {
                break;
            }
            said.add(one);
        }
        return said;
    }

    static Turned.Builder said(PtzRefusedException refused) {
        return answer(
                refused.reason().name().toLowerCase(Locale.ROOT), refused.holding().orElse(null));
    }

    static Turned.Builder said(DeviceTrouble trouble, @Nullable Holding holding) {
        return switch (trouble) {
            case DeviceTrouble.Busy _ -> answer(BUSY, holding);
            case DeviceTrouble.Fault _ -> answer(DEVICE, holding).setFault(word(trouble));
        };
    }

    static Turned.Builder said(NoAnswer why, @Nullable Holding holding) {
        return answer(why.word(), holding);
    }

    private static Turned.Builder answer(String outcome, @Nullable Holding holding) {
        Turned.Builder turned = Turned.newBuilder().setOutcome(outcome);
        return holding == null ? turned : turned.setHolder(said(holding));
    }

    private static String word(DeviceTrouble trouble) {
        return switch (trouble) {
            case DeviceTrouble.Busy _ -> BUSY;
            case DeviceTrouble.Fault(DeviceFault fault) -> fault.word();
        };
    }

    private static DeviceTrouble trouble(String word) {
        return word.equals(BUSY)
                ? new DeviceTrouble.Busy()
                : new DeviceTrouble.Fault(DeviceFault.byWord(word));
    }

    /**
     * What a site answered.
     *
     * @param holding the holder of the answer, in ours
     */
    static Told heard(Turned turned, @Nullable Holding holding)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException {
        String outcome = turned.getOutcome();
        if (outcome.equals(DONE)) {
            return new Told(
                    holding,
                    turned.getPresetsList().stream()
                            .map(one -> new Preset(one.getToken(), clean(one.getName())))
                            .toList(),
                    turned.getFault().isEmpty() ? null : trouble(turned.getFault()),
                    clean(turned.getTakenFrom()));
        }
        for (PtzRefusedException.Reason reason : PtzRefusedException.Reason.values()) {
            if (outcome.equals(reason.name().toLowerCase(Locale.ROOT))) {
                throw new PtzRefusedException(reason, holding);
            }
        }
        if (outcome.equals(DEVICE) || outcome.equals(BUSY)) {
            throw new DeviceTroubleException(
                    trouble(outcome.equals(BUSY) ? BUSY : turned.getFault()));
        }
        throw new NoAnswerException(NoAnswer.of(outcome), "the site says so");
    }

    private static String cut(String text, int max) {
        return text.substring(0, Math.min(text.length(), max));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
