package org.haidang.camerafarm.onvif;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a device tells its subscribers: properties that are true or false, and what just happens.
 */
public enum DeviceEvent {
    MOTION,
    TAMPER,
    SIGNAL_LOSS,
    DIGITAL_INPUT,
    STORAGE_FAILURE,
    /** Somebody crossed a line (ONVIF Analytics, annex A.2): it has no state. */
    LINE_CROSSED;

    /** Whether it belongs to a video source; else to the device. */
    public boolean ofChannel() {
        return switch (this) {
            case MOTION, TAMPER, SIGNAL_LOSS, LINE_CROSSED -> true;
            case DIGITAL_INPUT, STORAGE_FAILURE -> false;
        };
    }

    /** Whether it happens and is over, so that nobody asks how it stands. */
    public boolean momentary() {
        return this == LINE_CROSSED;
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
            case LINE_CROSSED -> "tns1:RuleEngine/LineDetector/Crossed";
        };
    }

    /** The name of what says where it happened. */
    String sourceItem(boolean recorder) {
        return switch (this) {
            case MOTION, TAMPER -> recorder ? "Source" : "VideoSourceConfigurationToken";
            case LINE_CROSSED -> "VideoSourceConfigurationToken";
            case SIGNAL_LOSS -> "Source";
            case DIGITAL_INPUT -> "InputToken";
            case STORAGE_FAILURE -> "Token";
        };
    }

    String sourceValue(boolean recorder, int channel) {
        return switch (this) {
            case MOTION, TAMPER -> (recorder ? "source_" : "source_config_") + channel;
            case LINE_CROSSED -> "source_config_" + channel;
            case SIGNAL_LOSS -> "source_" + channel;
            case DIGITAL_INPUT -> "input_1";
            case STORAGE_FAILURE -> "disk_1";
        };
    }

    /** The name of what says whether; of what has no state, the name of who did it. */
    String dataItem(boolean recorder) {
        return switch (this) {
            case MOTION -> recorder ? "State" : "IsMotion";
            case TAMPER -> recorder ? "State" : "IsTamper";
            case SIGNAL_LOSS -> "State";
            case DIGITAL_INPUT -> "LogicalState";
            case STORAGE_FAILURE -> "Failed";
            case LINE_CROSSED -> "ObjectId";
        };
    }

    /** The XML Schema type of that. */
    String dataType() {
        return momentary() ? "xs:integer" : "xs:boolean";
    }
}
