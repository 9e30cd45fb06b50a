package org.haidang.uplink;

import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Person;
import org.haidang.uplink.wire.Preset;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;
import org.jspecify.annotations.Nullable;

/** How large the words about turning cameras may be; both ends hold the other to it. */
public final class TurnLimits {
    public static final int MAX_PRESETS = 256;

    /** Of all presets of an answer: control is not held up for longer. */
    public static final int MAX_PRESET_BYTES = 64 << 10;

    /** Characters of a person's, a preset's and a tier's name, as the contract has them. */
    public static final int MAX_PERSON = 100;

    public static final int MAX_PRESET = 64;
    public static final int MAX_TIER = 200;
    public static final int MAX_KEY = 128;
    public static final int MAX_TOKEN = 256;
    private static final int MAX_CAMERA = 64;
    private static final int MAX_WORD = 64;

    private TurnLimits() {}

    /** What makes a turn one that no centre of ours says; null when nothing does. */
    public static @Nullable String wrong(Turn turn) {
        String who = wrong(turn.getCameraId(), turn.getPerson());
        if (who != null) {
            return who;
        }
        return switch (turn.getWhatCase()) {
            case LOOK, TAKE, STOP, LET_GO -> null;
            case MOVE -> {
                Turn.Move move = turn.getMove();
                yield isSpeed(move.getPan()) && isSpeed(move.getTilt()) && isSpeed(move.getZoom())
                        ? null
                        : "a speed that is none";
            }
            case CALL -> isNoName(turn.getCall().getToken(), MAX_TOKEN) ? "no preset" : null;
            case REMOVE -> isNoName(turn.getRemove().getToken(), MAX_TOKEN) ? "no preset" : null;
            case SAVE -> isNoName(turn.getSave().getName(), MAX_PRESET) ? "no name" : null;
            case WHAT_NOT_SET -> "nothing that we know";
        };
    }

    /** The same of which camera is meant, and of who wants something of it. */
    static @Nullable String wrong(String cameraId, Person person) {
        if (isNoName(cameraId, MAX_CAMERA)) {
            return "no camera";
        }
        if (isNoName(person.getKey(), MAX_KEY)) {
            return "nobody who wants it";
        }
        return person.getName().length() > MAX_PERSON || person.getIssuer().length() > MAX_TIER
                ? "a name that is too long"
                : null;
    }

    /** The same of an answer. */
    public static @Nullable String wrong(Turned turned) {
        if (turned.getOutcome().length() > MAX_WORD || turned.getFault().length() > MAX_WORD) {
            return "a word that is too long";
        }
        if (turned.getTakenFrom().length() > MAX_PERSON + MAX_TIER + MAX_WORD) {
            return "a name that is too long";
        }
        if (turned.hasHolder() && wrong(turned.getHolder())) {
            return "a holder with a name that is too long";
        }
        if (turned.getPresetsCount() > MAX_PRESETS) {
            return turned.getPresetsCount() + " presets";
        }
        int bytes = 0;
        for (Preset preset : turned.getPresetsList()) {
            bytes += preset.getSerializedSize();
            if (isNoName(preset.getToken(), MAX_TOKEN)
                    || preset.getName().length() > MAX_PRESET
                    || bytes > MAX_PRESET_BYTES) {
                return "presets that are too long";
            }
        }
        return null;
    }

    /** Whether a holder is one that no site of ours says. */
    public static boolean wrong(Holder holder) {
        return holder.getKey().length() > MAX_KEY
                || holder.getName().length() > MAX_PERSON
                || holder.getIssuer().length() > MAX_TIER;
    }

    private static boolean isNoName(String text, int max) {
        return text.isBlank() || text.length() > max;
    }

    private static boolean isSpeed(double part) {
        return part >= -1 && part <= 1; // nor NaN
    }
}
