package org.haidang.onvif;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What cameras and recorders notice, of that what we make use of. */
public enum CameraEvent {
    /** Something moves in the picture. */
    MOTION("CellMotionDetector/", "MotionRegionDetector/", "VideoSource/MotionAlarm"),
    /** Somebody covered, turned or blinded the camera. */
    TAMPER(
            "TamperDetector/",
            "VideoSource/GlobalSceneChange",
            "VideoSource/ImageTooDark",
            "VideoSource/ImageTooBright",
            "VideoSource/ImageTooBlurry"),
    /** A recorder gets no picture from a camera. */
    SIGNAL_LOSS("VideoSource/SignalLoss", "VideoSource/VideoLoss"),
    /** Somebody crossed a line drawn in the picture (ONVIF Analytics, annex A.2). */
    LINE_CROSSED("LineDetector/"),
    /** A contact at the device opened or closed. */
    DIGITAL_INPUT("Device/Trigger/DigitalInput"),
    /** A disk or card is broken. */
    STORAGE_FAILURE("HardwareFailure/StorageFailure");

    /** Longest topic that is looked at, characters. */
    private static final int MAX_TOPIC = 256;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> topics;

    CameraEvent(String... topics) {
        this.topics = List.of(topics);
    }

    /**
     * By the topic as it came, such as {@code tns1:RuleEngine/CellMotionDetector/Motion}; null for
     * one that we have no use for. Prefixes, also those between slashes, do not count.
     */
    static @Nullable CameraEvent of(String topic) {
        if (topic.length() > MAX_TOPIC) {
            return null;
        }
        String plain = plain(topic);
        for (CameraEvent event : values()) {
            if (event.topics.stream().anyMatch(plain::contains)) {
                return event;
            }
        }
        return null;
    }

    /** A topic without prefixes. */
    static String plain(String topic) {
        return topic.replaceAll("[^/\\s:]*:", "").strip();
    }
}
