package org.haidang.camerafarm.onvif;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a device tells its subscribers, each a property that is true or false. */
public enum DeviceEvent {
    MOTION,
    TAMPER,
    SIGNAL_LOSS,
    DIGITAL_INPUT,
    STORAGE_FAILURE;

    /** Whether it belongs to a video source; else to the device. */
    public boolean ofChannel() {
        return switch (this) {
            case MOTION, TAMPER, SIGNAL_LOSS -> true;
            case DIGITAL_INPUT, STORAGE_FAILURE -> false;
        };
    }

    /** The word in the control port's JSON: {@code signal-loss}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The event for a word, or null. */
    public static @Nullable DeviceEvent of(String word) {
        for (DeviceEvent event : values()) {
            if (event.word().equals(word)) {
                return event;
            }
        }
        return null;
    }

    /** Cameras tell of motion by their analytics, recorders by their video sources. */
    String topic(boolean recorder) {
        return switch (this) {
            case MOTION ->
                    recorder
                            ? "tns1:VideoSource/MotionAlarm"
                            : "tns1:RuleEngine/CellMotionDetector/Motion";
            case TAMPER ->
                    recorder
                            ? "tns1:VideoSource/GlobalSceneChange/ImagingService"
                            : "tns1:RuleEngine/TamperDetector/Tamper";
            case SIGNAL_LOSS -> "tns1:VideoSource/SignalLoss";
            case DIGITAL_INPUT -> "tns1:Device/Trigger/DigitalInput";
            case STORAGE_FAILURE -> "tns1:Device/HardwareFailure/StorageFailure";
        };
    }

    /** The name of what says where it happened. */
    String sourceItem(boolean recorder) {
        return switch (this) {
            case MOTION, TAMPER -> recorder ? "Source" : "VideoSourceConfigurationToken";
            case SIGNAL_LOSS -> "Source";
            case DIGITAL_INPUT -> "InputToken";
            case STORAGE_FAILURE -> "Token";
        };
    }

    String sourceValue(boolean recorder, int channel) {
        return switch (this) {
            case MOTION, TAMPER -> (recorder ? "source_" : "source_config_") + channel;
            case SIGNAL_LOSS -> "source_" + channel;
            case DIGITAL_INPUT -> "input_1";
            case STORAGE_FAILURE -> "disk_1";
        };
    }

    /** The name of what says whether. */
    String dataItem(boolean recorder) {
        return switch (this) {
            case MOTION -> recorder ? "State" : "IsMotion";
            case TAMPER -> recorder ? "State" : "IsTamper";
            case SIGNAL_LOSS -> "State";
            case DIGITAL_INPUT -> "LogicalState";
            case STORAGE_FAILURE -> "Failed";
        };
    }
}
