package org.haidang.uplink;

import org.haidang.uplink.wire.CameraSettings;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.InvalidSetting;
import org.jspecify.annotations.Nullable;

/** How large the words about settings of cameras may be; both ends hold the other to it. */
public final class SettingsLimits {
    /** Days that recordings are kept; a site may allow fewer. */
    public static final int MAX_DAYS = 3_650;

    /** There are no more settings. */
    public static final int MAX_INVALID = 3;

    /** Characters of a sentence that says why a setting cannot be taken. */
    public static final int MAX_SENTENCE = 500;

    private static final int MAX_WORD = 64;

    private SettingsLimits() {}

    /** What makes it a word that no centre of ours says; null when nothing does. */
    public static @Nullable String wrong(Configure configure) {
        String who = TurnLimits.wrong(configure.getCameraId(), configure.getPerson());
        if (who != null) {
            return who;
        }
        if (!configure.hasWanted() || !configure.hasBase()) {
            return "no settings";
        }
        return wrong(configure.getWanted()) || wrong(configure.getBase())
                ? "a number of days that is none"
                : null;
    }

    /** The same of an answer. */
    public static @Nullable String wrong(Configured configured) {
        if (configured.getOutcome().length() > MAX_WORD) {
            return "a word that is too long";
        }
        if (configured.hasSettings() && wrong(configured.getSettings())) {
            return "a number of days that is none";
        }
        if (configured.getInvalidCount() > MAX_INVALID) {
            return configured.getInvalidCount() + " settings";
        }
        return configured.getInvalidList().stream().anyMatch(SettingsLimits::wrong)
                ? "a sentence that is too long"
                : null;
    }

    private static boolean wrong(InvalidSetting invalid) {
        return invalid.getField().length() > MAX_WORD
                || invalid.getVi().length() > MAX_SENTENCE
                || invalid.getEn().length() > MAX_SENTENCE;
    }

    /** Whether settings are such as no camera has. */
    public static boolean wrong(CameraSettings settings) {
        // Unsigned on the wire: what is too large for Java is below zero here.
        return settings.getRetentionDays() < 0 || settings.getRetentionDays() > MAX_DAYS;
    }
}
